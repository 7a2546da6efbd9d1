/** A command line as AFAS Remote reads it. */
export interface ReadCommand {
	action: string;
	/** Switches in front of the action and behind it, each with its value: `O` is the environment. */
	switches: Map<string, string>;
}

const SWITCH = /\/([A-Z])"([^"]*)"/y;
const ACTION = /[A-Z]+/y;

/** Reads a command line; undefined when it is none. A switch that is given twice counts as it was given last. */
export function readCommandLine(line: string): ReadCommand | undefined {
	const switches = new Map<string, string>();
	let action = '';
	let at = 0;
	while (at < line.length) {
		SWITCH.lastIndex = at;
		ACTION.lastIndex = at;
		const found = SWITCH.exec(line);
		const word = found ? null : ACTION.exec(line);
		if (found) switches.set(found[1], found[2]);
		else if (word && action === '') [action] = word;
		else return undefined;
		at = found ? SWITCH.lastIndex : ACTION.lastIndex;
		if (at < line.length && line[at] !== ' ') return undefined;
		while (line[at] === ' ') at++;
	}
	return action === '' ? undefined : { action, switches };
}
