import { blueprintOf } from '../../../../nodes/Afas/profit/setup/blueprint';
import { checkSetup } from '../../../../nodes/Afas/profit/setup/checkSetup';
import { setupReport } from '../../../../nodes/Afas/profit/setup/report';
import { getField, NOW, parts, setupOf } from './environment';

const CHECKED = {
	environmentId: 'O12345AA',
	appConnector: 'MyApp',
	getConnectors: 2,
	updateConnectors: 1,
};

const AUDITOR = 'https://docs.afas.help/profit/nl/app-connector-auditor-partner';
const OWN = 'https://github.com/n8n-nodes-afas/n8n-nodes-afas/blob/main/docs/check-setup.md';

// Written by hand from the rules: what an administrator did to this environment, and what a partner must read.
const GOLDEN = `# Setup of AFAS Profit O12345AA

App connector MyApp: 2 GetConnectors and 1 UpdateConnector checked.

**2 errors, 2 warnings, 1 remark**

## Errors

| Connector | Field | Code | What was found | What to do |
|---|---|---|---|---|
| FbSales | DbId | [FIELD-MISSING](${OWN}#field-missing) | Field DbId of FbSales no longer exists. | Put the field back in Profit, or change the workflows that use it. |
| MyApp_Debtors | Org.Name | [STRUCT-29](${AUDITOR}#STRUCT-29) | Field Org.Name of MyApp_Debtors has a period in its name. | Rename the field in the GetConnector, without a period. |

## Warnings

| Connector | Field | Code | What was found | What to do |
|---|---|---|---|---|
|  |  | [TOKEN-EXPIRES](${OWN}#token-expires) | The token of the app connector expires on 2026-12-10. | Make a new token or client secret in Profit, and put it into the credential in time. |
| FbSales | Prio | [VALUES-CHANGED](${OWN}#values-changed) | The code table of field Prio of FbSales no longer has 1, and now has 3. | Check that the workflows write only codes that still exist. |

## Good to know

| Connector | Field | Code | What was found | What to do |
|---|---|---|---|---|
| MyApp_Debtors | Org.Name | [FIELD-NEW](${OWN}#field-new) | Field Org.Name of MyApp_Debtors is new. | If it belongs there, make a new blueprint. |

## Not checked

These are not visible from outside: joins, nesting, indexes, aggregation, subselects, fixed filters and authorisation (DATA-21, DATA-25, PERF-32 to 37, PERF-45, PERF-46, PERF-52, FILT-47, FILT-48, AUT-16, AUT-17). Private and employment fields are recognised by their Dutch and English names only. Run the Auditor in Profit for these: Actions, on the app connector.
`;

function changed() {
	const now = parts('nl');
	now.info.tokenExpiry = '2026-12-10T00:00:00Z';
	now.debtors.fields.push(getField('Org.Name', 'Naam'));
	now.sales.fields.splice(1, 1);
	now.sales.fields[1].values = [
		{ id: '2', description: 'Hoog' },
		{ id: '3', description: 'Nu' },
	];
	return checkSetup(setupOf(now), blueprintOf(setupOf(parts('nl'))), [], NOW);
}

it('reads as it was written by hand', () => {
	const { markdown, findings, ...counts } = setupReport(CHECKED, changed(), true);
	expect(markdown).toBe(GOLDEN);
	expect(counts).toEqual({ ok: false, errors: 2, warnings: 2, infos: 2 });
	expect(findings.map(({ code }) => code)).toEqual([
		'FIELD-MISSING',
		'STRUCT-29',
		'TOKEN-EXPIRES',
		'VALUES-CHANGED',
		'FIELD-NEW',
		'NOT-CHECKED',
	]);
});

it('says that nothing was found, and what was not looked at', () => {
	const { ok, infos, markdown, findings } = setupReport(CHECKED, [], false);
	expect({ ok, infos }).toEqual({ ok: true, infos: 1 });
	expect(findings).toEqual([
		expect.objectContaining({ code: 'NOT-CHECKED', level: 'info', connector: null, field: null }),
	]);
	expect(markdown).toContain('**Nothing was found.**');
	expect(markdown).toContain('No rows were read');
});

it('shows text from Profit as text, never as a link, an image, HTML or a row of its own', () => {
	const setup = setupOf(parts('nl'));
	setup.getConnectors[0] = {
		id: 'A|B',
		description: '',
		refusal: 'x\n| a ![p](https://x.example/p.png) <img src=x> [l](https://x.example)',
	};
	const { markdown } = setupReport(CHECKED, checkSetup(setup, undefined, [], NOW), true);
	const rows = markdown.split('\n').filter((line) => line.includes('CONNECTOR-REFUSED'));
	expect(rows).toHaveLength(1);
	expect(rows[0]).toContain('A\\|B');
	expect(rows[0]).not.toMatch(/[^\\]\[[pl]/);
	expect(rows[0]).not.toContain('<img');
});
