import { IMAGE_FORMATS, type StoredFile } from '../documents.mts';
import type { Environment } from '../environment.mts';
import { htmlPage, json, type Answer } from '../http.mts';
import type { Settings } from '../settings.mts';
import type { Route } from './restService.mts';

const MISSING: Answer = { status: 404, headers: { 'content-length': '0' } };

/** docs/afas.md 2.7. */
const PAGE_500: Answer = { ...htmlPage(404, 'Not Found'), status: 500 };

/** The FileConnector's own encoding of names (docs/afas.md 6.1), undone; percent-encoding is undone before. */
function originalName(encoded: string): string {
	const bytes = encodeURIComponent(encoded).replace(/_([0-9A-Fa-f]{2})/g, '%$1');
	try {
		return decodeURIComponent(bytes);
	} catch {
		return encoded;
	}
}

/** Base64 as it comes, or damaged as the settings want it. */
function base64(data: Buffer, { fileDamage, fileEscapes }: Settings): string {
	let text = data.toString('base64');
	const middle = Math.floor(text.length / 2);
	if (fileDamage === 'shortened') text = text.slice(0, -3);
	if (fileDamage === 'character') text = `${text.slice(0, middle)}*${text.slice(middle + 1)}`;
	if (fileDamage === 'lost') text = text.slice(0, middle) + text.slice(middle + 1);
	return fileEscapes ? text.replaceAll('/', '\\/').replaceAll('+', '\\u002b') : text;
}

/** `{ filename, mimetype, filedata }`, without the name where the connector gives none. */
function answer(settings: Settings, { name, mimeType, data }: Partial<StoredFile>): Answer {
	const start = JSON.stringify({
		...(name === undefined ? {} : { filename: name }),
		...(mimeType === undefined ? {} : { mimetype: mimeType }),
	});
	const comma = start === '{}' ? '' : ',';
	const text = Buffer.from(
		`${start.slice(0, -1)}${comma}"filedata":"${base64(data ?? Buffer.alloc(0), settings)}"}`,
	);
	return {
		status: 200,
		headers: { 'content-type': 'application/json; charset=utf-8' },
		body: settings.fileDamage === 'cutOff' ? text.subarray(0, text.length - 20) : text,
	};
}

/** The conditions of a report, in the form of three lists (docs/afas.md 2.4). */
function conditions(query: URLSearchParams): string[] {
	const [fields, values, operators] = ['filterfieldids', 'filtervalues', 'operatortypes'].map(
		(name) => query.get(name)?.split(/[,;]/) ?? [],
	);
	return fields.map((field, at) => `${field} ${operators[at]} ${values[at]}`);
}

/** SubjectConnector, FileConnector, ImageConnector and ReportConnector (docs/afas.md 2.1). */
export function fileRoutes(environment: Environment): Route {
	const { documents, settings } = environment;
	return (call) => {
		if (call.method !== 'GET') return undefined;
		const [connector, first, second, ...more] = call.path;
		if (!first || more.length > 0) return undefined;
		switch (connector.toLowerCase()) {
			case 'subjectconnector': {
				const file = second === undefined ? undefined : documents.attachment(first, second);
				return file ? answer(settings, file) : MISSING;
			}
			case 'fileconnector': {
				const file = documents.file(first);
				const isThis = second !== undefined && file?.name === originalName(second);
				if (file && isThis) return answer(settings, file);
				return settings.missingFile === 'page500' ? PAGE_500 : MISSING;
			}
			case 'imageconnector': {
				const format = Number(call.query.get('format') ?? 0);
				const data = documents.images.get(first.toUpperCase())?.[format];
				if (!IMAGE_FORMATS[format]) return json(400, { message: 'format' });
				return data ? answer(settings, { data, mimeType: 'image/png' }) : MISSING;
			}
			case 'reportconnector': {
				const make = documents.reports.get(first.toUpperCase());
				if (!make) return MISSING;
				return answer(settings, {
					data: make(conditions(call.query)),
					mimeType: 'application/pdf',
				});
			}
		}
		return undefined;
	};
}
