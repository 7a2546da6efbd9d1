/** First characters of files, and their types. */
const BEGINNINGS: Array<[beginning: string, mimeType: string]> = [
	['%PDF-', 'application/pdf'],
	['\x89PNG\r\n\x1a\n', 'image/png'],
	['\xff\xd8\xff', 'image/jpeg'],
	['GIF8', 'image/gif'],
	['II*\0', 'image/tiff'],
	['MM\0*', 'image/tiff'],
	['PK\x03\x04', 'application/zip'],
	['{\\rtf', 'application/rtf'],
	['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'application/x-ole-storage'],
	['<?xml', 'application/xml'],
	['\xef\xbb\xbf<?xml', 'application/xml'],
];

const UNKNOWN = 'application/octet-stream';
const BEGINNING_LENGTH = 16;

/** Formats that many types of file share; the extension tells more. */
const CONTAINERS = new Set(['application/zip', 'application/x-ole-storage', UNKNOWN]);

/** Whether a MIME type says what kind of file it is: `application/octet-stream` stands for any bytes. */
export function tellsKind(mimeType: string): boolean {
	return mimeType.includes('/') && mimeType.split(';')[0].trim().toLowerCase() !== UNKNOWN;
}

/**
 * Gives the type of a file by its first bytes; if these are ambiguous, by its extension; otherwise
 * `application/octet-stream`.
 */
export function guessMimeType(data: Buffer, fileName: string): string {
	const content = mimeTypeOfContent(data);
	if (!CONTAINERS.has(content)) return content;
	const extension = /[^.]*$/.exec(fileName.toLowerCase())?.[0] ?? '';
	return MIME_TYPES.get(extension) ?? content;
}

function mimeTypeOfContent(data: Buffer): string {
	const start = data.toString('latin1', 0, BEGINNING_LENGTH);
	if (start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP') return 'image/webp';
	return BEGINNINGS.find(([beginning]) => start.startsWith(beginning))?.[1] ?? UNKNOWN;
}

const EXTENSIONS = new Map([
	['application/pdf', 'pdf'],
	['application/rtf', 'rtf'],
	['application/xml', 'xml'],
	['application/zip', 'zip'],
	['application/msword', 'doc'],
	['application/vnd.ms-excel', 'xls'],
	['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx'],
	['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'],
	['image/bmp', 'bmp'],
	['image/gif', 'gif'],
	['image/jpeg', 'jpg'],
	['image/png', 'png'],
	['image/svg+xml', 'svg'],
	['image/tiff', 'tif'],
	['image/webp', 'webp'],
	['text/csv', 'csv'],
	['text/html', 'html'],
	['text/plain', 'txt'],
]);

const MIME_TYPES = new Map([...EXTENSIONS].map(([mimeType, extension]) => [extension, mimeType]));

/** Gives the usual extension for a MIME type, with its period; empty if the type is unknown. */
export function extensionFor(mimeType: string): string {
	const extension = EXTENSIONS.get(mimeType.split(';')[0].trim().toLowerCase());
	return extension === undefined ? '' : `.${extension}`;
}
