import type { INodeProperties } from 'n8n-workflow';
import { parameter, type Parameter } from './parameter';

/** A value of whatever type an expression gives; what uses it checks it, because only that knows the field's type. */
export function anyValue(
	shown: Pick<
		INodeProperties,
		'displayName' | 'name' | 'placeholder' | 'description' | 'displayOptions'
	>,
): Parameter<unknown> {
	return parameter({ ...shown, type: 'string', default: '' }, ({ value }) => value);
}
