import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { startRecordingServer } from '../host/recordingServer.mts';
import { failureOf, type WorkflowJson } from '../host/workflow.mts';
import { readExample } from '../stage.mts';
import { untilExecutions } from './activeWorkflow.mts';
import type { CheckFile } from './check.mts';

/** The example that is executed here. */
export const LEAVE = 'leave-to-calendar.json';

const DAY_MS = 86_400_000;

/** The properties of an event in iCalendar: lines put together again, signs of its own undone (RFC 5545). */
function eventOf(text: string): Record<string, string> {
	assert.match(text, /^BEGIN:VCALENDAR\r\n[^]*\r\nEND:VCALENDAR\r\n$/);
	for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line);
	const lines = text.replaceAll('\r\n ', '').trim().split('\r\n');
	return Object.fromEntries(
		lines.map((line) => {
			const [, name, value] = /^([^:]+):(.*)$/.exec(line)!;
			return [name, value.replace(/\\([nN])/g, '\n').replace(/\\(.)/g, '$1')];
		}),
	);
}

export const leave: CheckFile = {
	title: 'recipe of leave in a calendar, twice in a row',
	async run({ server, simulator, credential, check }) {
		const saved = await server.execution.addCredential(credential);
		const events = new Map<string, string>();
		const calendar = await startRecordingServer(({ method, url, body }) => {
			if (method === 'PUT') {
				const isNew = !events.has(url);
				events.set(url, body);
				return { status: isNew ? 201 : 204 };
			}
			return { status: events.delete(url) ? 204 : 404 };
		});
		const text = JSON.stringify(readExample(LEAVE, '', saved));
		const workflow = JSON.parse(
			text.replaceAll('https://calendar.example.com', calendar.origin),
		) as WorkflowJson;
		for (const node of workflow.nodes) {
			if (node.type === 'n8n-nodes-base.httpRequest') node.parameters.authentication = 'none';
		}
		const bookings = simulator.table('Sim_Absence');
		const staff = simulator.table('Sim_Employees');
		const nameOf = (EmployeeId: unknown) =>
			String(staff.record(staff.find({ EmployeeId: String(EmployeeId) })[0]).Name);
		const day = (time: unknown) =>
			new Date(Number(time)).toISOString().slice(0, 10).replaceAll('-', '');

		/** The calendar holds each booking of Profit once, and nothing else. */
		const isEqual = () => {
			const wanted = bookings.records().map((row) => ({
				url: `/dav/absence/afas-leave-${String(row.LeaveId)}.ics`,
				start: day(row.DateStart),
				end: day(Number(row.DateEnd) + DAY_MS),
				summary: `${nameOf(row.EmployeeId).replaceAll('\r\n', '\n')}: absent`,
			}));
			const held = [...events].map(([url, body]) => {
				const event = eventOf(body);
				return {
					url,
					start: event['DTSTART;VALUE=DATE'],
					end: event['DTEND;VALUE=DATE'],
					summary: event.SUMMARY,
				};
			});
			const byUrl = (left: { url: string }, right: { url: string }) =>
				left.url < right.url ? -1 : 1;
			assert.deepEqual(held.sort(byUrl), wanted.sort(byUrl));
		};
		const runs = async (count: number) => {
			const executions = await untilExecutions(server, id, count);
			for (const execution of executions) assert.equal(failureOf(execution), undefined);
		};
		const polls = () =>
			simulator.requests.filter(({ path }) => path.endsWith('/connectors/Sim_Absence')).length;

		const id = await server.execution.activate(workflow);
		await check('what is booked is in the calendar', async () => {
			await runs(1);
			isEqual();
		});
		await check('what changed, was withdrawn or is new follows', async () => {
			const at = (LeaveId: number) => bookings.find({ LeaveId })[0];
			bookings.update(at(700), { DateEnd: Date.UTC(2026, 6, 9) });
			bookings.remove(at(701));
			// An employee whose name has signs of iCalendar in it.
			const odd = staff.records().find(({ Name }) => /[,;\\\n]/.test(String(Name)))!;
			bookings.insert({
				LeaveId: 900,
				EmployeeId: odd.EmployeeId,
				DateStart: Date.UTC(2026, 9, 24),
				DateEnd: Date.UTC(2026, 9, 26),
			});
			await server.execution.activateAgain(id);
			await runs(2);
			isEqual();
		});
		await check('a poll without differences starts nothing', async () => {
			const before = polls();
			await server.execution.activateAgain(id);
			for (let tries = 0; polls() === before && tries < 100; tries++) await wait(100);
			await wait(1000);
			await runs(2);
			assert.equal((await server.execution.executionsOf(id)).length, 2);
		});
		await server.rest.deactivateWorkflow(id);
		calendar.close();
	},
};
