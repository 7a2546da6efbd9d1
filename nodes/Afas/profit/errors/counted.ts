/** A number with what it counts, for a message: `1 call`, `12 calls`. */
export function counted(count: number, one: string): string {
	return `${count} ${one}${count === 1 ? '' : 's'}`;
}
