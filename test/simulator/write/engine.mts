import type { Cell } from '../data/fields.mts';
import { Table } from '../data/table.mts';
import type { Environment } from '../environment.mts';
import { amsterdamTime } from '../time.mts';
import type { UpdateObject, WriteContext, WrittenRecord } from './definition.mts';
import type { Action, WriteElement } from './element.mts';
import { refusal } from './refusals.mts';

function keyText(record: { values: Map<string, Cell> }, object: UpdateObject): string {
	return JSON.stringify(object.key.map((field) => record.values.get(field) ?? null));
}

/** Applies writes to the environment's data; a call is one transaction. */
export class WriteEngine {
	private readonly environment: Environment;

	/** Roots that were written, by their row in the target's table or by their key. */
	private readonly roots = new Map<UpdateObject, Map<string, WrittenRecord>>();

	private readonly counters = new Map<string, number>();

	private tables = new Set<Table>();

	private undo: (() => void)[] = [];

	private readonly context: WriteContext;

	constructor(environment: Environment) {
		this.environment = environment;
		this.context = {
			table: (id) => this.table(id),
			nextNumber: (table, column) => this.nextNumber(table, column),
			now: () => amsterdamTime(environment.settings.now()),
			onUndo: (step) => this.undo.push(step),
			keepFile: (id, file) => {
				environment.files.set(id, file);
				this.undo.push(() => environment.files.delete(id));
			},
		};
	}

	/** Everything of a root object that was written and still exists. */
	written(root: UpdateObject): WrittenRecord[] {
		return [...(this.roots.get(root)?.values() ?? [])];
	}

	/**
	 * Applies the elements of one call: all of them or, when one is refused, none.
	 * @param rootAction what roots without an action of their own do
	 * @param childAction the same for what hangs under them
	 * @throws ProfitFailure when one is refused
	 */
	apply(elements: WriteElement[], rootAction: Action, childAction: Action): WrittenRecord[] {
		const [first, ...others] = elements;
		if (others.length > 0 && !first.object.repeats) throw refusal.oneRow(first.object);
		return this.transaction(() =>
			elements.map((element) => this.applyElement(element, undefined, rootAction, childAction)),
		);
	}

	/** Runs changes of which all or none happen. */
	transaction<T>(run: (context: WriteContext) => T): T {
		this.tables = new Set();
		this.undo = [];
		let done = false;
		try {
			const result = run(this.context);
			done = true;
			return result;
		} finally {
			for (const table of this.tables) table.end(!done);
			if (!done) this.undo.reverse().forEach((step) => step());
		}
	}

	private table(id: string): Table {
		const table = this.environment.table(id);
		if (!this.tables.has(table)) {
			this.tables.add(table);
			table.begin();
		}
		return table;
	}

	private nextNumber(tableId: string, column: string): number {
		const name = `${tableId}.${column}`;
		let last = this.counters.get(name);
		if (last === undefined) {
			const numbers = this.environment
				.table(tableId)
				.column(column)
				.map(Number)
				.filter((number) => Number.isInteger(number));
			last = numbers.reduce((highest, number) => Math.max(highest, number), 0);
		}
		this.counters.set(name, last + 1);
		return last + 1;
	}

	private applyElement(
		element: WriteElement,
		parent: WrittenRecord | undefined,
		defaultAction: Action,
		childAction: Action,
	): WrittenRecord {
		const { object } = element;
		const action = element.action ?? defaultAction;
		const draft: WrittenRecord = { object, values: element.values, children: new Map() };
		const matches = action === 'delete' ? undefined : object.match?.(draft, this.context);
		if (matches && matches.length > 1) throw refusal.several(object);
		let found = matches ? matches.map((row) => this.recordOf(object, row))[0] : undefined;
		if (!matches) found = this.find(draft, parent);
		if (action === 'delete') {
			if (!found) throw this.notFound(draft);
			this.remove(found, parent);
			return found;
		}
		if (action === 'insert' && found && !matches && object.repeats) {
			throw refusal.exists(object, object.key[0], draft.values.get(object.key[0]));
		}
		// An element without key under an updated row is a new one, unless it says "update" itself.
		const isNew =
			!found &&
			(action === 'insert' ||
				matches !== undefined ||
				(!element.action && this.canAdd(draft, parent)));
		if (!found && !isNew) throw this.notFound(draft);
		const record = found ?? draft;
		if (isNew) this.add(record, parent);
		else for (const [name, value] of element.values) this.setValue(record, name, value);
		this.checkValues(record, element, isNew);
		this.store(record, parent, isNew);
		for (const child of element.children) {
			this.applyElement(child, record, isNew ? 'insert' : childAction, childAction);
		}
		if (element.children.length > 0) this.store(record, parent, false);
		object.check?.(record, this.context);
		return record;
	}

	private canAdd(draft: WrittenRecord, parent: WrittenRecord | undefined): boolean {
		if (!parent) return false;
		return !draft.object.repeats || draft.object.key.every((key) => !draft.values.get(key));
	}

	private notFound(draft: WrittenRecord) {
		const { object, values } = draft;
		const missing = object.key.find((key) => (values.get(key) ?? null) === null);
		if (missing || object.key.length === 0) {
			return refusal.noKey(object, missing ?? object.name);
		}
		return refusal.doesNotExist(object, object.key[0], values.get(object.key[0]));
	}

	/** The record that an element's key stands for; undefined when there is none or the key is not given. */
	private find(draft: WrittenRecord, parent: WrittenRecord | undefined): WrittenRecord | undefined {
		const { object, values } = draft;
		const hasKey =
			object.key.length > 0 && object.key.every((key) => (values.get(key) ?? null) !== null);
		if (parent) {
			const siblings = parent.children.get(object.name) ?? [];
			if (!object.repeats && siblings.length > 0) return siblings[0];
			if (!hasKey) return undefined;
			const sibling = siblings.find((is) => keyText(is, object) === keyText(draft, object));
			if (sibling) return sibling;
		}
		if (!hasKey) return undefined;
		if (!object.target) return this.roots.get(object)?.get(keyText(draft, object));
		const wanted = Object.fromEntries(
			object.key.map((key) => [object.target?.key[key] ?? key, values.get(key) as Cell]),
		);
		const [row] = this.table(object.target.table).find({
			...wanted,
			...(parent ? this.parentColumns(draft, parent) : {}),
		});
		if (row === undefined) return undefined;
		const record = this.recordOf(object, row, values);
		if (parent) this.attach(record, parent);
		return record;
	}

	/** The columns by which a row hangs under its parent. */
	private parentColumns(draft: WrittenRecord, parent: WrittenRecord) {
		const bare = { object: draft.object, values: new Map(), children: new Map() };
		return draft.object.target?.columns(bare, parent) ?? {};
	}

	/** The record of a row; one that was there from the start gets a record with its key only. */
	private recordOf(object: UpdateObject, row: number, values?: Map<string, Cell>): WrittenRecord {
		const known = this.roots.get(object)?.get(String(row));
		if (known) return known;
		const record: WrittenRecord = { object, values: new Map(), children: new Map(), row };
		const stored = this.table(object.target?.table as string).record(row);
		for (const key of object.key) {
			record.values.set(key, stored[object.target?.key[key] ?? key] ?? values?.get(key) ?? null);
		}
		this.remember(record);
		return record;
	}

	private rootKey(record: WrittenRecord): string {
		return record.row === undefined ? keyText(record, record.object) : String(record.row);
	}

	private remember(record: WrittenRecord): void {
		const { object } = record;
		const records = this.roots.get(object) ?? new Map<string, WrittenRecord>();
		this.roots.set(object, records);
		const key = this.rootKey(record);
		records.set(key, record);
		this.undo.push(() => records.delete(key));
	}

	private attach(record: WrittenRecord, parent: WrittenRecord): void {
		const { name } = record.object;
		const siblings = parent.children.get(name) ?? [];
		parent.children.set(name, [...siblings, record]);
		this.undo.push(() => parent.children.set(name, siblings));
	}

	private setValue(record: WrittenRecord, name: string, value: Cell): void {
		const before = record.values.get(name);
		record.values.set(name, value);
		this.undo.push(() => {
			if (before === undefined) record.values.delete(name);
			else record.values.set(name, before);
		});
	}

	private add(record: WrittenRecord, parent: WrittenRecord | undefined): void {
		for (const { field, next } of record.object.numbers) {
			if ((record.values.get(field) ?? null) === null) {
				record.values.set(field, next(this.context, parent));
			}
		}
		const existing = this.find(record, parent);
		if (existing && record.object.repeats) {
			throw refusal.exists(
				record.object,
				record.object.key[0],
				record.values.get(record.object.key[0]),
			);
		}
		if (parent) this.attach(record, parent);
	}

	private checkValues(record: WrittenRecord, element: WriteElement, isNew: boolean): void {
		const { object } = record;
		for (const field of object.fields) {
			const value = (isNew ? record : element).values.get(field.fieldId);
			if (isNew && field.mandatory && !field.filled && (value ?? null) === null) {
				throw refusal.mandatory(object, field);
			}
			if (field.reference && value !== undefined && value !== null) {
				const { table, column } = field.reference;
				if (this.environment.table(table).find({ [column]: value }).length === 0) {
					throw refusal.doesNotExist(object, field.fieldId, value);
				}
			}
		}
	}

	private store(record: WrittenRecord, parent: WrittenRecord | undefined, isNew: boolean): void {
		const { target } = record.object;
		if (!target) {
			if (isNew && !parent) this.remember(record);
			return;
		}
		const table = this.table(target.table);
		const columns = target.columns(record, parent);
		const now = this.context.now();
		if (target.modified) columns[target.modified] = now;
		if (!isNew) {
			table.update(record.row as number, columns);
			return;
		}
		if (target.created) columns[target.created] = now;
		record.row = table.insert(columns);
		this.remember(record);
	}

	private remove(record: WrittenRecord, parent: WrittenRecord | undefined): void {
		for (const children of record.children.values()) {
			for (const child of children) this.remove(child, undefined);
		}
		const { object } = record;
		if (object.target) this.removeRows(record);
		if (parent) {
			const siblings = parent.children.get(object.name) ?? [];
			parent.children.set(
				object.name,
				siblings.filter((is) => is !== record),
			);
			this.undo.push(() => parent.children.set(object.name, siblings));
		}
		const records = this.roots.get(object);
		const key = this.rootKey(record);
		if (records?.delete(key)) this.undo.push(() => records.set(key, record));
	}

	/** Takes the row away, and rows under it that no call has touched. */
	private removeRows(record: WrittenRecord): void {
		const { object } = record;
		if (!object.target || record.row === undefined) return;
		this.table(object.target.table).remove(record.row);
		for (const child of object.objects) {
			if (!child.target) continue;
			const bare = { object: child, values: new Map<string, Cell>(), children: new Map() };
			const table = this.table(child.target.table);
			const columns = child.target.columns(bare, record);
			if (Object.keys(columns).length === 0) continue;
			for (const row of table.find(columns)) table.remove(row);
		}
	}
}
