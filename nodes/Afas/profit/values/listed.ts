const LISTED = 5;

/** Lists names for a sentence: the first five, and how many more there are. */
export function listed(names: string[]): string {
	const more = names.length - LISTED;
	return more > 0 ? `${names.slice(0, LISTED).join(', ')} and ${more} more` : names.join(', ');
}
