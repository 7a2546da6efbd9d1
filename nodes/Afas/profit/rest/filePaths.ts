import { inputError } from '../errors/profitError';
import type { Filter } from '../query/filter';
import { filterParameters, MAX_QUERY_LENGTH } from './restQuery';
import { connectorFileName } from '../files/fileNames';

/** Sizes of an image, at the index that is AFAS's number. docs/afas.md 2.1. */
export const IMAGE_SIZES = ['original', 'thumbnail', 'medium'] as const;

export type ImageSize = (typeof IMAGE_SIZES)[number];

/**
 * Makes the path of an attachment of a dossier item. AFAS: SubjectConnector.
 * @throws ProfitError `input` for an ID that is empty or has an invalid character
 */
export function attachmentPath(subjectId: string, fileId: string): string {
	return `/subjectconnector/${checkedId(subjectId, 'Dossier Item ID')}/${checkedId(fileId, 'File ID')}`;
}

/**
 * Makes the path of a file by its ID and original name. AFAS: FileConnector.
 * @throws ProfitError `input` for an invalid ID or name
 */
export function filePath(fileId: string, fileName: string): string {
	if (/^\s*\.*\s*$/.test(fileName)) {
		throw inputError(
			fileName.trim() === '' ? "'File Name' is empty" : `'File Name' is '${fileName}'`,
			'AFAS wants the name that the file was added with, for example report.pdf.',
		);
	}
	return `/fileconnector/${checkedId(fileId, 'File ID')}/${connectorFileName(fileName)}`;
}

/**
 * Makes the path of an image in one of its sizes. AFAS: ImageConnector.
 * @throws ProfitError `input` for an ID that cannot be used
 */
export function imagePath(imageId: string, size: ImageSize): string {
	return `/imageconnector/${checkedId(imageId, 'Image ID')}?format=${IMAGE_SIZES.indexOf(size)}`;
}

/**
 * Makes the path of a report on the rows that match a filter. AFAS: ReportConnector.
 * @throws ProfitError `input` for an invalid ID, or a filter that is too long for AFAS
 */
export function reportPath(reportId: string, filter: Filter): string {
	const query = filter.length > 0 ? `?${filterParameters(filter)}` : '';
	if (query.length > MAX_QUERY_LENGTH) {
		throw inputError(
			`The filter is ${query.length} characters long in the query string; AFAS takes ${MAX_QUERY_LENGTH}`,
			'Use fewer or shorter conditions.',
		);
	}
	return `/reportconnector/${checkedId(reportId, 'Report ID')}${query}`;
}

/**
 * Trims and checks an ID. It must be letters and digits; anything else, such as `../`, could lead to another service.
 * @param field the parameter, as shown to the user
 * @throws ProfitError `input` when it is something else
 */
export function checkedId(id: string, field: string): string {
	const text = id.trim();
	if (/^[\w-]+$/.test(text)) return text;
	throw inputError(
		text === '' ? `'${field}' is empty` : `'${field}' is '${text}', which is not an ID`,
		'It has letters and digits only, such as 54286 or 7CEEE0F54965C99D90764BA09F7606A6.',
	);
}
