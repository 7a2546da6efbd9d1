/** Names the kind of text in a body, without showing it. */
export function describeBody(body: string): string {
	const start = body.trimStart().slice(0, 200).toLowerCase();
	if (start === '') return 'An empty answer';
	if (start.startsWith('<!doctype html') || start.startsWith('<html')) return 'A web page';
	if (start.startsWith('<')) return 'An XML document';
	return 'An unknown text';
}
