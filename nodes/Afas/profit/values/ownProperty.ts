/** Sets a member of a plain object as its own, whatever the name: `__proto__` from outside stays a name. */
export function setOwn(target: object, name: string, value: unknown): void {
	Object.defineProperty(target, name, {
		value,
		enumerable: true,
		configurable: true,
		writable: true,
	});
}

/** A member that the object itself holds, never one of its prototype; undefined when there is none. */
export function getOwn(source: object, name: string): unknown {
	return Object.hasOwn(source, name) ? (source as Record<string, unknown>)[name] : undefined;
}
