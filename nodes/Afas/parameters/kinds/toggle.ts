import type { INodeProperties } from 'n8n-workflow';
import { isEmpty, parameter, wrongValue, type Parameter } from './parameter';

/** A switch as a user sees it. */
export interface Toggle
	extends Pick<
		INodeProperties,
		'displayName' | 'name' | 'description' | 'hint' | 'displayOptions'
	> {
	default: boolean;
	/** Whether being off would mean more rows or more writes: then an empty value is refused. docs/afas.md rule 13. */
	restricts?: boolean;
}

/**
 * A switch. The words `true` and `false` as text mean what they say; an empty value is the default unless the switch
 * restricts; everything else is refused, also 1 and "yes".
 */
export function toggle({ restricts, ...shown }: Toggle): Parameter<boolean> {
	return parameter({ ...shown, type: 'boolean' }, ({ value }, name) => {
		if (typeof value === 'boolean') return value;
		if (isEmpty(value) && !restricts) return shown.default;
		const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
		if (word === 'true' || word === 'false') return word === 'true';
		throw wrongValue(name, value, 'true or false');
	});
}
