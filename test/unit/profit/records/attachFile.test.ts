import { attachFile } from '../../../../nodes/Afas/profit/records/attachFile';
import { parseUpdateConnectorInfo } from '../../../../nodes/Afas/profit/metainfo/parseUpdate';
import { readRecord } from '../../../../nodes/Afas/profit/records/simpleRecord';
import { field } from './metainfo';

const FILE = {
	object: 'KnSubjectAttachment',
	nameField: 'FileName',
	dataField: 'FileStream',
	fileName: 'a.pdf',
	base64: 'QUJD',
};
/** A dossier item with these sub-objects for files. */
const infoWith = (...names: string[]) =>
	parseUpdateConnectorInfo({
		name: 'KnSubject',
		fields: [field('Ds'), field('PhotoFileStream')],
		objects: names.map((name) => ({ name, fields: [field('FileName'), field('FileStream')] })),
	});
const INFO = infoWith('KnSubjectAttachment');
const ROW = { FileName: 'a.pdf', FileStream: 'QUJD' };

describe('attachFile', () => {
	it('adds a row to a sub-object that is absent, one object, or a list, and leaves the record alone', () => {
		const other = { FileName: 'b' };
		expect(attachFile({ Ds: 'x' }, FILE, INFO)).toEqual({ Ds: 'x', KnSubjectAttachment: [ROW] });
		const record = { KnSubjectAttachment: other };
		expect(attachFile(record, FILE, INFO)).toEqual({ KnSubjectAttachment: [other, ROW] });
		expect(record).toEqual({ KnSubjectAttachment: other });
		expect(attachFile({ KnSubjectAttachment: [other] }, FILE, INFO)).toEqual({
			KnSubjectAttachment: [other, ROW],
		});
		expect(attachFile({ KnSubjectAttachment: null }, FILE, INFO)).toEqual({
			KnSubjectAttachment: [ROW],
		});
	});

	it('fills fields of the record itself when no sub-object is named', () => {
		expect(
			attachFile(
				{ BcCo: '1' },
				{ ...FILE, object: '', nameField: '', dataField: 'PhotoFileStream' },
				INFO,
			),
		).toEqual({ BcCo: '1', PhotoFileStream: 'QUJD' });
	});

	it('refuses a place that holds no rows', () => {
		expect(() => attachFile({ KnSubjectAttachment: 'x' }, FILE, INFO)).toThrow(
			/'KnSubjectAttachment'/,
		);
	});

	it('finds the only sub-object that takes files', () => {
		expect(attachFile({ Ds: 'x' }, { ...FILE, object: '' }, INFO)).toEqual({
			Ds: 'x',
			KnSubjectAttachment: [ROW],
		});
	});

	it('asks which one is meant where several take files, and leaves one that nobody takes to the checks', () => {
		const several = infoWith('KnSubjectAttachment', 'KnReactionAttachment');
		expect(() => attachFile({}, { ...FILE, object: '' }, several)).toThrow(
			/2 of its sub-objects have: KnSubjectAttachment, KnReactionAttachment/,
		);
		expect(attachFile({}, { ...FILE, object: '' }, infoWith())).toEqual(ROW);
	});
});

describe('readRecord', () => {
	it('reads an object or its JSON text, with long numbers exact', () => {
		expect(readRecord({ A: 1 }, 'Record')).toEqual({ A: 1 });
		expect(readRecord('{"A": "0012", "B": 12345678901234567890}', 'Record')).toEqual({
			A: '0012',
			B: '12345678901234567890',
		});
	});

	it.each([['[1]'], ['"x"'], ['null'], ['{'], [''], [[1]], [null], [new Date(0)]])(
		'refuses %j and names the parameter',
		(value) => {
			expect(() => readRecord(value, 'Record')).toThrow(/'Record'/);
		},
	);
});
