import { inputError } from '../errors/profitError';
import { asText } from '../values/read';

/**
 * Gives the value of the IntegrationId header. docs/afas.md 1.4.
 * @throws ProfitError `input` when it is not `<subscription>_<project>`
 */
export function integrationIdHeader(integrationId: unknown): string {
	const text = asText(integrationId).trim();
	if (!/^\d+_\d+$/.test(text)) {
		throw inputError(
			text === ''
				? "'IntegrationId' is empty"
				: "'IntegrationId' is not two numbers with an underscore between them",
			'Copy it from the AFAS Partner Portal: your subscription number, an underscore and the project number, e.g. 12345_678900.',
		);
	}
	return text;
}
