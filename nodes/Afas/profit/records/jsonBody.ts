import type { UpdateObject } from '../metainfo/types';
import { indexOf } from './objectIndex';
import { markKeyless } from './rowKeys';
import { isSimpleRecord, type SimpleRecord } from './simpleRecord';
import {
	WRITE_ACTIONS,
	type WriteAction,
	type WriteElement,
	type WriteValue,
} from './writeElement';

/**
 * Reads the records of a JSON body that a user wrote, in any form that AFAS documents: `Element` and `Objects` as one
 * or a list, `@Action` under `Fields` or next to it (docs/afas.md 4.1, 4.3).
 * @param info metainfo of the root, which tells whether a row has its key; not needed if AFAS determines that itself
 * @returns undefined for a body in another form, which can only be sent as it is
 */
export function bodyElements(
	body: SimpleRecord,
	info: UpdateObject | undefined,
): WriteElement[] | undefined {
	const [root, ...others] = Object.keys(body);
	const reader = new BodyReader();
	const elements = reader.wrapper(root, body[root], info);
	return others.length === 0 && reader.isRecord ? elements : undefined;
}

class BodyReader {
	/** Whether everything so far fits in a record. */
	isRecord = true;

	wrapper(object: string, wrapper: unknown, info: UpdateObject | undefined): WriteElement[] {
		const { Element: elements, ...rest } = this.part(wrapper);
		if (Object.keys(rest).length > 0) this.isRecord = false;
		return listOf(elements).map((element) => this.element(object, this.part(element), info));
	}

	private element(
		object: string,
		content: SimpleRecord,
		info: UpdateObject | undefined,
	): WriteElement {
		const element: WriteElement = { object, keys: [], fields: [], objects: [] };
		for (const [name, value] of Object.entries(content)) {
			if (name === 'Fields') this.fields(element, this.part(value));
			else if (name === 'Objects') this.objects(element, value, info);
			else if (isActionName(name)) element.action = this.action(value);
			else if (name.startsWith('@')) {
				element.keys.push([name.slice(1), String(this.value(value) ?? '')]);
			} else this.isRecord = false;
		}
		return element;
	}

	private fields(element: WriteElement, fields: SimpleRecord): void {
		for (const [name, value] of Object.entries(fields)) {
			if (isActionName(name)) element.action = this.action(value);
			else element.fields.push([name, this.value(value)]);
		}
	}

	private objects(element: WriteElement, value: unknown, info: UpdateObject | undefined): void {
		for (const entry of listOf(value)) {
			for (const [name, wrapper] of Object.entries(this.part(entry))) {
				const inner = indexOf(info).objects.get(name);
				const elements = this.wrapper(name, wrapper, inner);
				for (const row of elements) markKeyless(row, inner);
				element.objects.push({ name, elements });
			}
		}
	}

	private action(value: unknown): WriteAction | undefined {
		const action = WRITE_ACTIONS.find((known) => known === String(value).toLowerCase());
		if (!action) this.isRecord = false;
		return action;
	}

	private value(value: unknown): WriteValue {
		if (value === null || value === '') return null;
		if (['string', 'number', 'boolean'].includes(typeof value)) return value as WriteValue;
		this.isRecord = false;
		return null;
	}

	private part(value: unknown): SimpleRecord {
		if (isSimpleRecord(value)) return value;
		this.isRecord = false;
		return {};
	}
}

function isActionName(name: string): boolean {
	return name.toLowerCase() === '@action';
}

function listOf(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [value];
}
