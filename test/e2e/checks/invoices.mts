import assert from 'node:assert/strict';
import type { Fault } from '../../simulator/faults.mts';
import { OLD_N8N } from '../host/versions.mts';
import { failureOf } from '../host/workflow.mts';
import { readExample } from '../stage.mts';
import { firstAnswer, untilExecutions } from './activeWorkflow.mts';
import type { CheckFile } from './check.mts';
import { openMailbox, startByWebhook } from './standIns.mts';

/** The example that is executed here. */
export const INVOICES = 'purchase-invoice-from-mail.json';

const CONNECTOR = 'FiElectronicInvoicePurchase';

/** An invoice as UBL 2.1 has it, with an extension that has an ID of its own before that of the invoice. */
const ubl = (number: string, note = '') =>
	`\uFEFF<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
	xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
	xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
	xmlns:ext="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2">
	<ext:UBLExtensions><ext:UBLExtension><cbc:ID>signature</cbc:ID></ext:UBLExtension></ext:UBLExtensions>
	<cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>
	<!-- <cbc:ID>not this one</cbc:ID> -->
	<cbc:ID>${number}</cbc:ID>
	<cbc:Note>${note}</cbc:Note>
	<cac:AccountingSupplierParty><cac:Party><cac:PartyTaxScheme>
		<cbc:CompanyID>NL001234567B01</cbc:CompanyID>
	</cac:PartyTaxScheme></cac:Party></cac:AccountingSupplierParty>
</Invoice>`;

const PDF = Buffer.from('%PDF-1.7 Fäctuur');

export const invoices: CheckFile = {
	title: 'recipe of purchase invoices, twice in a row',
	async run({ n8n, server, simulator, credential, check }) {
		// A node makes data tables from n8n 2 on.
		if (n8n.version === OLD_N8N.n8n) return;
		const saved = await server.execution.addCredential(credential);
		const mailbox = await openMailbox(server);
		const workflow = readExample(INVOICES, '', saved);
		mailbox.takeMailOf(workflow);
		const path = startByWebhook(workflow, 'Mailbox', 'POST');
		const id = await server.execution.activate(workflow);
		let mails = 0;
		/** What one mail sends to Profit, and what the accounts department is told. */
		const receive = async (files: Record<string, string | Buffer>, faults: Fault[] = []) => {
			const told = mailbox.mails().length;
			const written = simulator.written(CONNECTOR).length;
			simulator.settings.faults = faults;
			const body = () => {
				const form = new FormData();
				Object.entries(files).forEach(([name, content], at) =>
					form.set(`attachment_${at}`, new Blob([content]), name),
				);
				return form;
			};
			const answer = await firstAnswer(
				async () => await fetch(`${server.url}/${path}`, { method: 'POST', body: body() }),
			);
			assert.equal(answer.status, 200);
			const execution = (await untilExecutions(server, id, ++mails)).at(-1)!;
			simulator.settings.faults = [];
			assert.equal(failureOf(execution), undefined);
			return {
				sent: simulator.written(CONNECTOR).slice(written),
				told: mailbox.mails().slice(told),
			};
		};
		const filesOf = (record: { fields: Record<string, unknown> }) => {
			const bytes = (name: string) => Buffer.from(String(record.fields[name]), 'base64').toString();
			const { FXml, FPdf } = record.fields;
			return { FXml, XML: bytes('XML'), FPdf, PDF: FPdf ? bytes('PDF') : undefined };
		};

		await check('UBL and its PDF go to Profit once, also when the mail comes again', async () => {
			const files = { 'Factuur 1.xml': ubl('2026-001'), 'scan.pdf': PDF, 'logo.png': 'png' };
			const { sent, told } = await receive(files);
			assert.deepEqual(told, []);
			assert.deepEqual(sent.map(filesOf), [
				{ FXml: 'Factuur 1.xml', XML: ubl('2026-001'), FPdf: 'scan.pdf', PDF: PDF.toString() },
			]);
			const again = await receive(files);
			const reminder = await receive({ 'herinnering.xml': ubl('2026-001', 'reminder') });
			assert.deepEqual([again.sent, reminder.sent], [[], []]);
		});

		await check('two invoices in a mail each go with their own PDF, or without one', async () => {
			const { sent } = await receive({
				'a.xml': ubl('2026-002'),
				'b.xml': ubl('2026-003'),
				'B.pdf': PDF,
				'b copy.xml': ubl('2026-003'),
			});
			assert.deepEqual(sent.map(({ fields }) => [fields.FXml, fields.FPdf]).sort(), [
				['a.xml', undefined],
				['b.xml', 'B.pdf'],
			]);
		});

		await check('what AFAS refuses is told and may come again', async () => {
			const files = { 'a.xml': ubl('2026-004') };
			const refused = await receive(files, [{ kind: 'functional500', method: 'POST' }]);
			assert.deepEqual(refused.sent, []);
			assert.equal(refused.told.length, 1);
			assert.match(refused.told[0], /It is not in Profit/);
			assert.equal((await receive(files)).sent.length, 1);
		});

		await check('what nobody knows is told and never sent again', async () => {
			const files = { 'a.xml': ubl('2026-005') };
			const lost = await receive(files, [
				{ kind: 'resetBeforeAnswer', method: 'POST', processed: true },
			]);
			assert.equal(lost.sent.length, 1);
			assert.equal(lost.told.length, 1);
			assert.match(lost.told[0], /It may be in Profit all the same/);
			assert.deepEqual((await receive(files)).sent, []);
		});

		await check('a mail without UBL is told', async () => {
			const { sent, told } = await receive({ 'factuur.pdf': PDF });
			assert.deepEqual(sent, []);
			assert.equal(told.length, 1);
		});
		await server.rest.deactivateWorkflow(id);
		mailbox.close();
	},
};
