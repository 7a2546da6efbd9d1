import type { HttpAnswer } from '../profit/answers/answerError';
import { describeBody } from '../profit/values/describeBody';
import { ProfitError } from '../profit/errors/profitError';
import { answeredRecords } from '../profit/records/answeredRecords';
import { connectorPath, deletePath, subObjectPath } from '../profit/rest/paths';
import { restBody, restElementBytes } from '../profit/rest/restBody';
import { parseExactJson } from '../profit/values/exactJson';
import type { WaitAndLanguage } from './calls';
import type { ProfitClient } from './client';
import { withDoubts } from './metainfo';
import type { WriteService, WriteTarget } from './writes';

/** Writes over REST. docs/afas.md 2.1, 2.6 and 2.7. */
export function restWrites(
	client: ProfitClient,
	options: WaitAndLanguage,
	lockRetries: number,
): WriteService {
	return {
		recordsCall: (target, elements) => ({
			...callTo(target),
			body: restBody(target.root, elements, target.action),
		}),
		bodyCall: (target, body) => ({ ...callTo(target), body }),
		removalCall: (target) => ({
			method: 'DELETE',
			path: deletePath(target),
			connector: target.connector,
			root: target.root,
		}),
		bytes: (_target, element) => restElementBytes(element),
		async carryOut({ method, path, body, root, connector }, count) {
			const call = { service: 'rest', method, path, body } as const;
			const readAnswer = (answer: HttpAnswer) => answeredRecords(answerJson(answer), root, count);
			return await withDoubts(client, connector, options, async () =>
				client.write(call, options, { lockRetries, readAnswer }),
			);
		},
	};
}

function callTo({ connector, root, action, subObject }: WriteTarget) {
	return {
		method: action === 'insert' ? ('POST' as const) : ('PUT' as const),
		path: subObject ? subObjectPath(connector, subObject) : connectorPath(connector),
		connector,
		root,
	};
}

/**
 * Parses the answer to a write, which may be empty (docs/afas.md 2.7).
 * @returns null for an empty answer
 * @throws ProfitError `badAnswer` for anything but JSON, because it is then unknown who answered
 */
function answerJson({ status, body }: HttpAnswer): unknown {
	if (body.trim() === '') return null;
	const json = parsed(body);
	if (json === undefined) {
		const what = /^\s*[{[]/.test(body)
			? 'The answer of AFAS is cut off'
			: `${describeBody(body)} came back instead of an answer of AFAS`;
		throw new ProfitError('badAnswer', what, { httpCode: status });
	}
	return json;
}

function parsed(body: string): unknown {
	try {
		return parseExactJson(body);
	} catch {
		return undefined;
	}
}
