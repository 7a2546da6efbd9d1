import type { HttpAnswer } from '../profit/answers/answerError';
import { inputError } from '../profit/errors/profitError';
import { executeRequest } from '../profit/soap/requests';
import { readUpdateResult } from '../profit/soap/updateResult';
import { updateXml } from '../profit/soap/updateXml';
import { answeredRecords } from '../profit/records/answeredRecords';
import type { WaitAndLanguage } from './calls';
import type { ProfitClient } from './client';
import { withDoubts } from './metainfo';
import type { WriteElement } from '../profit/records/writeElement';
import type { WriteService, WriteTarget } from './writes';

/** Below the SOAP base URL; the same for every change. */
const SERVICE = '/appconnectorupdate.asmx';

/** Writes over SOAP. docs/afas.md 3.8. */
export function soapWrites(
	client: ProfitClient,
	options: WaitAndLanguage,
	lockRetries: number,
): WriteService {
	return {
		recordsCall(target, elements) {
			const { connector, root } = target;
			return { method: 'POST', path: SERVICE, connector, body: recordsXml(target, elements), root };
		},
		bodyCall({ connector, root }, body) {
			if (typeof body !== 'string' || !body.trimStart().startsWith('<')) {
				throw inputError(
					"Over SOAP 'Body' must be XML",
					"Write the XML that AFAS documents for this UpdateConnector, or set 'Protocol' to REST.",
				);
			}
			return { method: 'POST', path: SERVICE, connector, body, root };
		},
		removalCall(target) {
			const dataXml = updateXml(target.root, [target.element], 'delete');
			return {
				method: 'POST',
				path: SERVICE,
				connector: target.connector,
				body: dataXml,
				root: target.root,
			};
		},
		bytes: (target, element) => Buffer.byteLength(recordsXml(target, [element])),
		async carryOut({ connector, root, body }, count) {
			const request = executeRequest(connector, String(body));
			const readAnswer = ({ body: answer }: HttpAnswer) =>
				answeredRecords(readUpdateResult(answer), root, count);
			return await withDoubts(client, connector, options, async () =>
				client.write(request, options, { lockRetries, readAnswer }),
			);
		},
	};
}

function recordsXml({ root, action, subObject }: WriteTarget, elements: WriteElement[]): string {
	// With a sub-object the record stays as it is and gets new rows.
	return subObject
		? updateXml(root, elements, 'update', 'insert')
		: updateXml(root, elements, action);
}
