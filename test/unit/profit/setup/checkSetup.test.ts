// Each code by a case of its own: one thing changes, and exactly that is found.
import { blueprintOf, type Blueprint } from '../../../../nodes/Afas/profit/setup/blueprint';
import { checkSetup } from '../../../../nodes/Afas/profit/setup/checkSetup';
import type { EnvironmentSetup } from '../../../../nodes/Afas/profit/setup/environmentSetup';
import { FINDING_CODES, type FindingCode } from '../../../../nodes/Afas/profit/setup/finding';
import { readBlueprint } from '../../../../nodes/Afas/profit/setup/readBlueprint';
import type { Sample } from '../../../../nodes/Afas/profit/setup/sampleFindings';
import { getField, LANGUAGES, NOW, parts, setupOf, updateField, type Parts } from './environment';

interface Case {
	code: FindingCode;
	level: 'error' | 'warning' | 'info';
	connector: string | null;
	field: string | null;
	/** What changes in the environment after the blueprint was made. */
	change?: (parts: Parts, language: 'nl' | 'en') => void;
	changeSetup?: (setup: EnvironmentSetup) => void;
	/** What already was as it is, and is against AFAS's rules. */
	always?: (parts: Parts, language: 'nl' | 'en') => void;
	sample?: (language: 'nl' | 'en') => Sample;
}

const words = (language: 'nl' | 'en', nl: string, en: string) => (language === 'nl' ? nl : en);

const sampleOf = (values: Record<string, string>, tookMs = 200): Sample => ({
	connector: 'MyApp_Debtors',
	fields: parts('nl').debtors.fields,
	rows: [
		{ DebtorId: '10', DebtorName: 'Jansen', CreditLimit: 1.5, CreateDate: '2026-01-31T00:00:00Z' },
		{ DebtorId: '11', DebtorName: 'Bakker', CreditLimit: null, CreateDate: null },
	].map((row) => ({ ...row, ...values })),
	tookMs,
});

const CASES: Case[] = [
	{
		code: 'CONNECTOR-MISSING',
		level: 'error',
		connector: 'MyApp_Orders',
		field: null,
		changeSetup: (setup) => {
			setup.environment.getConnectors.pop();
			setup.getConnectors.pop();
		},
	},
	{
		code: 'CONNECTOR-NEW',
		level: 'info',
		connector: 'MyApp_Items',
		field: null,
		change: ({ more }) => {
			more.MyApp_Items = [getField('ItemCode', 'Item')];
		},
	},
	{
		code: 'CONNECTOR-REFUSED',
		level: 'error',
		connector: 'MyApp_Orders',
		field: null,
		changeSetup: (setup) => {
			setup.getConnectors[1] = {
				id: 'MyApp_Orders',
				description: '',
				refusal: 'Niet geautoriseerd',
			};
		},
	},
	{
		code: 'FIELD-MISSING',
		level: 'error',
		connector: 'MyApp_Debtors',
		field: 'DebtorName',
		change: ({ debtors }) => {
			debtors.fields.splice(1, 1);
		},
	},
	{
		code: 'FIELD-NEW',
		level: 'info',
		connector: 'MyApp_Debtors',
		field: 'City',
		change: ({ debtors }) => {
			debtors.fields.unshift(getField('City', 'Plaats'));
		},
	},
	{
		code: 'FIELD-TYPE',
		level: 'error',
		connector: 'MyApp_Debtors',
		field: 'CreateDate',
		change: ({ debtors }) => {
			Object.assign(debtors.fields[3], { dataType: 'string', length: 40 });
		},
	},
	{
		code: 'FIELD-LENGTH',
		level: 'warning',
		connector: 'FbSales',
		field: 'FbSalesLines.ItCd',
		change: ({ sales }) => {
			sales.objects[0].fields[0].length = 15;
		},
	},
	{
		code: 'FIELD-MANDATORY',
		level: 'error',
		connector: 'FbSales',
		field: 'FbSalesLines.Qu2',
		change: ({ sales }) => {
			sales.objects[0].fields.push(updateField('Qu2', 'Nieuw', { mandatory: true }));
		},
	},
	{
		code: 'VALUES-CHANGED',
		level: 'warning',
		connector: 'FbSales',
		field: 'Prio',
		change: ({ sales }) => {
			sales.fields[2].values?.pop();
		},
	},
	{
		code: 'ROWS-REFUSED',
		level: 'warning',
		connector: 'MyApp_Debtors',
		field: null,
		sample: () => ({ connector: 'MyApp_Debtors', refusal: 'Deze GetConnector is geblokkeerd' }),
	},
	{
		code: 'ROWS-SLOW',
		level: 'warning',
		connector: 'MyApp_Debtors',
		field: null,
		sample: () => sampleOf({}, 1001),
	},
	{
		code: 'TOKEN-EXPIRES',
		level: 'warning',
		connector: null,
		field: null,
		change: ({ info }) => {
			info.tokenExpiry = '2026-12-28T00:00:00Z';
		},
	},
	{
		code: 'STRUCT-27',
		level: 'error',
		connector: 'MyApp_afas_Items',
		field: null,
		always: ({ more }) => {
			more.MyApp_afas_Items = [getField('ItemCode', 'Item')];
		},
	},
	{
		code: 'STRUCT-29',
		level: 'error',
		connector: 'MyApp_Debtors',
		field: 'Org.Name',
		always: ({ debtors }) => {
			debtors.fields.push(getField('Org.Name', 'Naam'));
		},
	},
	{
		code: 'DATA-20',
		level: 'warning',
		connector: 'MyApp_Contracts',
		field: null,
		always: ({ more }, language) => {
			more.MyApp_Salaries = [getField('EmpNo', words(language, 'Dienstverband', 'Employment'))];
			more.MyApp_Contracts = [
				getField(
					'SeqNo',
					words(language, 'Volgnummer dienstverband', 'Employment sequence number'),
				),
			];
		},
	},
	{
		code: 'DATA-23',
		level: 'error',
		connector: 'MyApp_Debtors',
		field: 'DebtorName',
		sample: (language) => sampleOf({ DebtorName: words(language, '(vervangen)', '(replaced)') }),
	},
	{
		code: 'DATA-24',
		level: 'warning',
		connector: 'MyApp_Debtors',
		field: 'U0123456789ABCDEF0123456789abcdef',
		always: ({ debtors }) => {
			debtors.fields.push(getField('U0123456789ABCDEF0123456789abcdef', 'Schoenmaat'));
		},
	},
	{
		code: 'DATA-26',
		level: 'warning',
		connector: 'MyApp_Debtors',
		field: 'CreateDate',
		sample: () => sampleOf({ CreateDate: '31-01-2026' }),
	},
	{
		code: 'PERF-30',
		level: 'error',
		connector: 'MyApp_Ledger',
		field: null,
		always: ({ more }, language) => {
			more.MyApp_Ledger = [
				getField('A', words(language, 'Nummer journaalpost', 'Journal entry number')),
				getField('B', words(language, 'Bedrag debet', 'Amount debit'), { dataType: 'decimal' }),
				getField('C', words(language, 'Bedrag credit', 'Amount credit'), { dataType: 'decimal' }),
			];
		},
	},
	{
		code: 'PERF-31',
		level: 'error',
		connector: 'MyApp_Hours',
		field: null,
		always: ({ more }, language) => {
			more.MyApp_Hours = [
				getField('A', words(language, 'Medewerker', 'Employee')),
				getField('ProjectId', 'Projectnummer'),
				getField('B', words(language, 'Aantal eenheden', 'Number of units'), {
					dataType: 'decimal',
				}),
			];
		},
	},
	{
		code: 'AUT-19',
		level: 'warning',
		connector: 'MyApp_Debtors',
		field: 'Birthday',
		always: ({ debtors }, language) => {
			debtors.fields.push(getField('Birthday', words(language, 'Geboortedatum', 'Date of birth')));
		},
	},
];

/** Blueprints are kept as JSON. */
const kept = (blueprint: Blueprint) => readBlueprint(JSON.stringify(blueprint));

function run(language: 'nl' | 'en', { always, change, changeSetup, sample }: Partial<Case>) {
	const before = parts(language);
	always?.(before, language);
	const blueprint = kept(blueprintOf(setupOf(before)));
	const after = parts(language);
	always?.(after, language);
	change?.(after, language);
	const setup = setupOf(after);
	changeSetup?.(setup);
	return checkSetup(setup, blueprint, sample ? [sample(language)] : [], NOW);
}

describe.each(LANGUAGES)('with metainfo in %s', (language) => {
	it.each(CASES)('$code is found, and nothing else', ({ code, level, connector, field, ...is }) => {
		expect(run(language, is)).toEqual([expect.objectContaining({ code, level, connector, field })]);
	});

	it('nothing is found where nothing changed, also against a blueprint in the other language', () => {
		const sample = () => sampleOf({});
		expect(run(language, { sample })).toEqual([]);
		for (const other of LANGUAGES) {
			const blueprint = kept(blueprintOf(setupOf(parts(other))));
			expect(checkSetup(setupOf(parts(language)), blueprint, [], NOW)).toEqual([]);
		}
	});

	it('rule 9: no value of a sample is in any finding', () => {
		const personal = 'Jansen-0612345678';
		const sample = (): Sample => ({
			connector: 'MyApp_Debtors',
			fields: parts(language).debtors.fields,
			rows: [
				{
					DebtorId: personal,
					DebtorName: '(vervangen)',
					CreditLimit: personal,
					CreateDate: personal,
				},
			],
			tookMs: 5000,
		});
		const findings = run(language, { sample });
		expect(findings.map(({ code }) => code)).toEqual([
			'DATA-23',
			'ROWS-SLOW',
			'DATA-26',
			'DATA-26',
		]);
		expect(JSON.stringify(findings)).not.toContain(personal);
	});
});

it('every code has a case, an advice and a link to its own place', () => {
	const codes = FINDING_CODES.filter((code) => code !== 'NOT-CHECKED');
	expect(CASES.map(({ code }) => code)).toEqual(codes);
	for (const one of CASES) {
		const [{ advice, link }] = run('nl', one);
		expect(advice).toMatch(/\.$/);
		expect(link).toMatch(new RegExp(`^https://.+#${one.code}$`, 'i'));
	}
});

describe('what changed in a field', () => {
	it('of a sub-object is named by its path', () => {
		const findings = run('nl', {
			change: ({ sales }) => {
				sales.objects[0].objects.push({
					name: 'FbLineText',
					fields: [updateField('Tx', 'Tekst', { mandatory: true })],
					objects: [],
				});
				sales.objects[0].fields.pop();
			},
		});
		expect(findings.map(({ code, field }) => [code, field])).toEqual([
			['FIELD-MISSING', 'FbSalesLines.QuUn'],
			// Mandatory only for who writes the new sub-object.
			['FIELD-NEW', 'FbSalesLines.FbLineText'],
		]);
	});

	it('is found once where a type brings another length', () => {
		const findings = run('nl', {
			change: ({ debtors }) => {
				Object.assign(debtors.fields[2], { dataType: 'string', length: 30, decimals: null });
			},
		});
		expect(findings.map(({ code }) => code)).toEqual(['FIELD-TYPE']);
	});

	it.each([
		['a key that is none any more', { primaryKey: false }, ['FIELD-TYPE']],
		['other decimals of a decimal of the same type', { length: 13 }, ['FIELD-LENGTH']],
		['a length that AFAS does not tell', { length: null }, []],
	] as const)('%s', (_what, change, codes) => {
		const findings = run('nl', {
			change: ({ sales }) => void Object.assign(sales.fields[0], change),
		});
		expect(findings.map(({ code }) => code)).toEqual(codes);
	});

	it('that is mandatory no more, or whose codes are described in other words, is nothing', () => {
		const findings = run('nl', {
			change: ({ sales }) => {
				sales.fields[1].mandatory = false;
				sales.fields[2].values = [
					{ id: '2', description: 'Urgent' },
					{ id: '1', description: 'Kan wachten' },
				];
			},
		});
		expect(findings).toEqual([]);
	});

	it('a name in another letter case is missing for expressions, and not new', () => {
		const findings = run('nl', {
			change: ({ debtors }) => {
				debtors.fields[1].id = 'debtorname';
			},
		});
		expect(findings).toEqual([
			expect.objectContaining({ code: 'FIELD-MISSING', field: 'DebtorName' }),
		]);
		expect(findings[0].message).toContain('debtorname');
	});

	it('names that differ in letter case only are paired with their own', () => {
		const both = ({ debtors }: Parts) => {
			debtors.fields.push(getField('Name', 'Naam'), getField('NAME', 'Naam', { dataType: 'int' }));
		};
		expect(run('nl', { always: both })).toEqual([]);
	});

	it('the ID of a connector in another letter case is the same connector', () => {
		expect(
			run('nl', {
				change: ({ orders }) => {
					orders.name = 'MYAPP_ORDERS';
				},
			}),
		).toEqual([]);
	});

	it('names that JavaScript knows are names', () => {
		const odd = ({ debtors }: Parts) => {
			for (const id of ['__proto__', 'constructor', 'toString']) {
				debtors.fields.push(getField(id, id));
			}
		};
		expect(run('nl', { always: odd })).toEqual([]);
		expect(run('nl', { change: odd }).map(({ code, field }) => [code, field])).toEqual([
			['FIELD-NEW', 'constructor'],
			['FIELD-NEW', 'toString'],
		]);
	});
});

describe('connectors that the user chose', () => {
	it('are the only ones that are missed', () => {
		const blueprint = kept(blueprintOf(setupOf(parts('nl'))));
		const empty: EnvironmentSetup = {
			environment: { getConnectors: [], updateConnectors: [], info: {} },
			chosen: ['myapp_debtors', 'MyApp_Unknown'],
			getConnectors: [],
			updateConnectors: [],
		};
		expect(
			checkSetup(empty, blueprint, [], NOW).map(({ code, connector }) => [code, connector]),
		).toEqual([
			['CONNECTOR-MISSING', 'MyApp_Debtors'],
			['CONNECTOR-MISSING', 'MyApp_Unknown'],
		]);
	});

	it('without a blueprint, nothing is new', () => {
		expect(checkSetup(setupOf(parts('nl')), undefined, [], NOW)).toEqual([]);
	});
});

describe('the expiry of the token', () => {
	it.each([
		['2026-12-29T00:00:00Z', ['TOKEN-EXPIRES']],
		['2026-12-30T00:00:00Z', []],
		['2026-11-01T00:00:00Z', ['TOKEN-EXPIRES']],
		['0', []],
		[0, []],
		['', []],
		[null, []],
		['0001-01-01T00:00:00Z', []],
		['soon', []],
	])('%j gives %j', (tokenExpiry, codes) => {
		const findings = run('nl', {
			change: ({ info }) => {
				info.tokenExpiry = tokenExpiry;
			},
		});
		expect(findings.map(({ code }) => code)).toEqual(codes);
	});

	it('does not count days, so that the text stays the same from night to night', () => {
		const at = (now: number) => {
			const setup = setupOf(parts('nl'));
			setup.environment.info.tokenExpiry = '2026-12-10T00:00:00Z';
			return checkSetup(setup, undefined, [], now);
		};
		expect(at(NOW)).toEqual(at(NOW + 86_400_000));
	});
});
