import { ChangeReader } from '../../../../nodes/Afas/profit/changes/changeReader';
import { MAX_REMEMBERED } from '../../../../nodes/Afas/profit/changes/rowMemory';
import type { ChangeSettings } from '../../../../nodes/Afas/profit/changes/changeSettings';
import type { PollState } from '../../../../nodes/Afas/profit/changes/pollState';
import type { Row } from '../../../../nodes/Afas/profit/values/cell';
import { seededRandom } from '../../../support/random.ts';
import { StampedTable, type Version } from '../../../support/stampedTable.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function settings(profit: StampedTable, more: Partial<ChangeSettings> = {}): ChangeSettings {
	return {
		event: 'createdOrUpdated',
		timeField: 'Modified',
		createdField: 'Created',
		keyFields: ['Id'],
		filter: [],
		start: 'now',
		overlapSeconds: 2,
		maxChanges: 1000,
		pageSize: 15_000,
		fits: () => true,
		now: profit.now,
		...more,
	};
}

/** A trigger: polls and keeps its state as JSON. */
class Trigger {
	state: PollState | undefined;

	constructor(
		readonly profit: StampedTable,
		readonly more: Partial<ChangeSettings> = {},
	) {}

	poll(now: Partial<ChangeSettings> = {}): Row[] {
		const reader = new ChangeReader(settings(this.profit, { ...this.more, ...now }), this.state);
		let calls = 0;
		for (let query = reader.next(); query !== undefined; query = reader.next()) {
			if (++calls > 2000) throw new Error(`A poll without an end: ${JSON.stringify(query)}`);
			reader.accept(this.profit.answer(query));
		}
		this.state = JSON.parse(JSON.stringify(reader.state)) as PollState;
		return reader.changes;
	}

	ids(): unknown[] {
		return this.poll().map(({ Id }) => Id);
	}
}

const remembered = ({ seen }: PollState) => Object.values(seen).flat().length;

describe('a first poll', () => {
	it('gives nothing, also not the rows around the latest one, and then what changes', () => {
		const profit = new StampedTable(Date.UTC(2026, 5, 1, 12));
		for (let id = 0; id < 50; id++) profit.write(id, {}, 0);
		const trigger = new Trigger(profit);
		expect(trigger.ids()).toEqual([]);
		expect(trigger.ids()).toEqual([]);
		profit.now += 300;
		profit.write(7, {}, 0);
		profit.write(99, {}, 0);
		expect(trigger.ids()).toEqual([7, 99]);
		expect(trigger.ids()).toEqual([]);
	});

	it('of an empty table lets nothing pass', () => {
		const profit = new StampedTable(Date.UTC(2026, 5, 1, 12));
		const trigger = new Trigger(profit);
		expect(trigger.ids()).toEqual([]);
		profit.write(1, {}, 0);
		expect(trigger.ids()).toEqual([1]);
	});

	it('can begin at a time', () => {
		const profit = new StampedTable(Date.UTC(2026, 5, 1, 12));
		profit.write(1, {}, 0);
		profit.now += HOUR;
		profit.write(2, {}, 0);
		expect(new Trigger(profit, { start: '2026-06-01T14:30:00' }).ids()).toEqual([2]);
		expect(new Trigger(profit, { start: '1900-01-01T00:00:00' }).ids()).toEqual([1, 2]);
	});
});

describe('an event', () => {
	const after = (event: ChangeSettings['event']) => {
		const profit = new StampedTable(Date.UTC(2026, 5, 1, 12));
		profit.write(1, {}, 0);
		const timeField = event === 'created' ? 'Created' : 'Modified';
		const trigger = new Trigger(profit, { event, timeField });
		trigger.poll();
		profit.now += MINUTE;
		profit.write(1, {}, 0);
		profit.write(2, {}, 0);
		const first = trigger.ids();
		profit.now += 100;
		profit.write(2, {}, 0);
		return [first, trigger.ids()];
	};

	it('created is only the first time of a row', () => {
		expect(after('created')).toEqual([[2], []]);
	});

	it('updated leaves new rows out until they change, also in the second they were seen in', () => {
		expect(after('updated')).toEqual([[1], [2]]);
	});

	it('createdOrUpdated is both', () => {
		expect(after('createdOrUpdated')).toEqual([[1, 2], [2]]);
	});
});

describe('what would hide or repeat changes', () => {
	it('a row dated ahead of the clock does neither', () => {
		const profit = new StampedTable(Date.UTC(2026, 5, 1, 12));
		const trigger = new Trigger(profit);
		trigger.poll();
		const now = profit.now;
		for (const ahead of [HOUR, 800 * 24 * HOUR]) {
			profit.now = now + ahead;
			profit.write(ahead, {}, 0);
			profit.newest(ahead)!.visibleAt = 0;
		}
		profit.now = now + 2000;
		expect(trigger.ids()).toEqual([HOUR]);
		profit.write(1, {}, 0);
		expect(trigger.ids()).toEqual([1]);
		expect(trigger.ids()).toEqual([]);
	});

	it('a field that is calculated anew for each call does not repeat a row for ever', () => {
		const profit = new StampedTable(Date.UTC(2026, 5, 1, 12));
		profit.write(1, {}, 0);
		let calls = 0;
		const answer = profit.answer.bind(profit);
		profit.answer = (query) => answer(query).map((row) => ({ ...row, Age: calls++ }));
		const trigger = new Trigger(profit);
		trigger.poll();
		profit.now += MINUTE;
		profit.write(1, {}, 0);
		let given = 0;
		for (let poll = 0; poll < 60; poll++) {
			given += trigger.ids().length;
			profit.now += MINUTE;
		}
		expect(given).toBeLessThanOrEqual(3);
	});

	it('a field with days only still gives each change once', () => {
		const profit = new StampedTable(Date.UTC(2026, 5, 1, 7), true);
		const trigger = new Trigger(profit, { maxChanges: 5 });
		trigger.poll();
		const given: string[] = [];
		for (let hour = 0; hour < 80; hour++) {
			for (let id = 0; id < 4; id++) profit.write(hour % 3 === 0 ? hour * 4 + id : id, {}, 0);
			given.push(...trigger.poll().map(({ Id, Number: number }) => `${Id} ${number}`));
			profit.now += HOUR;
		}
		for (let poll = 0; poll < 10; poll++) {
			given.push(...trigger.poll().map(({ Id, Number: number }) => `${Id} ${number}`));
			profit.now += 5 * HOUR;
		}
		expect(new Set(given).size).toBe(given.length);
		for (const { id, number } of profit.visible()) expect(given).toContain(`${id} ${number}`);
	});

	it('a row stamped at midnight with such a field does not come with every poll', () => {
		const midnight = Date.UTC(2026, 5, 1, 22);
		const profit = new StampedTable(midnight - 5 * HOUR);
		for (let id = 0; id < 5; id++) {
			profit.now += MINUTE;
			profit.write(id, {}, 0);
		}
		let calls = 0;
		const answer = profit.answer.bind(profit);
		profit.answer = (query) => answer(query).map((row) => ({ ...row, Age: calls++ }));
		const trigger = new Trigger(profit);
		profit.now += HOUR;
		trigger.poll();
		profit.now = midnight;
		profit.write(7, {}, 0);
		let given = 0;
		for (let poll = 0; poll < 10; poll++) {
			profit.now += 5 * MINUTE;
			given += trigger.ids().length;
		}
		expect(given).toBe(1);
	});

	it('a new row whose two stamps are rounded apart is not updated', () => {
		const profit = new StampedTable(Date.UTC(2026, 5, 1, 12));
		const trigger = new Trigger(profit, { event: 'updated' });
		trigger.poll();
		profit.now += MINUTE + 400;
		profit.write(1, {}, 0);
		profit.newest(1)!.stored.Modified = (profit.newest(1)!.stored.Modified as number) + 200;
		profit.now += MINUTE;
		expect(profit.timesOf(profit.newest(1)!)).toEqual({
			created: '2026-06-01T14:01:00Z',
			modified: '2026-06-01T14:01:01Z',
		});
		expect(trigger.ids()).toEqual([]);
		profit.write(1, {}, 0);
		expect(trigger.ids()).toEqual([1]);
	});

	it('rows that share a key are refused, with the key', () => {
		const profit = new StampedTable(Date.UTC(2026, 5, 1, 12));
		const trigger = new Trigger(profit, { keyFields: ['Order', 'Kind'] });
		trigger.poll();
		profit.now += MINUTE;
		for (let line = 0; line < 3; line++) profit.write(line, { Order: 25, Kind: null }, 0);
		profit.now += MINUTE;
		expect(() => trigger.poll()).toThrow(
			"'Key Fields' do not identify a row: several rows have Order = 25, Kind = empty",
		);
	});

	it('an answer without times is refused', () => {
		const profit = new StampedTable(Date.UTC(2026, 5, 1, 12));
		const trigger = new Trigger(profit, { start: '1900-01-01T00:00:00' });
		profit.answer = () => [{ Id: 1, Modified: '12-06-2026' }];
		expect(() => trigger.poll()).toThrow("The field 'Modified' holds no date with a time");
	});
});

describe('many changes', () => {
	const bulk = (rows: number, more: Partial<ChangeSettings>) => {
		const profit = new StampedTable(Date.UTC(2026, 5, 1, 12));
		const trigger = new Trigger(profit, more);
		trigger.poll();
		profit.now += MINUTE;
		for (let id = 0; id < rows; id++) profit.write(id, { Line: id % 7 }, 0);
		profit.now += 3 * MINUTE;
		return { profit, trigger };
	};

	it('in one second come over several polls, each once, from a small state', () => {
		const { profit, trigger } = bulk(5000, { maxChanges: 500, keyFields: ['Line', 'Id'] });
		const given = new Set<unknown>();
		let polls = 0;
		let largest = 0;
		while (given.size < 5000 && polls < 50) {
			const changes = trigger.poll();
			expect(changes.length).toBeLessThanOrEqual(500);
			for (const { Id } of changes) {
				expect(given.has(Id)).toBe(false);
				given.add(Id);
			}
			polls += 1;
			largest = Math.max(largest, JSON.stringify(trigger.state).length);
			profit.now += MINUTE;
		}
		expect(polls).toBe(10);
		expect(largest).toBeLessThan(30_000);
		// The first 500 come once more, where the backlog begins.
		expect(profit.rowsSent).toBeLessThan(5600);
		expect(trigger.ids()).toEqual([]);
	});

	it('in one second come at once where no filter finds the keys back', () => {
		const { profit, trigger } = bulk(1000, { maxChanges: 300 });
		const answer = profit.answer.bind(profit);
		profit.answer = (query) =>
			query.filter.some((group) => group.some(({ field }) => field === 'Id')) ? [] : answer(query);
		const given: unknown[] = [];
		for (let poll = 0; poll < 8; poll++) {
			given.push(...trigger.ids());
			profit.now += MINUTE;
		}
		expect(given).toHaveLength(1000);
		expect(new Set(given).size).toBe(1000);
	});

	it('that are newer than the memory is large wait, and nothing is lost', () => {
		const rows = MAX_REMEMBERED + 2500;
		const { profit, trigger } = bulk(rows, { maxChanges: 7500, overlapSeconds: 600 });
		const given = new Set<unknown>();
		const count = () => {
			for (const id of trigger.ids()) {
				expect(given.has(id)).toBe(false);
				given.add(id);
			}
			expect(remembered(trigger.state!)).toBeLessThanOrEqual(MAX_REMEMBERED);
			return given.size;
		};
		expect([count(), count(), count()]).toEqual([7500, MAX_REMEMBERED, MAX_REMEMBERED]);
		profit.now += 20 * MINUTE;
		expect([count(), count()]).toEqual([rows, rows]);
	});

	it.each([3, 40, 10_000])(
		'are read in smaller pages where AFAS runs out of memory (%i)',
		(heavy) => {
			const { profit, trigger } = bulk(700, { maxChanges: 10_000, pageSize: 500 });
			const reader = new ChangeReader(settings(profit, trigger.more), trigger.state);
			let calls = 0;
			for (let query = reader.next(); query !== undefined; query = reader.next()) {
				expect(++calls).toBeLessThan(2000);
				if (query.take > heavy) expect(reader.tooMuchData()).toBe(true);
				else reader.accept(profit.answer(query));
			}
			expect(reader.changes.map(({ Id }) => Id).sort()).toEqual([...Array(700).keys()].sort());
		},
	);

	it('cannot be read when AFAS runs out of memory for two rows', () => {
		const { profit, trigger } = bulk(10, {});
		const reader = new ChangeReader(settings(profit, trigger.more), trigger.state);
		while (reader.next()!.take > 2) expect(reader.tooMuchData()).toBe(true);
		expect(reader.tooMuchData()).toBe(false);
	});

	it.each([
		['half an emoji', (id: number) => `${id}\ud83d`],
		['a control character', (id: number) => `${id}\u0001`],
	])('are found back by their keys unless these hold %s', (_, keyOf) => {
		const profit = new StampedTable(Date.UTC(2026, 5, 1, 12));
		const trigger = new Trigger(profit, { maxChanges: 100, keyFields: ['Code'] });
		trigger.poll();
		profit.now += MINUTE;
		for (let id = 0; id < 600; id++) profit.write(id, { Code: id % 2 ? keyOf(id) : `${id}` }, 0);
		profit.now += 3 * MINUTE;
		const answer = profit.answer.bind(profit);
		profit.answer = (query) => {
			const values = query.filter.flat().map(({ value }) => value);
			expect(
				values.filter((value) => value.includes('\u0001') || value.includes('\ud83d')),
			).toEqual([]);
			return answer(query);
		};
		const given: unknown[] = [];
		for (let poll = 0; poll < 12; poll++) {
			given.push(...trigger.ids());
			profit.now += MINUTE;
		}
		expect(given).toHaveLength(600);
		expect(new Set(given).size).toBe(600);
	});

	it('end early when there is no more time', () => {
		const { profit, trigger } = bulk(100, { pageSize: 30 });
		const reader = new ChangeReader(settings(profit, trigger.more), trigger.state);
		reader.accept(profit.answer(reader.next()!));
		reader.stop();
		expect(reader.next()).toBeUndefined();
		expect(reader.changes).toHaveLength(30);
		trigger.state = reader.state;
		expect(trigger.ids()).toHaveLength(70);
	});
});

describe('cost', () => {
	it('is one call without changes, and about one row per change', () => {
		const profit = new StampedTable(Date.UTC(2026, 5, 1, 12));
		for (let id = 0; id < 2000; id++) {
			profit.now += 10_000;
			profit.write(id, {}, 0);
		}
		const trigger = new Trigger(profit);
		trigger.poll();
		profit.calls.length = 0;
		profit.rowsSent = 0;
		trigger.poll();
		expect(profit.calls).toHaveLength(1);
		profit.now += MINUTE;
		for (let id = 0; id < 100; id++) profit.write(id, {}, 0);
		trigger.poll();
		expect(profit.calls).toHaveLength(2);
		expect(profit.rowsSent).toBeLessThanOrEqual(100 + 2);
	});
});

/** 01:00 UTC in the nights in which the clock of Amsterdam changes, and in one in which it does not. */
const NIGHTS: Array<[string, number]> = [
	['the night in which an hour comes twice', Date.UTC(2026, 9, 25, 1)],
	['the night in which an hour is missing', Date.UTC(2026, 2, 29, 1)],
	['an ordinary night', Date.UTC(2026, 5, 10, 1)],
];

const EVENTS: Array<ChangeSettings['event']> = ['created', 'updated', 'createdOrUpdated'];
const SEEDS = 30;

/** Changes, failures and polls at random moments of eight hours; then polls until all is quiet. */
function simulate(seed: number, clockChange: number) {
	const random = seededRandom(seed);
	const event = EVENTS[seed % 3];
	const profit = new StampedTable(clockChange - 5 * HOUR);
	const overlapSeconds = [2, 30, 300][random.below(3)];
	const skew = (random.next() - 0.5) * 2 * 30_000;
	const keyFields = [['Id'], ['Kind', 'Id'], ['Part', 'Id']][random.below(3)];
	const maxChanges = [3, 10, 1000][random.below(3)];
	const pageSize = [4, 25, 1000][random.below(3)];
	const start = random.next() < 0.5 ? 'now' : '1900-01-01T00:00:00';
	const timeField = event === 'created' ? 'Created' : 'Modified';
	let nextId = 0;
	const keyOf = (id: number) => ({ Kind: `K${id % 3}`, Part: id % 4 === 0 ? null : id % 4 });
	const write = (id: number) =>
		profit.write(id, keyOf(id), random.next() < 0.5 ? 0 : random.below(overlapSeconds * 1000));
	const change = () => {
		const kind = random.next();
		const rows = kind < 0.1 ? 1 + random.below(30) : 1;
		for (let row = 0; row < rows; row++) {
			if (random.next() < 0.3 || nextId === 0) write(nextId++);
			else if (random.next() < 0.02) profit.remove(random.below(nextId));
			else write(random.below(nextId));
		}
	};
	for (let row = 0; row < 40; row++) {
		profit.now += random.below(60_000);
		change();
	}
	profit.now += HOUR;

	const trigger = new Trigger(profit, {
		event,
		timeField,
		keyFields,
		overlapSeconds,
		maxChanges,
		pageSize,
		start,
	});
	const changeOf = ({ id, number }: Version) =>
		event === 'created' ? String(id) : `${id} ${number}`;
	/** What a first poll for what comes after it leaves out. */
	let before = new Set<string>();
	const given = new Map<string, number>();
	const lost: string[] = [];
	const twice: string[] = [];
	let repeats = 0;

	const poll = () => {
		const isFirst = trigger.state === undefined;
		const sure = new Map(profit.visible().map((version) => [version.id, version]));
		let disturbances = 0;
		let failsAt = random.next() < 0.1 ? random.below(3) : -1;
		profit.beforeCall = () => {
			if (failsAt-- === 0) throw new Error('No connection');
			if (!isFirst && disturbances < 3 && random.next() < 0.3) {
				profit.now += random.below(2000);
				change();
				disturbances += 1;
			}
		};
		const stateBefore = trigger.state;
		let changes: Row[];
		try {
			changes = trigger.poll({ now: profit.now + skew });
		} catch (error) {
			expect((error as Error).message).toBe('No connection');
			expect(trigger.state).toBe(stateBefore);
			return;
		}
		profit.beforeCall = undefined;
		if (isFirst && start === 'now') before = new Set(profit.visible().map(changeOf));
		for (const { Id, Number: number } of changes) {
			const row = event === 'created' ? String(Id) : `${Id} ${number}`;
			given.set(row, (given.get(row) ?? 0) + 1);
			if ((given.get(row) ?? 0) > 1 + repeats) twice.push(row);
		}
		const isComplete = changes.length < maxChanges && trigger.state?.backlog === undefined;
		if (isComplete && disturbances === 0) {
			for (const version of sure.values()) {
				const { created, modified } = profit.timesOf(version);
				// Both times are rounded, so within a second nobody can tell a change from the creation.
				const isNew = Date.parse(modified) - Date.parse(created) <= 1000;
				if (before.has(changeOf(version)) || (event === 'updated' && isNew)) continue;
				if (!given.has(changeOf(version))) lost.push(changeOf(version));
			}
		}
		if (random.next() < 0.03) {
			// n8n stops after it gave the changes and before it saved the state.
			trigger.state = stateBefore;
			repeats += 1;
		}
	};

	poll();
	while (profit.now < clockChange + 3 * HOUR) {
		const end = profit.now + (random.next() < 0.05 ? 2 * HOUR : MINUTE + random.below(10 * MINUTE));
		while (profit.now < end) {
			profit.now += random.below(random.next() < 0.2 ? 700 : 4 * MINUTE);
			change();
		}
		poll();
	}
	profit.now += 10 * MINUTE;
	for (let quiet = 0; quiet < 40; quiet++) {
		poll();
		profit.now += 5 * MINUTE;
	}
	return { lost, twice, given: given.size };
}

describe.each(NIGHTS)('in %s', (_, clockChange) => {
	it(`every change is given once (seeds 1 to ${SEEDS})`, () => {
		for (let seed = 1; seed <= SEEDS; seed++) {
			const { lost, twice, given } = simulate(seed, clockChange);
			expect({ seed, lost, twice }).toEqual({ seed, lost: [], twice: [] });
			expect(given).toBeGreaterThan(10);
		}
	}, 120_000);
});
