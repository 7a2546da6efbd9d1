import { fields, type Cell, type FieldShort } from '../data/fields.mts';
import { Table } from '../data/table.mts';
import { seededRandom } from '../../support/random.ts';
import { once, type GetConnector } from './connector.mts';
import { LATEST } from './relations.mts';
import { NASTY_TEXTS, padded } from './texts.mts';

const WIDE_TYPES = ['string', 'int', 'decimal', 'boolean', 'date'] as const;

/** 120 fields: a key, a blob, a field that AFAS does not know any more, and 117 of all types. */
function wide(seed: number): Table {
	const random = seededRandom(seed + 6);
	const list: FieldShort[] = [
		['CompanyNr', 'int', 'Bedrijf', 'Company'],
		['Remark', 'blob', 'Opmerking', 'Remark'],
		['OldField', 'string', 'Vervallen veld', 'Old field', 20],
	];
	while (list.length < 120) {
		const at = list.length;
		list.push([
			`Free_field_${padded(at, 3)}`,
			WIDE_TYPES[at % WIDE_TYPES.length],
			`Vrij veld ${at}`,
			`Free field ${at}`,
		]);
	}
	const value = (type: FieldShort[1]): Cell => {
		if (random.next() < 0.15) return null;
		if (type === 'int') return random.whole(-99999, 99999);
		if (type === 'decimal') return random.whole(-9_999_999, 9_999_999) / 100;
		if (type === 'boolean') return random.next() < 0.5;
		if (type === 'date') return LATEST - random.whole(0, 1e11);
		return random.next() < 0.2 ? random.pick(NASTY_TEXTS) : `waarde ${random.whole(1, 999)}`;
	};
	const rows: Cell[][] = [];
	for (let at = 0; at < 400; at++) {
		rows.push(
			list.map(([, type], field) => {
				if (field === 0) return at + 1;
				if (field === 1)
					return random.next() < 0.5 ? null : `${random.pick(NASTY_TEXTS)}\n`.repeat(9);
				if (field === 2) return '(replaced)';
				return value(type);
			}),
		);
	}
	return new Table(fields(list), [['CompanyNr']], rows);
}

/** Field names that do harm where names become object keys, XML elements or parts of a URL. */
function oddNames(): Table {
	const rows = NASTY_TEXTS.map((text, at): Cell[] => [
		`${padded(at, 3)} ${text}`,
		text,
		at % 4 === 0 ? null : text.toUpperCase(),
		at,
		at % 2 === 0,
		at % 5 === 0 ? null : at / 8,
		NASTY_TEXTS[(at * 7) % NASTY_TEXTS.length],
	]);
	return new Table(
		fields([
			['Key', 'string', 'Sleutel', 'Key'],
			['Text with spaces', 'string', 'Tekst, met <b>opmaak</b>', 'Text, with <b>markup</b>'],
			['Org.Name', 'string', 'Naam "met" punt', 'Name "with" a period'],
			['__proto__', 'int', '__proto__', '__proto__'],
			['constructor', 'boolean', 'constructor', 'constructor'],
			['Prijs_€', 'decimal', 'Prijs in €', 'Price in €', 16, 3],
			['toString', 'string', 'toString', 'toString'],
		]),
		[['Key']],
		rows,
	);
}

/** Decimals with more digits than a JavaScript number holds. */
function ledger(): Table {
	const amounts = [
		'1234567890123456.0123456789',
		'-1234567890123456.0123456789',
		'9999999999999999.9999999999',
		'9999999999999999.9999999998',
		'0.0000000001',
		'-0.0000000001',
		'9007199254740993',
		'0.1',
	];
	const rows = amounts.map((amount, at): Cell[] => [
		at + 1,
		padded(at * 100, 6),
		amount,
		at % 3 === 0 ? null : at / 3,
		LATEST + at,
	]);
	return new Table(
		fields([
			['SeqNo', 'int', 'Volgnummer', 'Sequence number'],
			['AccountNo', 'string', 'Rekening', 'Account', 16],
			['AmtBalance', 'decimal', 'Saldo', 'Balance', 26, 10],
			['AmtThird', 'decimal', 'Derde deel', 'Third', 26, 10],
			['EntryDate', 'date', 'Boekdatum', 'Entry date'],
		]),
		[['SeqNo']],
		rows,
	);
}

const small = (count: number) =>
	new Table(
		fields([
			['Id', 'int', 'Nummer', 'Number'],
			['Description', 'string', 'Omschrijving', 'Description', 80],
			['ModifiedDate', 'date', 'Gewijzigd op', 'Modified on'],
		]),
		[['Id']],
		Array.from({ length: count }, (_, at) => [at + 1, `Regel ${at + 1}`, LATEST + at * 1000]),
	);

/** GetConnectors that are there for one trap each. */
export function specialConnectors(seed: number): GetConnector[] {
	return [
		{
			id: 'Sim_Wide',
			description: { nl: 'Breed: 120 velden', en: 'Wide: 120 fields' },
			rows: once(() => wide(seed)),
		},
		{
			id: 'Sim_Odd_Names',
			description: { nl: 'Vreemde <veldnamen>', en: 'Odd <field names>' },
			rows: once(oddNames),
		},
		{
			id: 'Sim_Ledger',
			description: { nl: 'Grootboek met lange getallen', en: 'Ledger with long numbers' },
			rows: once(ledger),
		},
		{
			id: 'Sim_Empty',
			description: { nl: 'Zonder rijen', en: 'Without rows' },
			rows: once(() => small(0)),
		},
		{
			id: 'Sim_Blocked',
			description: { nl: 'Geblokkeerd door AFAS', en: 'Blocked by AFAS' },
			rows: once(() => small(10)),
		},
		{
			id: 'Sim_Restricted',
			description: { nl: 'Niet voor deze app', en: 'Not for this app' },
			rows: once(() => small(10)),
		},
	];
}
