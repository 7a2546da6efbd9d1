import { ERROR_NUMBER, ProfitFailure, unexplained } from '../failure.mts';
import type { UpdateField, UpdateObject } from './definition.mts';

const place = (object: UpdateObject, { fieldId }: UpdateField) => `${object.name}.${fieldId}`;

/** support.srxp.com; support.spend.cloud. */
const noValue = (object: UpdateObject, field: UpdateField) =>
	new ProfitFailure(
		{
			nl: `(AntaObject) Er is geen waarde ingevuld in verplicht veld '${field.label.nl}' (${field.fieldId})`,
			en: `(AntaObject) There is no value entered in mandatory field '${field.label.en}' (${field.fieldId})`,
		},
		ERROR_NUMBER.general,
		`${place(object, field)} has no value`,
	);

/** docs/afas.md 2.7, UpdateConnector errors. */
const noSuchValue = (labels: { nl: string; en: string }, reason: string) =>
	new ProfitFailure(
		{
			nl: `De ingevulde waarde bij '${labels.nl}' bestaat niet.`,
			en: `The entered value for '${labels.en}' does not exist.`,
		},
		ERROR_NUMBER.valueDoesNotExist,
		reason,
	);

/** Why Profit refuses a write. */
export const refusal = {
	unknownField: (object: UpdateObject, name: string) =>
		unexplained(`${object.name} has no field ${name}`),
	unknownObject: (object: UpdateObject, name: string) =>
		unexplained(`${object.name} has no object ${name}`),
	shape: (object: UpdateObject, part: string) =>
		unexplained(`${object.name} is not built as it must be: ${part}`),
	/** support.srxp.com. */
	value: (object: UpdateObject, field: UpdateField, value: unknown) =>
		new ProfitFailure(
			{ nl: 'Type mismatch', en: 'Type mismatch' },
			ERROR_NUMBER.general,
			`${place(object, field)} cannot hold '${String(value)}'`,
		),
	notInCodeTable: (object: UpdateObject, field: UpdateField, value: unknown) =>
		noSuchValue(field.label, `${place(object, field)} has no code '${String(value)}'`),
	tooLong: (object: UpdateObject, field: UpdateField) =>
		unexplained(`${place(object, field)} holds ${field.length} characters`),
	mandatory: noValue,
	noKey: (object: UpdateObject, key: string) => {
		const field = object.fields.find(({ fieldId }) => fieldId === key);
		return field ? noValue(object, field) : unexplained(`${object.name} has no key ${key}`);
	},
	doesNotExist: (
		object: Pick<UpdateObject, 'name' | 'fields'>,
		fieldId: string,
		value: unknown,
	) => {
		const field = object.fields.find((is) => is.fieldId === fieldId);
		return noSuchValue(
			field?.label ?? { nl: fieldId, en: fieldId },
			`${object.name}.${fieldId} has no '${String(value)}'`,
		);
	},
	/** The form in which AFAS refuses a code that is taken. */
	exists: (object: UpdateObject, field: string, value: unknown) =>
		new ProfitFailure(
			{ nl: 'De opgegeven code is al in gebruik', en: 'The entered code is already in use' },
			ERROR_NUMBER.general,
			`${object.name} with ${field} '${String(value)}' is there already`,
		),
	several: (object: UpdateObject) => unexplained(`Several records fit ${object.name}`),
	action: (connector: string, action: string) =>
		unexplained(`${connector} does not know the action ${action}`),
	oneRow: (object: UpdateObject) => unexplained(`${object.name} holds one row`),
};
