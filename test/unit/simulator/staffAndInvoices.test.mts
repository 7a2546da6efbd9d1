import { startSimulator, type Simulator } from '../../simulator/simulator.mts';
import { rowsOf, send } from './client.mts';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startSimulator({ orderRows: 10, bigRows: 10 });
});
afterEach(async () => {
	await simulator.close();
});

const write = (method: 'POST' | 'PUT', path: string, body: unknown) =>
	send(simulator, `/connectors/${path}`, {
		method,
		headers: { 'Content-Type': 'application/json;charset=utf-8' },
		body,
	});

describe('a purchase invoice for recognition, docs/afas.md 4.5', () => {
	const send1 = (Element: unknown) =>
		write('POST', 'FiElectronicInvoicePurchase', { FiElectronicInvoicePurchase: { Element } });
	const XML = Buffer.from('<Invoice/>').toString('base64');

	it('is taken as UBL, PDF or both, and answered with nothing', async () => {
		const all = [{ XML }, { PDF: XML, Proc: true }, { XML, PDF: XML, FXml: 'a.xml', UnId: 1 }];
		for (const Fields of all) {
			expect(await send1({ Fields })).toMatchObject({ status: 201, text: '' });
		}
		expect(simulator.written('FiElectronicInvoicePurchase')).toHaveLength(3);
	});

	it('is refused without contents, and beside another one in a call', async () => {
		expect((await send1({ Fields: { FXml: 'a.xml' } })).status).toBe(500);
		expect((await send1([{ Fields: { XML } }, { Fields: { XML } }])).status).toBe(500);
		expect(simulator.written('FiElectronicInvoicePurchase')).toHaveLength(0);
	});
});

describe('an employee, docs/afas.md 4.6', () => {
	const where = (field: string, value: unknown) => ({
		filterfieldids: field,
		filtervalues: String(value),
		operatortypes: 1,
	});

	it('has the work e-mail address of the person', async () => {
		const [{ EmployeeId, PersonId }] = await rowsOf(simulator, 'Sim_CurrentEmployees', {});
		const person = { MatchPer: '0', BcCo: PersonId, EmAd: 'new@example.com' };
		await write('PUT', 'KnPerson', { KnPerson: { Element: { Fields: person } } });
		const rows = await rowsOf(simulator, 'Sim_CurrentEmployees', where('EmployeeId', EmployeeId));
		expect(rows).toMatchObject([{ EmailWork: 'new@example.com' }]);
	});

	it('as a user is blocked and unblocked by the code of mutation, which must be there', async () => {
		const [{ UserId }] = await rowsOf(simulator, 'Sim_Users', {});
		const change = (Fields: object) =>
			write('PUT', 'KnUser', { KnUser: { Element: { '@UsId': UserId, Fields } } });
		const isBlocked = async () => {
			const [{ Blocked }] = await rowsOf(simulator, 'Sim_Users', where('UserId', UserId));
			return Blocked;
		};
		expect((await change({ Nm: 'A', Upn: 'a@example.com' })).status).toBe(500);
		for (const [MtCd, blocked] of [
			['2', true],
			['6', false],
			['1', false],
			['0', true],
		] as const) {
			await change({ MtCd, Nm: 'A' });
			expect(await isBlocked()).toBe(blocked);
		}
	});
});
