import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { isEmpty, parameter, wrongValue, type Parameter, type Shown } from './parameter';
import { textList } from './text';

/** What a choice shows. */
export interface Choice<V extends string> extends Shown, Pick<INodeProperties, 'noDataExpression'> {
	options: ReadonlyArray<Omit<INodePropertyOptions, 'value'> & { value: V }>;
	default: V;
	/** Whether an empty value means the default: only if no other choice restricts more. docs/afas.md rule 13. */
	optional?: boolean;
}

/** One of a few values; rejects any other and lists the allowed ones. */
export function choice<V extends string>({ optional, ...shown }: Choice<V>): Parameter<V> {
	const values = shown.options.map(({ value }) => value);
	const property: INodeProperties = { ...shown, options: [...shown.options], type: 'options' };
	return parameter(property, ({ value }, name) => {
		if (optional && isEmpty(value)) return shown.default;
		const chosen = values.find((one) => one === value);
		if (chosen !== undefined) return chosen;
		throw wrongValue(name, value, `one of: ${values.join(', ')}`);
	});
}

/** What a choice of several shows. */
export interface Choices<V extends string> extends Shown {
	options: Choice<V>['options'];
	default: V[];
}

/** One or more of a few values, also as comma-separated text; rejects unknown values and an empty list. */
export function choices<V extends string>(shown: Choices<V>): Parameter<V[]> {
	const values = shown.options.map(({ value }) => value);
	const property: INodeProperties = {
		...shown,
		options: [...shown.options],
		type: 'multiOptions',
		required: true,
	};
	return parameter(property, ({ value }, name) => {
		const given = textList(value, name);
		const chosen = given.map((entry) => {
			const known = values.find((one) => one === entry);
			if (known !== undefined) return known;
			throw wrongValue(name, entry, `one of: ${values.join(', ')}`);
		});
		if (chosen.length > 0) return chosen;
		throw wrongValue(name, '', `one or more of: ${values.join(', ')}`);
	});
}
