/** Sets an own member of a plain object, even if it is named `__proto__`. */
export function setOwn(target: object, name: string, value: unknown): void {
	Object.defineProperty(target, name, {
		value,
		enumerable: true,
		configurable: true,
		writable: true,
	});
}

/** Gives an own member of an object, never an inherited one; undefined if there is none. */
export function getOwn(source: object, name: string): unknown {
	return Object.hasOwn(source, name) ? (source as Record<string, unknown>)[name] : undefined;
}
