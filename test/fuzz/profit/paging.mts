// Reads of many rows from a server whose answers do not fit together.
import assert from 'node:assert/strict';
import { anchoredWindows } from '../../../nodes/Afas/profit/paging/anchoredWindows';
import { inputError } from '../../../nodes/Afas/profit/errors/profitError';
import { onePage } from '../../../nodes/Afas/profit/paging/onePage';
import type { PagePlan } from '../../../nodes/Afas/profit/paging/pagePlan';
import { sortedWindows } from '../../../nodes/Afas/profit/paging/sortedWindows';
import type { Row } from '../../../nodes/Afas/profit/values/cell';
import type { Random } from '../../support/random.ts';
import { target } from '../engine.mts';
import { mutatedJson } from '../mutations.mts';
import { refusable } from '../promises.mts';

/** Rows of a server at one moment, right or not. */
function table(random: Random): Row[] {
	const count = random.pick([0, 1, 3, 10, 25]);
	const rows = Array.from({ length: count }, (_, at) => ({
		Id: random.whole(0, 3) === 0 ? String(random.whole(0, 9)) : String(at).padStart(3, '0'),
		Name: random.pick(['a', 'b', null, '2026-01-01T00:00:00Z']),
	}));
	const spoilt = random.whole(0, 2) === 0 ? mutatedJson(random, rows, ['Id', 'Name']) : rows;
	const isRow = (row: unknown) => typeof row === 'object' && row !== null && !Array.isArray(row);
	return (Array.isArray(spoilt) ? spoilt : []).filter(isRow) as Row[];
}

/** How a server takes skip and take. One that does not, and changes all the time, is read until somebody stops it. */
type Obedience = 'both' | 'neither' | 'onlyTake';

const ORDER = ['Id', 'Name'].map((field) => ({ field, descending: false }));

/** Calls without a new row after which a read goes in circles. A server may make up new rows for ever. */
const IDLE_CALLS = 300;

const MOST_CALLS = 1_000;

function planOf(kind: string, pageSize: number, limit: number, skip: number): PagePlan {
	const options = { filter: [], sort: ORDER, pageSize, limit, skip };
	if (kind === 'sorted') return sortedWindows(options);
	const fields = ['Id', 'Name'].map((id) => ({ id, dataType: 'string' }));
	if (kind === 'anchored') {
		return anchoredWindows({ ...options, keyFields: ['Id'], fields, fits: () => true });
	}
	const take = Math.min(limit, pageSize);
	return onePage({ filter: [], sort: [], skip: 0, take }, limit, inputError('One page'));
}

export const pagingTargets = [
	target({
		name: 'Reads with any answer',
		make: (random) => ({
			kind: random.pick(['sorted', 'anchored', 'one']),
			tables: Array.from({ length: random.pick([1, 1, 3]) }, () => table(random)),
			obeys: random.pick<Obedience>(['both', 'both', 'neither', 'onlyTake']),
			pageSize: random.whole(1, 6),
			limit: random.pick([1, 3, 12, Number.POSITIVE_INFINITY]),
			skip: random.pick([0, 0, 2]),
			tooMuch: random.pick([0, 0, 0, 5]),
		}),
		check({ kind, tables, obeys, pageSize, limit, skip, tooMuch }) {
			const plan = planOf(kind, pageSize, limit, skip);
			let rows = 0;
			refusable(() => {
				let idle = 0;
				for (let calls = 0; !plan.done && calls < MOST_CALLS; ) {
					const before = plan.provenRows;
					const asked = plan.next(5);
					assert.ok(asked.length > 0, 'A read waits for nothing');
					for (const call of asked) {
						calls += 1;
						assert.ok(++idle < IDLE_CALLS, 'A read has no end');
						const all = tables[obeys === 'both' ? calls % tables.length : 0];
						const from = obeys === 'both' ? call.skip : 0;
						const answer = obeys === 'neither' ? all : all.slice(from, from + call.take);
						if (tooMuch > 0 && calls % tooMuch === 0) {
							// A page that cannot be smaller ends the read.
							if (!plan.tooMuchData(call)) return;
							continue;
						}
						for (const page of plan.accept(call, [...answer])) rows += page.length;
						if (plan.done) break;
					}
					if (plan.provenRows > before) idle = 0;
				}
			});
			rows += plan.done ? 0 : plan.stop().length;
			assert.ok(rows <= limit, `${rows} rows where ${limit} were asked for`);
			const { lastProven } = plan;
			assert.ok(lastProven === undefined || lastProven instanceof Map);
		},
	}),
];
