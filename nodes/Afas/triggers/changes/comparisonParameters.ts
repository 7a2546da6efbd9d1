import type { IPollFunctions } from 'n8n-workflow';
import { callOptions } from '../../parameters/callOptions';
import { getConnector } from '../../parameters/connectorLocator';
import { readFilter } from '../../parameters/filterParameters';
import { triggerParameters } from '../../parameters/kinds/parameterReader';
import { readProtocol } from '../../parameters/protocol';
import type { DifferenceEvent } from '../../profit/comparison/comparison';
import type { Protocol } from '../../profit/credential/baseUrls';
import { fieldFinder } from '../../profit/metainfo/knownFields';
import type { GetConnectorInfo } from '../../profit/metainfo/types';
import type { Filter } from '../../profit/query/filter';
import type { CallOptions } from '../../transport/calls';
import { knownFilter, knownKeyFields } from './parameters';
import * as given from './properties';

/** The parameters of the polling trigger that compares. */
export interface ComparisonParameters {
	connector: string;
	protocol: Protocol;
	keyFields: string[];
	events: DifferenceEvent[];
	ignoreFields: string[];
	filter: Filter;
	startFrom: 'now' | 'all';
	maxRows: number;
	maxDeletedPercent: number;
	calls: CallOptions;
}

/**
 * Reads the parameters of the trigger that compares, without checking them against the connector's fields.
 * @throws ProfitError `input` for a missing or invalid value
 */
export function readComparisonParameters(context: IPollFunctions): ComparisonParameters {
	const parameters = triggerParameters(context);
	const { maxRows, maxDeletedPercent } = given.changeOptions.read(parameters, 0);
	return {
		connector: getConnector.read(parameters, 0),
		protocol: readProtocol(parameters, 0),
		keyFields: given.keyFields.read(parameters, 0),
		events: given.compareEvents.read(parameters, 0),
		ignoreFields: given.ignoreFields.read(parameters, 0),
		filter: readFilter(parameters, 0),
		startFrom: given.compareStart.read(parameters, 0),
		maxRows,
		maxDeletedPercent,
		calls: callOptions(parameters, 0),
	};
}

/** @throws ProfitError `input` for an ignored field that the connector lacks */
export function checkIgnoreFields(
	{ connector, ignoreFields }: ComparisonParameters,
	info: GetConnectorInfo,
): void {
	const known = fieldFinder(connector, info);
	for (const name of ignoreFields) known(name, 'Ignored Fields');
}

/**
 * Gives the parameters with fields as AFAS writes them. Skips ignored fields that no longer exist.
 * @throws ProfitError `input` when the connector lacks another field, or a field does not suit its parameter
 */
export function comparisonOf(
	parameters: ComparisonParameters,
	info: GetConnectorInfo,
): ComparisonParameters {
	const { connector, keyFields, filter, ignoreFields } = parameters;
	const known = fieldFinder(connector, info);
	const ignored = new Set(ignoreFields.map((name) => name.toLowerCase()));
	return {
		...parameters,
		keyFields: knownKeyFields(keyFields, known, info),
		filter: knownFilter(filter, known, info),
		ignoreFields: info.fields.map(({ id }) => id).filter((id) => ignored.has(id.toLowerCase())),
	};
}
