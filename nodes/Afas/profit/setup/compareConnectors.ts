import type { ConnectorSummary } from '../metainfo/types';
import type { Blueprint } from './blueprint';
import { isChosen, sameId, type EnvironmentSetup, type FoundConnector } from './environmentSetup';
import { finding, type Finding } from './finding';

/**
 * Finds missing, new and refused connectors.
 * @param blueprint undefined if there is none to compare with; then nothing is new
 */
export function compareConnectors(
	blueprint: Blueprint | undefined,
	setup: EnvironmentSetup,
): Finding[] {
	const { environment, chosen, getConnectors, updateConnectors } = setup;
	const kinds = [
		{
			kind: 'GetConnector',
			expected: Object.keys(blueprint?.getConnectors ?? {}),
			listed: environment.getConnectors,
			found: getConnectors as Array<FoundConnector<unknown>>,
		},
		{
			kind: 'UpdateConnector',
			expected: Object.keys(blueprint?.updateConnectors ?? {}),
			listed: environment.updateConnectors,
			found: updateConnectors as Array<FoundConnector<unknown>>,
		},
	];
	const has = (list: ConnectorSummary[], id: string) => list.some((entry) => sameId(entry.id, id));
	const missing = kinds.flatMap(({ kind, expected, listed }) =>
		expected
			.filter((id) => isChosen(chosen, id) && !has(listed, id))
			.map((id) => missingConnector(kind, id)),
	);
	const unknown = chosen.filter(
		(id) =>
			!kinds.some(
				({ expected, listed }) => has(listed, id) || expected.some((is) => sameId(is, id)),
			),
	);
	return [
		...missing,
		...unknown.map((id) => missingConnector('Connector', id)),
		...kinds.flatMap(({ kind, expected, found }) =>
			found.flatMap((connector) => [
				...(blueprint && !expected.some((id) => sameId(id, connector.id))
					? [newConnector(kind, connector.id)]
					: []),
				...('refusal' in connector ? [refused(kind, connector.id, connector.refusal)] : []),
			]),
		),
	];
}

function missingConnector(kind: string, id: string): Finding {
	const message = `${kind} ${id} is not in the app connector.`;
	return finding('CONNECTOR-MISSING', { connector: id }, message);
}

function newConnector(kind: string, id: string): Finding {
	const message = `${kind} ${id} is in the app connector, and not in the blueprint.`;
	return finding('CONNECTOR-NEW', { connector: id }, message);
}

function refused(kind: string, id: string, refusal: string): Finding {
	const message = `AFAS does not tell the fields of ${kind} ${id}: ${refusal}`;
	return finding('CONNECTOR-REFUSED', { connector: id }, message);
}
