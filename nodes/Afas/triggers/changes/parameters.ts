import type { IPollFunctions } from 'n8n-workflow';
import { callOptions } from '../../parameters/callOptions';
import { getConnector } from '../../parameters/connectorLocator';
import { readFilter } from '../../parameters/filterParameters';
import { triggerParameters, type ParameterReader } from '../../parameters/kinds/parameterReader';
import { readProtocol } from '../../parameters/protocol';
import type { Protocol } from '../../profit/credential/baseUrls';
import { inputError } from '../../profit/errors/profitError';
import { fieldFinder } from '../../profit/metainfo/knownFields';
import type { GetConnectorInfo } from '../../profit/metainfo/types';
import type { ChangeEvent, ChangeSettings } from '../../profit/changes/changeSettings';
import type { Filter } from '../../profit/query/filter';
import { withAfasValues } from '../../profit/query/filterValues';
import { toAmsterdamWallTime } from '../../profit/values/givenDate';
import type { CallOptions } from '../../transport/calls';
import * as given from './properties';

/** The earliest time in SQL Server. */
const BEFORE_EVERYTHING = '1753-01-01T00:00:00';

/** The parameters of the polling trigger. */
export interface ChangeParameters {
	connector: string;
	protocol: Protocol;
	event: ChangeEvent;
	/** The field with the time of the change. */
	timeField: string;
	createdField?: string;
	keyFields: string[];
	filter: Filter;
	start: ChangeSettings['start'];
	/** The start as the user gave it; while it stays the same, the trigger continues where it stopped. */
	startAsGiven: string;
	maxChanges: number;
	overlapSeconds: number;
	calls: CallOptions;
}

/**
 * Reads the parameters of the polling trigger, without checking them against the connector's fields.
 * @throws ProfitError `input` for a missing or invalid value
 */
export function readChangeParameters(context: IPollFunctions): ChangeParameters {
	const parameters = triggerParameters(context);
	const event = given.event.read(parameters, 0);
	const created = () => given.createdField.read(parameters, 0);
	const { maxPerPoll, overlap } = given.changeOptions.read(parameters, 0);
	return {
		connector: getConnector.read(parameters, 0),
		protocol: readProtocol(parameters, 0),
		event,
		timeField: event === 'created' ? created() : given.modifiedField.read(parameters, 0),
		createdField: event === 'updated' ? created() : undefined,
		keyFields: given.keyFields.read(parameters, 0),
		filter: readFilter(parameters, 0),
		start: start(parameters),
		startAsGiven: JSON.stringify([
			context.getNode().parameters.startFrom ?? 'now',
			context.getNode().parameters.startDate ?? '',
		]),
		maxChanges: maxPerPoll,
		overlapSeconds: overlap,
		calls: callOptions(parameters, 0),
	};
}

function start(parameters: ParameterReader): ChangeSettings['start'] {
	const startFrom = given.startFrom.read(parameters, 0);
	if (startFrom === 'all') return BEFORE_EVERYTHING;
	if (startFrom === 'now') return 'now';
	const wallTime = toAmsterdamWallTime(given.startDate.read(parameters, 0));
	return wallTime.length === 10 ? `${wallTime}T00:00:00` : wallTime;
}

/**
 * Gives the parameters with fields as AFAS writes them.
 * @throws ProfitError `input` when the connector lacks a field, or a field does not suit its parameter
 */
export function withKnownFields(
	parameters: ChangeParameters,
	info: GetConnectorInfo,
): ChangeParameters {
	const { connector, event, filter, keyFields } = parameters;
	const known = fieldFinder(connector, info);
	const types = typesOf(info);
	const dateField = (name: string, displayName: string) => {
		const field = sortable(known(name, displayName), displayName);
		if (types.get(field) === 'date') return field;
		throw inputError(
			`'${displayName}' names the field '${field}', which is no date`,
			'Choose a field that holds a date with a time.',
		);
	};
	const createdName = 'Created Field';
	return {
		...parameters,
		timeField: dateField(
			parameters.timeField,
			event === 'created' ? createdName : 'Modified Field',
		),
		createdField: parameters.createdField && dateField(parameters.createdField, createdName),
		keyFields: knownKeyFields(keyFields, known, info),
		filter: knownFilter(filter, known, info),
	};
}

type KnownField = ReturnType<typeof fieldFinder>;

function typesOf({ fields }: GetConnectorInfo): Map<string, string> {
	return new Map(fields.map(({ id, dataType }) => [id, dataType]));
}

/**
 * Gives the key fields as AFAS writes them, each once.
 * @throws ProfitError `input` for one that does not exist or that AFAS cannot sort on
 */
export function knownKeyFields(
	names: string[],
	known: KnownField,
	info: GetConnectorInfo,
): string[] {
	const types = typesOf(info);
	const keyField = (name: string) => {
		const field = sortable(known(name, 'Key Fields'), 'Key Fields');
		if (types.get(field) !== 'blob') return field;
		throw inputError(
			`'Key Fields' names the field '${field}', which holds a file or text of any length`,
			'Choose fields that identify a row, such as a number.',
		);
	};
	return [...new Set(names.map(keyField))];
}

/**
 * Gives a filter with fields and values as AFAS writes them.
 * @throws ProfitError `input` for a field that does not exist, or a value that does not fit it
 */
export function knownFilter(filter: Filter, known: KnownField, info: GetConnectorInfo): Filter {
	const named = filter.map((group) =>
		group.map((condition) => ({ ...condition, field: known(condition.field, 'Filters') })),
	);
	return withAfasValues(named, info.fields);
}

/** AFAS does not sort on names with a period. docs/afas.md 2.4 and 10.1. */
function sortable(field: string, displayName: string): string {
	if (!field.includes('.')) return field;
	throw inputError(
		`'${displayName}' names the field '${field}', and AFAS cannot sort on a name with a period`,
		'Give the field another name in the GetConnector.',
	);
}
