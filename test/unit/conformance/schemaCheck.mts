/**
 * Checks a body against the part of JSON Schema that AFAS's files use: type, properties, items, enum, maxLength,
 * multipleOf and format. `required` is left aside. What AFAS documents beside its schema is taken
 * (docs/afas.md 4.1 to 4.4): several records in a root's Element, `@` keys, `@Action`, a time of day
 * or a date-time for a date, `""` for an empty field, and text for digits that a number would not show.
 */
import type { OpenApi, Schema } from './openApi.mts';

const DAY = /^\d{4}-\d{2}-\d{2}/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/;
const TIME = /^\d{2}:\d{2}:\d{2}$/;

/** @returns what is not valid, each with its path; empty when the body is valid */
export function violations(body: unknown, schema: Schema, resolve: OpenApi['resolve']): string[] {
	const found: string[] = [];
	checkNode(body, schema, '', 0);
	return found;

	function checkNode(value: unknown, declared: Schema, path: string, depth: number): void {
		const node = resolve(declared)!;
		if (node.type === 'object') {
			if (path.split('/').length === 3 && path.endsWith('/Element') && Array.isArray(value)) {
				value.forEach((row, index) => checkNode(row, node, `${path}/${index}`, depth));
				return;
			}
			if (typeof value !== 'object' || value === null || Array.isArray(value)) {
				found.push(`${path}: not an object`);
				return;
			}
			for (const [name, inner] of Object.entries(value)) {
				const property = node.properties?.[name];
				if (property) checkNode(inner, property, `${path}/${name}`, depth + 1);
				else if (!mayBeUndeclared(path, name, inner)) found.push(`${path}/${name}: not declared`);
			}
		} else if (node.type === 'array') {
			if (!Array.isArray(value)) found.push(`${path}: not a list`);
			else
				value.forEach((row, index) => checkNode(row, node.items!, `${path}/${index}`, depth + 1));
		} else {
			const reason = scalarViolation(value, node);
			if (reason) found.push(`${path}: ${JSON.stringify(value)} ${reason}`);
		}
	}
}

/** Keys, `@Action`, and fields or sub-objects that AFAS's own examples use without declaring them. */
function mayBeUndeclared(path: string, name: string, value: unknown): boolean {
	const place = path.split('/').pop();
	const isScalar = typeof value !== 'object' || value === null;
	if (place === 'Fields') return isScalar && (!name.startsWith('@') || name === '@Action');
	if (/\/Objects\/\d+$/.test(path)) {
		return !isScalar && Object.keys(value as object).join() === 'Element';
	}
	return name.startsWith('@') && name !== '@Action' && isScalar && /\/Element(\/\d+)?$/.test(path);
}

/** Why a value does not fit its schema; undefined when it does. */
export function scalarViolation(value: unknown, schema: Schema): string | undefined {
	if (value === '') return undefined;
	switch (schema.type) {
		case 'boolean':
			return typeof value === 'boolean' ? undefined : 'is no boolean';
		case 'integer':
		case 'number':
			return numberViolation(value, schema);
		default:
			return textViolation(value, schema);
	}
}

function numberViolation(value: unknown, { type, multipleOf }: Schema): string | undefined {
	const keptAsText = typeof value === 'string' && /^-?0\d+$|^-?[\d.]{16,}$/.test(value);
	if (keptAsText) return undefined;
	if (typeof value !== 'number') return 'is no number';
	if (type === 'integer' && !Number.isInteger(value)) return 'is no integer';
	if (multipleOf !== undefined) {
		const parts = value / multipleOf;
		if (Math.abs(parts - Math.round(parts)) > 1e-6) return `is no multiple of ${multipleOf}`;
	}
	return undefined;
}

function textViolation(value: unknown, schema: Schema): string | undefined {
	if (typeof value !== 'string') return 'is no text';
	if (schema.enum && !schema.enum.includes(value)) return 'is not in enum';
	if (schema.maxLength !== undefined && value.length > schema.maxLength) {
		return `is longer than ${schema.maxLength}`;
	}
	const isDay = schema.format?.startsWith('date') && DAY.test(value);
	if (isDay && Number.isNaN(Date.parse(value.slice(0, 10)))) return 'is no day that exists';
	if (schema.format === 'date' && !DATE.test(value) && !DATE_TIME.test(value)) return 'is no date';
	if (schema.format === 'date-time' && !DATE_TIME.test(value) && !TIME.test(value)) {
		return 'is no date-time';
	}
	return undefined;
}
