import assert from 'node:assert/strict';
import { startSimulator } from '../../simulator/simulator.mts';
import { failureOf, itemsOf, outputOf, type WorkflowJson } from '../host/workflow.mts';
import { CREDENTIAL_TYPE, readExample, type Simulator } from '../stage.mts';
import type { CheckFile } from './check.mts';

/** The example that is executed here. */
export const CUSTOMERS_EXAMPLE = 'many-customers.json';

/** What the fields of the credential are, by method; the other fields are the same for all customers. */
const LOGINS: Record<string, Record<string, string>> = {
	token: { token: '={{ $json.token }}' },
	clientSecret: { clientId: '={{ $json.clientId }}', clientSecret: '={{ $json.clientSecret }}' },
};

const NAMES = ['Bakery', 'Garage'];

async function startCustomers(integrationId: string): Promise<Simulator[]> {
	return await Promise.all(
		NAMES.map(
			async (name, index) =>
				await startSimulator({
					seed: 10 + index,
					bigRows: 100,
					orderRows: 100,
					integrationId,
					token: `<token><version>1</version><data>${name[0].repeat(64)}</data></token>`,
					oauth: { clients: [{ clientId: name, secret: `the secret of ${name}` }] },
				}),
		),
	);
}

export const customers: CheckFile = {
	title: 'many customers with one credential',
	async run({ server, simulator, check }) {
		const { integrationId } = simulator;
		const environments = await startCustomers(integrationId);
		const list = environments.map(({ restUrl, soapUrl, token }, index) => ({
			json: {
				customer: NAMES[index],
				rest: restUrl,
				soap: soapUrl,
				token,
				clientId: NAMES[index],
				clientSecret: `the secret of ${NAMES[index]}`,
			},
		}));

		for (const [authentication, login] of Object.entries(LOGINS)) {
			const data = {
				environment: 'custom',
				restUrl: '={{ $json.rest }}',
				soapUrl: '={{ $json.soap }}',
				integrationId,
				authentication,
				...login,
				language: 'nl-nl',
			};
			const saved = await server.execution.addCredential({
				name: `many customers by ${authentication}`,
				type: CREDENTIAL_TYPE,
				data,
			});
			const example = (customerList: unknown[]): WorkflowJson => {
				const workflow = readExample(CUSTOMERS_EXAMPLE, '', saved);
				const code = workflow.nodes.find(({ name }) => name === 'Customers')!;
				code.parameters.jsCode = `return ${JSON.stringify(customerList)};`;
				return workflow;
			};

			await check(
				`${authentication}: each customer is read and written with its own login`,
				async () => {
					for (const environment of environments) environment.reset();
					const execution = await server.execution.run(example(list), 'Every Night');
					assert.equal(failureOf(execution), undefined);
					const files = itemsOf(execution, 'File of the Customer');
					assert.deepEqual(
						files.map(({ json }) => json.customer),
						NAMES,
					);
					for (const [index, { json, binary }] of files.entries()) {
						assert.match(binary!.data.fileName!, new RegExp(`^${NAMES[index]}-`));
						assert.equal(json.rows, environments[index].table('Sim_Debtors').records().length);
					}
					const listed = outputOf(execution, 'Add the Customer');
					for (const { customer, DebtorId, DebtorName } of listed) {
						const { table } = environments[NAMES.indexOf(String(customer))];
						assert.ok(
							table('Sim_Debtors')
								.records()
								.some((row) => row.DebtorId === DebtorId && row.DebtorName === DebtorName),
							`${String(customer)} has no debtor ${String(DebtorName)}`,
						);
					}
					assert.deepEqual(new Set(listed.map(({ customer }) => customer)), new Set(NAMES));
					for (const [index, environment] of environments.entries()) {
						assert.deepEqual(environment.violations, []);
						assert.ok(environment.requests.every(({ status }) => status >= 200 && status < 400));
						const subjects = environment.written('KnSubject').map(({ fields }) => fields.Ds);
						const own = `Nightly export of ${NAMES[index]}`;
						assert.ok(subjects.includes(own) && subjects.every((subject) => subject === own));
					}
				},
			);

			await check(`${authentication}: one customer's wrong login fails alone`, async () => {
				const wrong = { ...list[1].json, token: 'no token', clientSecret: 'no secret' };
				const execution = await server.execution.run(
					example([list[0], { json: wrong }]),
					'Every Night',
				);
				assert.equal(failureOf(execution), undefined);
				const files = outputOf(execution, 'File of the Customer');
				assert.equal(files[0].error, undefined);
				assert.notEqual(files[1].error, undefined);
			});

			await check(`${authentication}: the credential still holds its expressions`, async () => {
				const shown = JSON.stringify(await server.rest.shownCredential(saved));
				for (const expression of ['={{ $json.rest }}', '={{ $json.soap }}']) {
					assert.ok(shown.includes(expression), shown);
				}
				// What a field with an expression was worked out to, or an access token, was not saved.
				for (const environment of environments) assert.ok(!shown.includes(environment.restUrl));
				assert.doesNotMatch(shown, /"accessToken":"[^"]/);
				assert.ok(!shown.includes('"accessTokenFor":"__n8n_BLANK'), shown);
			});
		}
		await Promise.all(environments.map(async (environment) => await environment.close()));
	},
};
