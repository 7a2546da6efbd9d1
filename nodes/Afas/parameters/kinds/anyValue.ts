import type { INodeProperties } from 'n8n-workflow';
import { parameter, type Parameter } from './parameter';

/** A value of any type. Its user checks it, because only that knows the type of the field. */
export function anyValue(
	shown: Pick<
		INodeProperties,
		'displayName' | 'name' | 'placeholder' | 'description' | 'displayOptions'
	>,
): Parameter<unknown> {
	return parameter({ ...shown, type: 'string', default: '' }, ({ value }) => value);
}
