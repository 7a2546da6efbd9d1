import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import {
	startRecordingServer,
	type Answer,
	type RecordedRequest,
} from '../host/recordingServer.mts';
import { OLD_N8N } from '../host/versions.mts';
import { failureOf, outputOf, type CredentialJson, type WorkflowJson } from '../host/workflow.mts';
import { readExample, type Simulator } from '../stage.mts';
import { untilExecutions } from './activeWorkflow.mts';
import type { CheckFile } from './check.mts';
import { openMailbox } from './standIns.mts';

/** Examples that are executed here. */
export const ACCOUNT_RECIPES = ['new-employee-account.json', 'leavers-block-account.json'];

const [NEW_EMPLOYEE, LEAVERS] = ACCOUNT_RECIPES;
const GRAPH = 'https://graph.microsoft.com';
const DAY_MS = 86_400_000;

interface Account {
	id: string;
	employeeId: string;
	userPrincipalName: string;
	mail: string | null;
	accountEnabled: boolean;
}

/** The little of Microsoft Graph that the recipes use: users by employee number, one account per UPN. */
class Accounts {
	readonly all: Account[] = [];

	add(account: Pick<Account, 'employeeId' | 'userPrincipalName'>): Account {
		const made = { mail: null, accountEnabled: true, ...account, id: `id-${this.all.length}` };
		this.all.push(made);
		return made;
	}

	answer({ method, url, body }: RecordedRequest): Answer {
		const { pathname, searchParams } = new URL(url, GRAPH);
		const json = (status: number, content: unknown): Answer => ({
			status,
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(content),
		});
		const id = pathname.split('/')[3];
		if (method === 'GET') {
			const wanted = /^employeeId eq '(.*)'$/.exec(searchParams.get('$filter') ?? '')![1];
			return json(200, {
				value: this.all.filter(({ employeeId }) => employeeId === wanted.replaceAll("''", "'")),
			});
		}
		if (method === 'PATCH') {
			Object.assign(this.all.find((account) => account.id === id)!, JSON.parse(body));
			return { status: 204 };
		}
		if (id !== undefined) return json(200, { value: true });
		const account = JSON.parse(body) as Account;
		const isTaken = this.all.some((is) => is.userPrincipalName === account.userPrincipalName);
		if (isTaken) return json(400, { error: { message: 'Another object has this name' } });
		return json(201, this.add(account));
	}
}

/** The recipe, with the address of another server for that of Microsoft. */
function ready(file: string, saved: CredentialJson, graph: string): WorkflowJson {
	const text = JSON.stringify(readExample(file, '', saved)).replaceAll(GRAPH, graph);
	const workflow = JSON.parse(text) as WorkflowJson;
	for (const node of workflow.nodes) {
		if (node.type === 'n8n-nodes-base.httpRequest') node.parameters.authentication = 'none';
	}
	return workflow;
}

/** Someone who starts soon, in Profit. */
function hire(simulator: Simulator, EmployeeId: string, at: number, UserId: string | null) {
	const person = simulator.table('Sim_OrgPer').records()[at * 3];
	simulator.table('Sim_CurrentEmployees').insert({
		EmployeeId,
		PersonId: person.BcCo,
		UserId,
		FirstName: 'Zoë',
		LastName: `d'Oro${at}`,
		Name: `Zoë d'Oro${at}`,
		Blocked: false,
		EmploymentStartDate: Math.floor(Date.now() / DAY_MS) * DAY_MS + 3 * DAY_MS,
	});
}

export const accounts: CheckFile = {
	title: 'recipes of employees and their accounts, twice in a row',
	async run({ n8n, server, simulator, credential, check }) {
		const saved = await server.execution.addCredential(credential);
		const mailbox = await openMailbox(server);
		const graph = new Accounts();
		const microsoft = await startRecordingServer((request) => graph.answer(request));
		const staff = simulator.table('Sim_CurrentEmployees');
		const employee = (EmployeeId: string) => staff.record(staff.find({ EmployeeId })[0]);

		await check('new employees get one account each, and Profit their addresses', async () => {
			// n8n 1 gives error items with details to the success output.
			if (n8n.version === OLD_N8N.n8n) return;
			hire(simulator, 'NEW-1', 90, '12345.USER001');
			hire(simulator, 'NEW-2', 91, null);
			hire(simulator, 'NEW-3', 92, null);
			graph.add({ employeeId: 'someone else', userPrincipalName: 'zoe.doro92@example.com' });
			// What AFAS cannot store today, it can tomorrow.
			simulator.settings.faults = [{ kind: 'lock500', method: 'PUT', path: 'KnPerson', times: 1 }];
			const workflow = ready(NEW_EMPLOYEE, saved, microsoft.origin);
			mailbox.takeMailOf(workflow);
			const run = async () => {
				const execution = await server.execution.run(workflow, 'Every Morning');
				assert.equal(failureOf(execution), undefined);
				return execution;
			};
			await run();
			assert.equal(mailbox.mails().length, 2);
			assert.equal(mailbox.mails().filter((text) => text.includes('NEW-3')).length, 1);
			await run();
			for (const [id, at] of [
				['NEW-1', 90],
				['NEW-2', 91],
			] as const) {
				assert.equal(graph.all.filter(({ employeeId }) => employeeId === id).length, 1);
				assert.equal(employee(id).EmailWork, `zoe.doro${at}@example.com`);
			}
			const [user] = simulator.table('Sim_Users').records();
			assert.equal(user.Upn, 'zoe.doro90@example.com');
			// The name of the third is taken, which a person must decide about.
			assert.equal(employee('NEW-3').EmailWork, null);
			const third = await run();
			assert.deepEqual(
				outputOf(third, 'New Employees').map(({ EmployeeId }) => EmployeeId),
				['NEW-3'],
			);
		});

		await check('who left is blocked, and who only disappeared is asked about', async () => {
			const [left, moved] = ['000001010', '000001011'];
			for (const employeeId of [left, moved]) {
				graph.add({ employeeId, userPrincipalName: `${employeeId}@example.com` });
			}
			const everybody = simulator.table('Sim_Employees');
			const row = (EmployeeId: string) => everybody.find({ EmployeeId })[0];
			everybody.update(row(left), { DateEnd: Date.now() - 5 * DAY_MS });
			everybody.update(row(moved), { DateEnd: null });
			const workflow = ready(LEAVERS, saved, microsoft.origin);
			mailbox.takeMailOf(workflow);
			const polls = () =>
				simulator.requests.filter(({ path }) => path.endsWith('/connectors/Sim_CurrentEmployees'))
					.length;
			const before = polls();
			const id = await server.execution.activate(workflow);
			for (let tries = 0; polls() === before && tries < 100; tries++) await wait(100);
			const mails = mailbox.mails().length;
			await wait(500);
			for (const gone of [left, moved]) staff.remove(staff.find({ EmployeeId: gone })[0]);
			await server.execution.activateAgain(id);
			const [execution] = await untilExecutions(server, id, 1);
			assert.equal(failureOf(execution), undefined);
			const enabled = (wanted: string) =>
				graph.all.filter(({ employeeId }) => employeeId === wanted).map((is) => is.accountEnabled);
			assert.deepEqual([enabled(left), enabled(moved)], [[false], [true]]);
			assert.ok(microsoft.requests.some(({ url }) => url.endsWith('/revokeSignInSessions')));
			assert.equal(mailbox.mails().length - mails, 1);
			assert.match(mailbox.mails().at(-1)!, new RegExp(moved));

			const blocks = () => microsoft.requests.filter(({ method }) => method === 'PATCH').length;
			assert.equal(blocks(), 1);
			const polled = polls();
			await server.execution.activateAgain(id);
			for (let tries = 0; polls() === polled && tries < 100; tries++) await wait(100);
			await wait(1000);
			assert.equal((await server.execution.executionsOf(id)).length, 1);
			await server.rest.deactivateWorkflow(id);
		});
		microsoft.close();
		mailbox.close();
	},
};
