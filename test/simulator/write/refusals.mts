import { ERROR_NUMBER, ProfitFailure } from '../failure.mts';
import type { UpdateField, UpdateObject } from './definition.mts';

/** Why Profit refuses a write; each names the field or object that it is about. */
export const refusal = {
	unknownField: (object: UpdateObject, name: string) =>
		new ProfitFailure({
			nl: `Veld '${name}' is niet bekend in object '${object.name}'`,
			en: `Field '${name}' is not known in object '${object.name}'`,
		}),
	unknownObject: (object: UpdateObject, name: string) =>
		new ProfitFailure({
			nl: `Object '${name}' is niet bekend in object '${object.name}'`,
			en: `Object '${name}' is not known in object '${object.name}'`,
		}),
	shape: (object: UpdateObject, part: string) =>
		new ProfitFailure({
			nl: `De opbouw van '${object.name}' is niet juist: ${part}`,
			en: `The structure of '${object.name}' is not correct: ${part}`,
		}),
	value: (object: UpdateObject, field: UpdateField, value: unknown) =>
		new ProfitFailure({
			nl: `De waarde '${String(value)}' is niet toegestaan voor veld '${field.label.nl}' (${object.name}.${field.fieldId})`,
			en: `The value '${String(value)}' is not allowed for field '${field.label.en}' (${object.name}.${field.fieldId})`,
		}),
	tooLong: (object: UpdateObject, field: UpdateField) =>
		new ProfitFailure({
			nl: `De waarde van veld '${field.label.nl}' (${object.name}.${field.fieldId}) is langer dan ${field.length} posities`,
			en: `The value of field '${field.label.en}' (${object.name}.${field.fieldId}) is longer than ${field.length} positions`,
		}),
	mandatory: (object: UpdateObject, field: UpdateField) =>
		new ProfitFailure({
			nl: `Veld '${field.label.nl}' (${object.name}.${field.fieldId}) is verplicht`,
			en: `Field '${field.label.en}' (${object.name}.${field.fieldId}) is mandatory`,
		}),
	noKey: (object: UpdateObject, key: string) =>
		new ProfitFailure({
			nl: `Sleutelveld '${key}' van '${object.name}' is niet gevuld`,
			en: `Key field '${key}' of '${object.name}' is not filled`,
		}),
	doesNotExist: (name: string, field: string, value: unknown) =>
		new ProfitFailure(
			{
				nl: `De waarde '${String(value)}' van veld '${name}.${field}' bestaat niet`,
				en: `The value '${String(value)}' of field '${name}.${field}' does not exist`,
			},
			ERROR_NUMBER.valueDoesNotExist,
		),
	exists: (object: UpdateObject, field: string, value: unknown) =>
		new ProfitFailure({
			nl: `'${object.name}' met ${field} '${String(value)}' bestaat al`,
			en: `'${object.name}' with ${field} '${String(value)}' already exists`,
		}),
	several: (object: UpdateObject) =>
		new ProfitFailure({
			nl: `Er zijn meerdere records gevonden voor '${object.name}'`,
			en: `Several records were found for '${object.name}'`,
		}),
	action: (connector: string, action: string) =>
		new ProfitFailure({
			nl: `De actie '${action}' wordt niet ondersteund door '${connector}'`,
			en: `The action '${action}' is not supported by '${connector}'`,
		}),
	oneRow: (object: UpdateObject) =>
		new ProfitFailure({
			nl: `'${object.name}' kan maar één regel bevatten`,
			en: `'${object.name}' can hold one line only`,
		}),
};
