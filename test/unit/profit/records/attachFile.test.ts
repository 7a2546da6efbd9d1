import { attachFile } from '../../../../nodes/Afas/profit/records/attachFile';
import { readRecord } from '../../../../nodes/Afas/profit/records/simpleRecord';

const FILE = {
	object: 'KnSubjectAttachment',
	nameField: 'FileName',
	dataField: 'FileStream',
	fileName: 'a.pdf',
	base64: 'QUJD',
};
const ROW = { FileName: 'a.pdf', FileStream: 'QUJD' };

describe('attachFile', () => {
	it('adds a row to a sub-object that is absent, one object, or a list, and leaves the record alone', () => {
		const other = { FileName: 'b' };
		expect(attachFile({ Ds: 'x' }, FILE)).toEqual({ Ds: 'x', KnSubjectAttachment: [ROW] });
		const record = { KnSubjectAttachment: other };
		expect(attachFile(record, FILE)).toEqual({ KnSubjectAttachment: [other, ROW] });
		expect(record).toEqual({ KnSubjectAttachment: other });
		expect(attachFile({ KnSubjectAttachment: [other] }, FILE)).toEqual({
			KnSubjectAttachment: [other, ROW],
		});
		expect(attachFile({ KnSubjectAttachment: null }, FILE)).toEqual({ KnSubjectAttachment: [ROW] });
	});

	it('fills fields of the record itself when no sub-object is named', () => {
		expect(
			attachFile(
				{ BcCo: '1' },
				{ ...FILE, object: '', nameField: '', dataField: 'PhotoFileStream' },
			),
		).toEqual({ BcCo: '1', PhotoFileStream: 'QUJD' });
	});

	it('refuses a place that holds no rows, and a missing data field', () => {
		expect(() => attachFile({ KnSubjectAttachment: 'x' }, FILE)).toThrow(/'KnSubjectAttachment'/);
		expect(() => attachFile({}, { ...FILE, dataField: '' })).toThrow(/'File Content Field'/);
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
