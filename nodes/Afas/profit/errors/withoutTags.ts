const TAG = /<([a-z/!?][^<>]*)>/gi;
const BEGINNING_OF_TAG = /<(?=[a-z/!?])/gi;

/**
 * Replaces angle brackets in text for places where n8n's editor reads HTML: descriptions of errors and options, hints,
 * and pop-up messages. The editor keeps links and images, so text from Profit could load something from elsewhere, and
 * it drops other tags, so words would go missing. Angle quotes look the same everywhere (n8n 2.41, n8n-editor-ui).
 */
export function withoutTags(words: string): string {
	return words.replace(TAG, '‹$1›').replace(BEGINNING_OF_TAG, '‹');
}
