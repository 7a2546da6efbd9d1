import { inputError } from '../errors/profitError';
import type { GetConnectorInfo } from './types';

/**
 * Finds the fields that a user named. AFAS does not look at letter case, so neither does this.
 * @param connector the GetConnector's ID, for the message
 * @param info its fields
 * @returns a function from a name, and the parameter it was given in, to the field's id as AFAS writes it;
 *   it throws ProfitError `input` when the connector has no such field
 */
export function fieldFinder(connector: string, info: GetConnectorInfo) {
	const ids = new Map(info.fields.map(({ id }) => [id.toLowerCase(), id]));
	return (name: string, parameter: string): string => {
		const id = ids.get(name.trim().toLowerCase());
		if (id === undefined) {
			throw inputError(
				`'${parameter}' names the field '${name}', which GetConnector '${connector}' does not have`,
				`It may have been renamed or removed in Profit. Its fields are: ${listed(info)}.`,
			);
		}
		return id;
	};
}

const LISTED = 25;

function listed({ fields }: GetConnectorInfo): string {
	const names = fields.slice(0, LISTED).map(({ id }) => id);
	return fields.length > LISTED
		? `${names.join(', ')} and ${fields.length - LISTED} more`
		: names.join(', ');
}
