import type { IExecuteFunctions } from 'n8n-workflow';
import { asNumber } from '../../../profit/values/read';
import type { DateTimes } from '../../../profit/rows/rowShape';
import { readCollection } from '../../../parameters/collection';
import { parameterList } from '../../../parameters/textParameter';
import { DEFAULT_ROWS_PER_FILE, type FileFormat, type OutputKind } from './outputOptions';

/** The Options of an item, complete. */
export interface GetManyOptions {
	dateTimes: DateTimes;
	/** Names as the user gave them; none for all fields. */
	outputFields: string[];
	/** Rows per call at most; undefined for what AFAS advises. */
	pageSize: number | undefined;
	skip: number;
	/** Calls at once, from 1 to 8. */
	concurrency: number;
	/** Times to try a call again. */
	retries: number;
	output: OutputKind;
	fileFormat: FileFormat;
	rowsPerFile: number;
}

/** AFAS refuses more calls at once than this. docs/afas.md 2.5. */
const MAX_CONCURRENCY = 8;

/** Reads the Options of an item; numbers out of range become the nearest that can be used. */
export function readOptions(context: IExecuteFunctions, itemIndex: number): GetManyOptions {
	const given = readCollection(context, 'options', itemIndex);
	const { pageSize } = given;
	return {
		dateTimes: (given.dateTimes ?? 'local') as DateTimes,
		outputFields: parameterList(given.outputFields, "'Output Fields'"),
		pageSize: asNumber(pageSize) === null ? undefined : whole(pageSize, 1, 1),
		skip: whole(given.skip, 0, 0),
		concurrency: Math.min(whole(given.concurrency, 5, 1), MAX_CONCURRENCY),
		retries: whole(given.retries, 3, 0),
		output: (given.output ?? 'items') as OutputKind,
		fileFormat: (given.fileFormat ?? 'ndjson') as FileFormat,
		rowsPerFile: whole(given.rowsPerFile, DEFAULT_ROWS_PER_FILE, 1),
	};
}

/** A whole number of at least `least`; an expression may have given anything. */
function whole(value: unknown, otherwise: number, least: number): number {
	const number = Math.floor(asNumber(value) ?? otherwise);
	return Math.min(Math.max(number, least), Number.MAX_SAFE_INTEGER);
}
