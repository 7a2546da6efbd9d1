// Writes an evaluated description back as source text, so that n8n's lint rules, which read only object
// literals, also see what functions and shared constants have put together.
import type { ICredentialType, INodeTypeDescription } from 'n8n-workflow';

export interface DescriptionSource {
	code: string;
	/** For each line of the code (the first is 1) the path of the property that it belongs to. */
	pathAt(line: number): string;
}

/** Writes values as literals, one property per line, and remembers where each line comes from. */
class Writer {
	readonly lines: string[] = [];
	readonly paths: string[] = [];

	add(text: string, path: string): void {
		this.lines.push(text);
		this.paths.push(path);
	}

	write(start: string, value: unknown, path: string, end = ','): void {
		if (Array.isArray(value)) {
			this.add(`${start}[`, path);
			value.forEach((element, index) => {
				this.write('', element, `${path}${labelOf(element) ?? `[${index}]`}`);
			});
			this.add(`]${end}`, path);
		} else if (typeof value === 'object' && value !== null) {
			this.add(`${start}{`, path);
			for (const [key, part] of Object.entries(value)) {
				if (part === undefined || typeof part === 'function') continue;
				const label = /^[A-Za-z_$][\w$]*$/.test(key) ? key : quote(key);
				const isInner = typeof part === 'object' && part !== null && !Array.isArray(part);
				this.write(`${label}: `, part, isInner ? `${path}.${key}` : path);
			}
			this.add(`}${end}`, path);
		} else {
			const text = typeof value === 'string' ? quote(value) : String(value);
			this.add(`${start}${text}${end}`, path);
		}
	}
}

function quote(text: string): string {
	return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** A parameter is known by its name, an option by its value. */
function labelOf(element: unknown): string | undefined {
	if (typeof element !== 'object' || element === null) return undefined;
	const { name, value } = element as { name?: unknown; value?: unknown };
	const label = value === undefined ? name : value;
	return typeof label === 'string' || typeof label === 'number' ? `/${label}` : undefined;
}

function finish(writer: Writer): DescriptionSource {
	return {
		code: writer.lines.join('\n'),
		pathAt: (line) => writer.paths[line - 1] ?? '',
	};
}

/** A node class that holds only the description. */
export function nodeSource(
	className: string,
	description: INodeTypeDescription,
): DescriptionSource {
	const writer = new Writer();
	writer.add(`export class ${className} implements INodeType {`, '');
	writer.write('description: INodeTypeDescription = ', description, description.name, ';');
	writer.add('}', '');
	return finish(writer);
}

/** A credential class without its functions. */
export function credentialSource(className: string, type: ICredentialType): DescriptionSource {
	const writer = new Writer();
	writer.add(`export class ${className} implements ICredentialType {`, '');
	for (const [key, value] of Object.entries(type)) {
		if (typeof value === 'function') continue;
		const start = key === 'properties' ? 'properties: INodeProperties[] = ' : `${key} = `;
		writer.write(start, value, type.name, ';');
	}
	writer.add('}', '');
	return finish(writer);
}
