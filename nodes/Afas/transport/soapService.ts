import { decodeBase64 } from '../profit/files/base64';
import { damagedFile, type ProfitFile } from '../profit/files/fileAnswer';
import { guessMimeType } from '../profit/files/mimeType';
import { knownVersion } from '../profit/metainfo/parseEnvironment';
import { checkedId } from '../profit/rest/filePaths';
import { readAttachmentNames } from '../profit/soap/attachments';
import {
	attachmentListRequest,
	attachmentRequest,
	getDataRequest,
	reportRequest,
	versionRequest,
	type SoapRead,
} from '../profit/soap/requests';
import { readSoapResult, soapResultBytes } from '../profit/soap/result';
import { readSoapRows, readSoapTable } from '../profit/soap/rows';
import { utf8Text } from '../profit/values/utf8';
import type { CallOptions } from './calls';
import type { ProfitClient } from './client';
import { SOAP_FILE_LIMIT } from './files';
import { withMetainfo } from './knownMetainfo';
import type { ProfitService } from './profitService';
import { readAhead } from './readAhead';
import { knowsSoapInfo, soapInfo } from './soapInfo';
import { checkSchema, needsSchema } from './soapSchemas';
import { soapWrites } from './soapWrites';

/** AFAS's SOAP services. docs/afas.md 3.1 to 3.10. */
export function soapService(client: ProfitClient): ProfitService {
	const result = async (request: SoapRead, options: CallOptions) =>
		readSoapResult((await client.readText(request, options)).body);

	/** A file, of which SOAP tells neither the name nor the type. */
	const file = async (
		request: SoapRead,
		fileName: string,
		options: CallOptions,
	): Promise<ProfitFile> => {
		const answer = await client.read(request, { ...options, limit: SOAP_FILE_LIMIT });
		const data = decodeBase64(soapResultBytes(answer.body));
		if (!data) throw damagedFile();
		return { fileName, mimeType: guessMimeType(data, fileName), data };
	};

	return {
		info: async (connector, options) => await soapInfo(client, connector, options, 'anew'),
		withInfo: async (connector, options, task) =>
			await withMetainfo(
				client,
				async (freshness) => await soapInfo(client, connector, options, freshness),
				task,
			),
		// The schema that came with the first rows has confirmed them.
		confirmInfo: async () => undefined,
		// With a schema, since the metainfo that it is to confirm next time comes beside it.
		readAhead: (query, options) =>
			knowsSoapInfo(client, query.connector, options)
				? undefined
				: readAhead(client, query, getDataRequest(query, { metadata: true }), options),
		// The query travels in the body, so it may be of any length.
		rows: (info, options, { ahead } = { dropsWrongZ: false }) => ({
			async read(query, arrived) {
				const early = await ahead?.answerTo(query, (bytes) => readSoapRows(utf8Text(bytes)).length);
				const metadata = early !== undefined || needsSchema(client, info);
				const request = getDataRequest(query, { metadata });
				const body = early ?? (await client.read(request, options)).body;
				await arrived?.();
				if (!metadata) return readSoapRows(utf8Text(body), info.fields);
				const table = readSoapTable(utf8Text(body), info.fields);
				checkSchema(client, query.connector, info, table);
				return table.rows;
			},
			fits: () => true,
			sorts: () => true,
		}),
		version: async (options) => knownVersion((await result(versionRequest(), options)).trim()),
		// In two calls: the content comes without the name.
		async attachment(subjectId, fileId, options) {
			const subject = checkedId(subjectId, 'Dossier Item ID');
			const id = checkedId(fileId, 'File ID');
			const names = readAttachmentNames(await result(attachmentListRequest(subject), options));
			const name = names.get(id.toUpperCase()) ?? '';
			return await file(attachmentRequest(subject, id), name, options);
		},
		report: async (reportId, filter, options) =>
			await file(reportRequest(checkedId(reportId, 'Report ID'), filter), '', options),
		writes: (options, lockRetries) => soapWrites(client, options, lockRetries),
	};
}
