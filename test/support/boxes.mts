/** A rectangle with a name, such as that of a node on the canvas. */
export interface Box {
	name: string;
	left: number;
	top: number;
	right: number;
	bottom: number;
}

/** The names of each two boxes of which one lies on the other. */
export function overlaps(boxes: readonly Box[]): Array<[string, string]> {
	return boxes.flatMap((box, index) =>
		boxes
			.slice(index + 1)
			.filter((other) => overlap(box, other))
			.map((other): [string, string] => [box.name, other.name]),
	);
}

function overlap(one: Box, other: Box): boolean {
	return (
		one.left < other.right &&
		other.left < one.right &&
		one.top < other.bottom &&
		other.top < one.bottom
	);
}
