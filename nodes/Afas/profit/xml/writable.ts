import { inputError } from '../errors/profitError';
import { forbiddenCharacter } from './text';

/**
 * Returns the text if XML can hold it.
 * @param label what holds the text, as the user knows it, e.g. `Field 'Ds'`
 * @throws ProfitError `input` when it holds a control character or half an emoji
 */
export function writableText(text: string, label: string): string {
	const character = forbiddenCharacter(text);
	if (character === null) return text;
	throw inputError(
		`${label} holds the character ${character}, which XML cannot carry`,
		"Remove it from the value, or set 'Protocol' to REST.",
	);
}
