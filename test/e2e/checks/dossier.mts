import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCsv } from '../../support/csvReader.ts';
import { fileId } from '../../simulator/connectors/subjects.mts';
import { randomBytes } from '../../simulator/documents.mts';
import { OLD_N8N } from '../host/versions.mts';
import { failureOf, type WorkflowJson } from '../host/workflow.mts';
import { readExample, type Simulator } from '../stage.mts';
import type { CheckFile } from './check.mts';

/** The example that is executed here. */
export const DOSSIER = 'dossier-to-files.json';

const NUMBER = '7654321';
const LIST = `list-${NUMBER}.csv`;

const sha256 = (data: Buffer) => createHash('sha256').update(data).digest('hex');

/** Two dossier items with files of the same name, one with a reaction, and one whose file is gone. */
function fill({ table, environment }: Simulator): Map<string, Buffer> {
	const { documents } = environment;
	const subjects = table('Sim_Subjects');
	for (const [SubjectId, Subject] of [
		[71_001, '=1+1; "contract"'],
		[71_002, 'Factuur'],
		[71_003, 'Zonder bestand'],
	] as const) {
		subjects.insert({ SubjectId, Subject, OrgPersId: NUMBER, TypeId: 1 });
	}
	const files = new Map<string, Buffer>();
	const keep = (subject: number, name: string, size: number, reaction?: number) => {
		const data = randomBytes(size, size);
		const id =
			reaction === undefined
				? documents.attach(subject, { name, data })
				: documents.attachToReaction(subject, reaction, { name, data });
		files.set(`${subject}-${id}-${name.replace('/', '_')}`, data);
	};
	keep(71_001, 'contract.pdf', 1234);
	keep(71_001, 'contract.pdf', 70_000);
	keep(71_001, 'getekend.pdf', 99, 5);
	keep(71_002, 'factuur 1/2.pdf', 300_000);
	table('Profit_Subject_Attachments').insert({
		attachment_id: 999_998,
		subject_id: 71_003,
		// Another item has the file, so AFAS finds none.
		file_id: fileId(1),
		file_name: 'weg.pdf',
	});
	return files;
}

export const dossier: CheckFile = {
	title: 'recipe of a whole dossier, twice in a row',
	async run({ n8n, server, host, simulator, credential, check }) {
		// n8n 1 gives error items with details to the success output.
		if (n8n.version === OLD_N8N.n8n) return;
		const folder = host.filesFolder;
		const saved = await server.execution.addCredential(credential);
		const download = async () => {
			const workflow: WorkflowJson = readExample(DOSSIER, '', saved);
			const adapted = JSON.stringify(workflow)
				.replace('"1000776"', JSON.stringify(NUMBER))
				.replace('"/home/node/.n8n-files"', JSON.stringify(folder));
			const execution = await server.execution.run(JSON.parse(adapted) as WorkflowJson);
			assert.equal(failureOf(execution), undefined);
			const names = readdirSync(folder).sort();
			const written = new Map(names.map((name) => [name, readFileSync(join(folder, name))]));
			const list = written.get(LIST)!.toString('utf8');
			const text = list
				.replace(/^\uFEFF/, '')
				.trimEnd()
				.replace(/\r?\n/g, '\r\n');
			const [header, ...lines] = readCsv(`${text}\r\n`, ';');
			const rows = lines.map((line) =>
				Object.fromEntries(header.map((column, at) => [column, line[at]])),
			);
			return { written, rows };
		};
		const files = fill(simulator);

		const first = await download();
		await check('each file is written, and is in the list with its size and SHA-256', async () => {
			assert.deepEqual([...first.written.keys()], [...files.keys(), LIST].sort());
			for (const [name, data] of files) {
				assert.ok(first.written.get(name)!.equals(data), name);
				const row = first.rows.find(({ file }) => file === name)!;
				assert.deepEqual(
					[row.dossierItem, row.size, row.sha256, row.problem],
					[name.slice(0, 5), String(data.length), sha256(data), ''],
				);
			}
			assert.equal(first.rows.filter(({ reaction }) => reaction === '5').length, 1);
		});

		await check('a file that is gone is in the list with the reason', async () => {
			const [row, ...others] = first.rows.filter(({ file }) => file === '');
			assert.deepEqual(others, []);
			assert.equal(row.dossierItem, '71003');
			assert.notEqual(row.problem, '');
		});

		await check('a subject that Excel would calculate is text in the list', async () => {
			const subjects = new Set(first.rows.map(({ subject }) => subject));
			assert.ok(subjects.has('\'=1+1; "contract"'));
		});

		await check('a second run writes the same files and adds what is new', async () => {
			const data = randomBytes(10, 4);
			const id = simulator.environment.documents.attach(71_002, { name: 'a.pdf', data });
			const second = await download();
			const news = `71002-${id}-a.pdf`;
			assert.deepEqual([...second.written.keys()], [...first.written.keys(), news].sort());
			for (const [name, before] of first.written) {
				if (name !== LIST) assert.ok(second.written.get(name)!.equals(before), name);
			}
			assert.equal(second.rows.length, first.rows.length + 1);
		});
	},
};
