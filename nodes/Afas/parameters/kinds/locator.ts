import type { INodeProperties } from 'n8n-workflow';
import { inputError } from '../../profit/errors/profitError';
import { parameter, type Parameter, type Shown } from './parameter';
import { parameterText } from './text';

/** What a choice of a connector, from a list or by ID, shows. */
export interface Locator extends Shown {
	/** The method that finds connectors for the list. */
	foundBy: 'searchGetConnectors' | 'searchUpdateConnectors';
	/** What the user chooses, such as `a GetConnector`. */
	what: string;
	/** An ID as an example. */
	example: string;
	/** The ID chosen by default. */
	default?: string;
	/** Whether it may stay empty; the ID is then `''`. */
	optional?: boolean;
}

/** The ID of the chosen connector; rejects an empty one unless it is optional. */
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

/** n8n extracts the ID from a locator, but not inside a collection. */
function chosenIn(value: unknown): unknown {
	const isLocator = typeof value === 'object' && value !== null && 'mode' in value;
	return isLocator && 'value' in value ? value.value : value;
}
