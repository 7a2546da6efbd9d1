import type { Environment } from '../environment.mts';
import { badParameters } from '../failure.mts';
import { htmlPage, json, type Answer, type Call } from '../http.mts';
import type { Route } from './restService.mts';

/** The one BI model that is there. */
export const BI_MODEL = 'Sim_Mutations';

const VERSION = 'v2';

/** A row of the model, by its place. */
export function biRow(at: number): Record<string, string | number | null> {
	return {
		EntryId: at + 1,
		Year: 2020 + (at % 7),
		Account: String(at % 1000).padStart(6, '0'),
		Amount: (at * 7919) % 100_000,
		Remark: at % 5 === 0 ? null : `Mutatie ${at + 1}`,
	};
}

const OPERATORS: Record<string, (left: number | string, right: number | string) => boolean> = {
	eq: (left, right) => left === right,
	ne: (left, right) => left !== right,
	gt: (left, right) => left > right,
	lt: (left, right) => left < right,
};

/** An OData condition of comparisons joined by `and`. */
function condition(filter: string): (row: Record<string, unknown>) => boolean {
	const tests = filter.split(/ and /).map((text) => {
		const [, field, operator, quoted, number] =
			/^\s*(\w+) (eq|ne|gt|lt) (?:'((?:[^']|'')*)'|(-?[\d.]+))\s*$/.exec(text) ?? [];
		if (field === undefined || !(field in biRow(0))) {
			throw badParameters(`Invalid filter: ${text}`);
		}
		const value = quoted === undefined ? Number(number) : quoted.replaceAll("''", "'");
		return (row: Record<string, unknown>) => OPERATORS[operator](row[field] as string, value);
	});
	return (row) => tests.every((test) => test(row));
}

function page(environment: Environment, call: Call, base: string): Answer {
	const { biRows, biPageSize, biNextLink } = environment.settings;
	const { query } = call;
	const accept = condition(query.get('$filter') ?? 'EntryId gt 0');
	const columns = query.get('$select')?.split(',');
	const top = Number(query.get('$top') ?? Infinity);
	const start = Number(query.get('$skiptoken') ?? query.get('$skip') ?? 0);
	const value: object[] = [];
	let at = start;
	for (; at < biRows && value.length < Math.min(top, biPageSize); at++) {
		const row = biRow(at);
		if (!accept(row)) continue;
		value.push(
			columns ? Object.fromEntries(columns.map((name) => [name, row[name] ?? null])) : row,
		);
	}
	const isDone = at >= biRows || value.length >= top;
	const next = new URLSearchParams(query);
	next.set('$skiptoken', String(at));
	if (Number.isFinite(top)) next.set('$top', String(top - value.length));
	return json(200, {
		'@odata.context': `${base}$metadata#${BI_MODEL}`,
		value,
		...(isDone ? {} : { '@odata.nextLink': biNextLink ?? `${base}?${next.toString()}` }),
	});
}

/** `GET /bi/{Model}`: redirects to the newest version, and pages by links (docs/afas.md 7.1). */
export function biRoutes(environment: Environment): Route {
	return (call) => {
		const [bi, model, version] = call.path;
		if (call.method !== 'GET' || bi?.toLowerCase() !== 'bi' || !model) return undefined;
		if (model.toLowerCase() !== BI_MODEL.toLowerCase()) return htmlPage(404, 'Not Found');
		const base = `http://${call.request.headers.host}/ProfitRestServices/bi/${BI_MODEL}/${VERSION}/`;
		if (version?.toLowerCase() === VERSION) return page(environment, call, base);
		return { status: 307, headers: { location: environment.settings.biRedirect ?? base } };
	};
}
