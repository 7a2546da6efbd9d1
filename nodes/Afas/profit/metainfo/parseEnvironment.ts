import { ProfitError } from '../errors/profitError';
import { asList, asObject, asText } from '../values/read';
import type { ConnectorSummary, EnvironmentInfo } from './types';

/**
 * Reads the answer of `GET /metainfo`. The lists may be absent (docs/afas.md 2.1).
 * @throws ProfitError `badAnswer` when it is no metainfo at all
 */
export function parseEnvironmentInfo(json: unknown): EnvironmentInfo {
	const answer = asObject(json);
	const known = ['getConnectors', 'updateConnectors', 'info'];
	if (!known.some((name) => Object.hasOwn(answer, name))) {
		throw new ProfitError(
			'badAnswer',
			'The answer does not look like the metainfo of AFAS Profit',
			{
				description: 'Check the tenant, the environment and the URLs in the credential.',
			},
		);
	}
	return {
		getConnectors: summaries(answer.getConnectors),
		updateConnectors: summaries(answer.updateConnectors),
		info: asObject(answer.info),
	};
}

function summaries(list: unknown): ConnectorSummary[] {
	return asList(list)
		.map(asObject)
		.map(({ id, description }) => ({ id: asText(id), description: asText(description) }))
		.filter(({ id }) => id !== '');
}

/**
 * Checks the version that AFAS gave.
 * @throws ProfitError `badAnswer` when it gave none
 */
export function knownVersion(version: unknown): string {
	if (typeof version === 'string' && version !== '') return version;
	throw new ProfitError('badAnswer', 'The answer of AFAS holds no version');
}
