import { parseUpdateConnectorInfo } from '../../../../nodes/Afas/profit/metainfo/parseUpdate';
import { findingsError } from '../../../../nodes/Afas/profit/records/finding';
import {
	describeMissing,
	missingMandatory,
} from '../../../../nodes/Afas/profit/records/missingMandatory';
import { nearestNames } from '../../../../nodes/Afas/profit/records/nearestNames';
import { recordToElement } from '../../../../nodes/Afas/profit/records/recordToElement';
import { validateElement } from '../../../../nodes/Afas/profit/records/validateElement';
import type { WriteAction } from '../../../../nodes/Afas/profit/records/writeElement';
import { FB_SALES, field, KN_SALES_RELATION } from './metainfo';

function check(
	record: Record<string, unknown>,
	action: WriteAction = 'insert',
	info = FB_SALES,
): string[] {
	const { element } = recordToElement(record, info);
	return validateElement(element, info, action).map(({ path, message }) => `${path}: ${message}`);
}

describe('validateElement', () => {
	it('has nothing to say about a good record', () => {
		const record = {
			DbId: '00025',
			OrDa: '2026-03-01',
			AmFt: '1234567890123456789.0123456789',
			Days: '030',
			PrTp: '0',
			VaIt: 'art',
			Rm: 'x'.repeat(10_000),
			FbSalesLines: [{ ItCd: 'A1', QuUn: null }],
		};
		expect(check(record)).toEqual([]);
	});

	it('names everything at once, each with path, label and what to do', () => {
		const found = check({
			DbId: 'x'.repeat(17),
			OrDa: '03/01/2026',
			AmFt: '1.234,56',
			Days: 2.5,
			PrTp: 'misschien',
			VaIt: 'Kst',
			FbSalesLines: [{ ItCd: 'A1' }, { ItCd: 'A2' }, { ItCd: 'ABCDE', QuUn: 'five' }],
		});
		expect(found).toEqual([
			"OrDa (Orderdatum): '03/01/2026' is not a date or time that exists: write it as 2026-03-01, 2026-03-01T12:00:00 or 12:00:00",
			"DbId (Verkooprelatie): 'xxxxxxxxxxxxxxxxx' has 17 characters, AFAS takes 16",
			"AmFt (Vrachtkosten): '1.234,56' is not a number: write decimals with a dot, without thousands signs",
			"Days (Betaaltermijn): '2.5' is not a whole number",
			"PrTp (Proforma): 'misschien' is not true or false",
			"VaIt (Soort item): 'Kst' is not in the list: Wst (Werksoort), Art (Artikel)",
			"FbSalesLines[2].ItCd (Itemcode): 'ABCDE' has 5 characters, AFAS takes 4",
			"FbSalesLines[2].QuUn (Aantal): 'five' is not a number",
		]);
	});

	it.each([
		'2026-02-30',
		'2026-13-01',
		'24:00',
		'25:61',
		'12:60',
		'2026-03-01T24:00:00',
		'2026-02-29T10:00:00Z',
	])('refuses the date or time %s, which does not exist', (OrDa) => {
		expect(check({ OrDa })[0]).toContain('is not a date or time that exists');
	});

	it.each(['2026-02-28', '28-2-2026', '2026-03-01T10:00:00Z', '23:59', '00:00:00', '9:05'])(
		'takes the date or time %s',
		(OrDa) => {
			expect(check({ OrDa })).toEqual([]);
		},
	);

	it('refuses more decimals than metainfo allows, and takes as many as it likes where it allows none by name', () => {
		const info = parseUpdateConnectorInfo({
			name: 'X',
			fields: [
				field('Two', { dataType: 'decimal', decimals: 2 }),
				field('Any', { dataType: 'decimal', decimals: 0 }),
			],
		});
		expect(check({ Two: '1.2345', Any: '1.2345' }, 'insert', info)).toEqual([
			"Two: '1.2345' has 4 decimals, AFAS takes 2",
		]);
		expect(check({ Two: '1.500' }, 'insert', info)).toEqual([]);
		expect(check({ Two: 0.1 + 0.2 }, 'insert', info)[0]).toContain('17 decimals');
	});

	it('suggests the names that may be meant, without using them', () => {
		expect(check({ dbid: '1' })[0]).toContain('did you mean DbId?');
		expect(check({ FbSaleLines: [{}] })[0]).toContain('did you mean FbSalesLines?');
		expect(check({ Verkooprelatie: '1' })[0]).toContain('did you mean DbId?');
		expect(check({ ItCd: '1' })[0]).toContain('but of its sub-object FbSalesLines');
		expect(check({ Zzzzzz: '1' })).toEqual(['Zzzzzz: is not a field or sub-object of FbSales']);
		expect(check({ FbSalesLines: [{ Qu: 1 }] })).toEqual([
			'FbSalesLines[0].Qu: is not a field or sub-object of FbSalesLines',
		]);
	});

	it('wants the keys of the record on update and delete, not on insert', () => {
		expect(check({ DbId: '1' }, 'insert')).toEqual([]);
		for (const record of [{ DbId: '1' }, { OrNu: null }, { OrNu: '' }]) {
			expect(check(record, 'update')).toEqual([
				'OrNu (Nummer): is the key of the row to update: fill it in',
			]);
		}
		expect(check({ OrNu: 'SO1' }, 'update')).toEqual([]);
		expect(check({ '@Action': 'insert' }, 'update')).toEqual([]);
		expect(check({}, 'delete')[0]).toContain('row to delete');
	});

	it('wants the key of a row below only when the row says that it is an update or delete', () => {
		expect(check({ OrNu: '1', FbSalesLines: [{ QuUn: 1 }] }, 'update')).toEqual([]);
		expect(check({ FbSalesLines: [{ '@Action': 'delete' }] })).toEqual([
			'FbSalesLines[0].GuLi (GUID regel): is the key of the row to delete: fill it in',
		]);
	});

	it('lets MatchOga stand for the key of an organisation', () => {
		const organisation = { '@Action': 'update', Nm: 'X' };
		const record = (extra: object) => ({
			DbId: '1',
			KnOrganisation: { ...organisation, ...extra },
		});
		expect(check(record({}), 'update', KN_SALES_RELATION)).toEqual([
			'KnOrganisation.BcCo (Nummer): is the key of the row to update: fill it in',
		]);
		expect(check(record({ MatchOga: '3' }), 'update', KN_SALES_RELATION)).toEqual([]);
	});

	it('checks forced keys as the fields they are', () => {
		expect(
			check({ '@OrNu': 'x'.repeat(13), '@Nope': '1' }).map((line) => line.split(' ')[0]),
		).toEqual(['OrNu', 'Nope:']);
	});
});

describe('findingsError', () => {
	it('puts all findings into one message', () => {
		const findings = [
			{ path: 'FbSalesLines[2].QuUn', message: "'x' is not a number" },
			{ path: 'DbIdd', message: 'is not a field' },
		];
		const error = findingsError(findings, { judgedByAfas: true });
		expect(error.kind).toBe('input');
		expect(error.message).toBe(
			"Not sent, 2 values need a change. FbSalesLines[2].QuUn: 'x' is not a number; DbIdd: is not a field",
		);
		expect(error.details.description).toContain("'Validate'");
		// Where the option changes nothing, it is not named.
		expect(findingsError(findings).details.description).not.toContain('Validate');
	});
});

describe('missingMandatory', () => {
	it('lists mandatory fields without a value, in the rows that are given', () => {
		const { element } = recordToElement(
			{
				DbId: null,
				FbSalesLines: [{ ItCd: 'A' }, { QuUn: 0 }, { '@Action': 'delete', GuLi: 'G' }],
			},
			FB_SALES,
		);
		const missing = missingMandatory(element, FB_SALES);
		expect(describeMissing(missing)).toBe(
			'DbId (Verkooprelatie), FbSalesLines[0].QuUn (Aantal), FbSalesLines[1].ItCd (Itemcode)',
		);
	});
});

describe('nearestNames', () => {
	it('finds other letter case first, then one or two slips', () => {
		expect(nearestNames('qunu', ['QuUn', 'QuNu', 'Xyz'])).toEqual(['QuNu', 'QuUn']);
		expect(nearestNames('FbOrderSerialLine', ['FbOrderSerialLines', 'FbOrderBatchLines'])).toEqual([
			'FbOrderSerialLines',
		]);
		expect(nearestNames('Ds', ['Da', 'Xx'])).toEqual(['Da']);
	});
});
