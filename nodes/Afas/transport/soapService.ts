import { factsOfThrown } from '../profit/errors/profitError';
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
import { readSoapRows } from '../profit/soap/rows';
import { connectorInfoOfSchema } from '../profit/soap/schemaInfo';
import { utf8Text } from '../profit/values/utf8';
import type { CallOptions } from './calls';
import type { ProfitClient } from './client';
import { SOAP_FILE_LIMIT } from './files';
import { readGetConnectorInfo } from './metainfo';
import type { ProfitService } from './profitService';
import { soapWrites } from './soapWrites';
import { outcomeOf } from './wait';

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

	const service: ProfitService = {
		// From metainfo, which the same login can read over REST; where REST cannot be had, from the schema that SOAP gives along
		// with rows.
		async info(connector, options) {
			// Without REST nobody waits for it to come back.
			const once = { ...options, retries: 0 };
			return await client.again(async () => {
				const overRest = await outcomeOf(() => readGetConnectorInfo(client, connector, once));
				if ('answer' in overRest) return overRest.answer;
				if (!factsOfThrown(overRest.thrown)?.restMissing) throw overRest.thrown;
				const firstRow = { connector, filter: [], sort: [], skip: 0, take: 1 };
				const request = getDataRequest(firstRow, { metadata: true });
				return connectorInfoOfSchema(connector, (await client.readText(request, once)).body);
			}, options);
		},
		// Rows over SOAP do not show their types.
		withInfo: async (connector, options, task) =>
			await task(await service.info(connector, options)),
		readAhead: () => undefined,
		// The query travels in the body, so it may be of any length.
		rows: ({ fields }, options) => ({
			async read(query, arrived) {
				const request = getDataRequest(query, { metadata: false });
				const { body } = await client.read(request, options);
				await arrived?.();
				return readSoapRows(utf8Text(body), fields);
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
	return service;
}
