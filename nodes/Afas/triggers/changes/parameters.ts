import type { IPollFunctions } from 'n8n-workflow';
import { callOptions } from '../../parameters/callOptions';
import { readCollection } from '../../parameters/collection';
import { connectorId } from '../../parameters/connectorLocator';
import { readFilter } from '../../parameters/filterParameters';
import { triggerParameters } from '../../parameters/parameterReader';
import { readProtocol } from '../../parameters/protocol';
import type { Protocol } from '../../profit/credential/baseUrls';
import { parameterList, parameterText } from '../../parameters/textParameter';
import { inputError } from '../../profit/errors/profitError';
import { fieldFinder } from '../../profit/metainfo/knownFields';
import { asNumber } from '../../profit/values/read';
import type { GetConnectorInfo } from '../../profit/metainfo/types';
import type { ChangeEvent, ChangeSettings } from '../../profit/changes/changeSettings';
import type { Filter } from '../../profit/query/filter';
import { withAfasDates } from '../../profit/query/filterValues';
import { toAmsterdamWallTime } from '../../profit/values/givenDate';
import type { CallOptions } from '../../transport/calls';

/** SQL Server has no earlier time. */
const BEFORE_EVERYTHING = '1753-01-01T00:00:00';

const DEFAULT_MAX_PER_POLL = 1000;
const DEFAULT_OVERLAP_SECONDS = 2;

/** What the user chose in the polling trigger. */
export interface ChangeParameters {
	connector: string;
	protocol: Protocol;
	event: ChangeEvent;
	/** The field to look at. */
	timeField: string;
	createdField?: string;
	keyFields: string[];
	filter: Filter;
	start: ChangeSettings['start'];
	/** What the start was given as: while it stays the same, the trigger goes on where it stopped. */
	startAsGiven: string;
	maxChanges: number;
	overlapSeconds: number;
	calls: CallOptions;
}

/**
 * The parameters of the polling trigger, not compared with the connector's fields yet.
 * @throws ProfitError `input` for what is missing or cannot be used
 */
export function readChangeParameters(context: IPollFunctions): ChangeParameters {
	const parameters = triggerParameters(context);
	const text = (name: string, displayName?: string) =>
		parameterText(context.getNodeParameter(name, ''), displayName && `'${displayName}'`).trim();
	const required = (name: string, displayName: string) => {
		const value = text(name, displayName);
		if (value === '')
			throw inputError(`'${displayName}' is empty`, 'Choose a field from the list.');
		return value;
	};
	const connector = connectorId(parameters, 0);
	const event = text('event', 'Trigger On') as ChangeEvent;
	const created = () => required('createdField', 'Created Field');
	const modified = () => required('modifiedField', 'Modified Field');
	const keyFields = parameterList(context.getNodeParameter('keyFields', []), "'Key Fields'");
	if (keyFields.length === 0) {
		throw inputError(
			"'Key Fields' is empty",
			'Choose the fields that together identify a row, such as the number of a debtor.',
		);
	}
	const { maxPerPoll, overlap } = readCollection(parameters, 'options', 0);
	return {
		connector,
		protocol: readProtocol(parameters, 0),
		event,
		timeField: event === 'created' ? created() : modified(),
		createdField: event === 'updated' ? created() : undefined,
		keyFields,
		filter: readFilter(parameters, 0),
		start: start(text('startFrom', 'Start From'), text('startDate', 'Start Date')),
		startAsGiven: JSON.stringify([
			context.getNode().parameters.startFrom ?? 'now',
			context.getNode().parameters.startDate ?? '',
		]),
		maxChanges: wholeNumber(maxPerPoll, 1, DEFAULT_MAX_PER_POLL),
		overlapSeconds: wholeNumber(overlap, 0, DEFAULT_OVERLAP_SECONDS),
		calls: callOptions(parameters, 0),
	};
}

function wholeNumber(value: unknown, least: number, otherwise: number): number {
	const number = Math.floor(asNumber(value) ?? least - 1);
	return number >= least ? number : otherwise;
}

function start(startFrom: string, startDate: string): ChangeSettings['start'] {
	if (startFrom === 'all') return BEFORE_EVERYTHING;
	if (startFrom !== 'date') return 'now';
	if (startDate === '') throw inputError("'Start Date' is empty", 'Choose the date to begin with.');
	const wallTime = toAmsterdamWallTime(startDate);
	return wallTime.length === 10 ? `${wallTime}T00:00:00` : wallTime;
}

/**
 * The parameters with fields as AFAS writes them.
 * @throws ProfitError `input` when the connector lacks a field or one cannot be used as it is chosen
 */
export function withKnownFields(
	parameters: ChangeParameters,
	info: GetConnectorInfo,
): ChangeParameters {
	const { connector, event, filter, keyFields } = parameters;
	const known = fieldFinder(connector, info);
	const types = new Map(info.fields.map(({ id, dataType }) => [id, dataType]));
	const dateField = (name: string, displayName: string) => {
		const field = sortable(known(name, displayName), displayName);
		if (types.get(field) === 'date') return field;
		throw inputError(
			`'${displayName}' names the field '${field}', which is no date`,
			'Choose a field that holds a date with a time.',
		);
	};
	const keyField = (name: string) => {
		const field = sortable(known(name, 'Key Fields'), 'Key Fields');
		if (types.get(field) !== 'blob') return field;
		throw inputError(
			`'Key Fields' names the field '${field}', which holds a file or text of any length`,
			'Choose fields that identify a row, such as a number.',
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
		keyFields: [...new Set(keyFields.map(keyField))],
		filter: withAfasDates(
			filter.map((group) =>
				group.map((condition) => ({ ...condition, field: known(condition.field, 'Filters') })),
			),
			info.fields,
		),
	};
}

/** AFAS does not sort on names with a period. docs/afas.md 2.4 and 10.1. */
function sortable(field: string, displayName: string): string {
	if (!field.includes('.')) return field;
	throw inputError(
		`'${displayName}' names the field '${field}', and AFAS cannot sort on a name with a period`,
		'Give the field another name in the GetConnector.',
	);
}
