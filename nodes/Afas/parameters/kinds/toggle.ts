import type { INodeProperties } from 'n8n-workflow';
import { isEmpty, parameter, wrongValue, type Parameter } from './parameter';

/** What a switch shows. */
export interface Toggle
	extends Pick<
		INodeProperties,
		'displayName' | 'name' | 'description' | 'hint' | 'displayOptions'
	> {
	default: boolean;
	/** Whether an empty value is refused, because off would mean more rows or more writes. docs/afas.md rule 13. */
	restricts?: boolean;
}

/**
 * A switch. The texts `true` and `false` are accepted; an empty value gives the default unless the switch restricts;
 * anything else is rejected, including 1 and "yes".
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
