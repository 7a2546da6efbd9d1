import { inputError } from '../errors/profitError';
import type { GetConnectorInfo } from './types';

/** The part of the metainfo that is used. */
type Fields = Pick<GetConnectorInfo, 'fields'>;

/**
 * Finds the fields that a user named. Like AFAS it ignores letter case, unless two fields differ only in that.
 * @param connector the GetConnector's ID, for the message
 * @param info its fields
 * @returns a function from a name, and the parameter it was given in, to the field's id as AFAS writes it; it throws
 *   ProfitError `input` when the connector has no such field, or two that the name may mean
 */
export function fieldFinder(connector: string, info: Fields) {
	const exact = new Set(info.fields.map(({ id }) => id));
	const ids = new Map<string, string[]>();
	for (const id of exact) ids.set(id.toLowerCase(), [...(ids.get(id.toLowerCase()) ?? []), id]);
	return (given: string, parameter: string): string => {
		const name = given.trim();
		if (exact.has(name)) return name;
		const [id, other] = ids.get(name.toLowerCase()) ?? [];
		if (other !== undefined) {
			throw inputError(
				`'${parameter}' names the field '${name}', and GetConnector '${connector}' has both '${id}' and '${other}'`,
				'Write the name exactly as the GetConnector has it.',
			);
		}
		if (id === undefined) {
			throw inputError(
				`'${parameter}' names the field '${name}', which GetConnector '${connector}' does not have`,
				`It may have been renamed or removed in Profit. Its fields are: ${listed(info)}.`,
			).with({ failure: 'configuration-invalid' });
		}
		return id;
	};
}

const LISTED = 25;

function listed({ fields }: Fields): string {
	const names = fields.slice(0, LISTED).map(({ id }) => id);
	return fields.length > LISTED
		? `${names.join(', ')} and ${fields.length - LISTED} more`
		: names.join(', ');
}
