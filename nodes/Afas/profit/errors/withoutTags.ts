const TAG = /<([a-z/!?][^<>]*)>/gi;
const BEGINNING_OF_TAG = /<(?=[a-z/!?])/gi;

/**
 * Words for a place where n8n's editor reads HTML: descriptions of errors and of options, hints, and messages that pop
 * up. The editor leaves links and images in them, which would let what stands in Profit reach out of it, and drops
 * other tags, so that words go missing. Angle quotes show the same everywhere (n8n 2.41, n8n-editor-ui).
 */
export function withoutTags(words: string): string {
	return words.replace(TAG, '‹$1›').replace(BEGINNING_OF_TAG, '‹');
}
