import { knownVersion } from '../profit/metainfo/parseEnvironment';
import { rowsFit } from '../profit/metainfo/rowsFit';
import { attachmentPath, reportPath } from '../profit/rest/filePaths';
import type { RowQuery } from '../profit/query/rowQuery';
import { readRestRows } from '../profit/rest/readRestRows';
import { fitsRest, rowsPath, sortsOverRest } from '../profit/rest/restQuery';
import type { RestRead } from './calls';
import type { ProfitClient } from './client';
import { readRestFile } from './files';
import { confirmAnew, isCurrent, outdated, withMetainfo } from './knownMetainfo';
import { knowsGetConnector, readGetConnectorInfo, readJson } from './metainfo';
import { readAhead } from './readAhead';
import { restWrites } from './restWrites';
import type { ProfitService } from './profitService';

/** AFAS's REST services. docs/afas.md 2.1 and 2.5. */
export function restService(client: ProfitClient): ProfitService {
	return {
		info: async (connector, options) => await readGetConnectorInfo(client, connector, options),
		withInfo: async (connector, options, task) =>
			await withMetainfo(
				client,
				async (freshness) => await readGetConnectorInfo(client, connector, options, freshness),
				task,
			),
		confirmInfo: async (connector, options, info) =>
			await confirmAnew(
				client,
				connector,
				info,
				async () => await readGetConnectorInfo(client, connector, options),
			),
		readAhead: (query, options) =>
			knowsGetConnector(client, query.connector, options) || !fitsRest(query)
				? undefined
				: readAhead(client, query, rowsCall(query), options),
		rows(info, options, { dropsWrongZ, ahead } = { dropsWrongZ: false }) {
			const { fields } = info;
			const dates = dropsWrongZ ? fields.filter(({ dataType }) => dataType === 'date') : [];
			const dateFields = dates.map(({ id }) => id);
			const fit = rowsFit(fields);
			return {
				async read(query, arrived) {
					const early = await ahead?.answerTo(query, (bytes) => readRestRows(bytes).length);
					const bytes = early ?? (await client.read(rowsCall(query), options)).body;
					await arrived?.();
					const rows = readRestRows(bytes, dateFields);
					if (!isCurrent(client, info) && !fit(rows)) throw outdated(query.connector, info);
					return rows;
				},
				fits: fitsRest,
				sorts: sortsOverRest,
			};
		},
		async version(options) {
			const answer = await readJson(client, '/profitversion', options);
			return knownVersion((answer as { version?: unknown } | null)?.version);
		},
		async attachment(subjectId, fileId, options) {
			const notFound = {
				message: `AFAS gives no attachment '${fileId.trim()}' of dossier item ${subjectId.trim()}`,
				nextStep:
					'The file is not on disk in Profit any more, or the user of the credential may not see it. Open the dossier item in Profit as that user and open the attachment there; check also that both IDs come from the same row, and that the app connector may use the SubjectConnector.',
			};
			return await readRestFile(client, attachmentPath(subjectId, fileId), notFound, options);
		},
		async report(reportId, filter, options) {
			const notFound = {
				message: `AFAS gives no report '${reportId}'`,
				nextStep:
					'There is no report with this ID, or the user of the credential may not generate it. Compare the ID with the properties of the report in Profit, check that the app connector lists the report, and generate it there as that user.',
			};
			return await readRestFile(client, reportPath(reportId, filter), notFound, options);
		},
		writes: (options, lockRetries) => restWrites(client, options, lockRetries),
	};
}

function rowsCall(query: RowQuery): RestRead {
	return { service: 'rest', method: 'GET', path: rowsPath(query) };
}
