import type { INodeProperties } from 'n8n-workflow';
import { inputError } from '../../profit/errors/profitError';
import { parameter, type Parameter, type Shown } from './parameter';
import { parameterText } from './text';

/** A connector as a user chooses it, from a list or by its ID. */
export interface Locator extends Shown {
	/** The method that finds connectors for the list. */
	foundBy: 'searchGetConnectors' | 'searchUpdateConnectors';
	/** What is chosen, such as `a GetConnector`. */
	what: string;
	/** An ID as an example. */
	example: string;
	/** The ID that is chosen from the start. */
	default?: string;
	/** Whether none needs to be chosen; the ID is `''` then. */
	optional?: boolean;
}

/** The ID of a connector that the user chose; one that must be chosen and is not is refused. */
export function locator({
	foundBy,
	what,
	example,
	default: usual = '',
	optional,
	...shown
}: Locator): Parameter<string> {
	const property: INodeProperties = {
		...shown,
		type: 'resourceLocator',
		...(optional ? {} : { required: true }),
		default: { mode: 'list', value: usual },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `Choose ${what}…`,
				typeOptions: { searchListMethod: foundBy, searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: `e.g. ${example}` },
		],
	};
	return parameter(property, ({ value }, name) => {
		const id = parameterText(chosenIn(value), name).trim();
		if (id !== '' || optional) return id;
		throw inputError(`${name} is empty`, 'Choose one from the list, or type its ID.');
	});
}

/** n8n takes the ID out of a locator, but not out of one inside a collection. */
function chosenIn(value: unknown): unknown {
	const isLocator = typeof value === 'object' && value !== null && 'mode' in value;
	return isLocator && 'value' in value ? value.value : value;
}
