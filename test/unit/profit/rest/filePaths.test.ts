import {
	attachmentPath,
	filePath,
	imagePath,
	reportPath,
} from '../../../../nodes/Afas/profit/rest/filePaths';

describe('paths of files', () => {
	it('are as AFAS documents them', () => {
		expect(attachmentPath(' 635451', '7CEEE0F5')).toBe('/subjectconnector/635451/7CEEE0F5');
		expect(filePath('7CEEE0F5', 'a b_1.png')).toBe('/fileconnector/7CEEE0F5/a%20b_5F1.png');
		expect(imagePath('A1', 'original')).toBe('/imageconnector/A1?format=0');
		expect(imagePath('A1', 'thumbnail')).toBe('/imageconnector/A1?format=1');
		expect(imagePath('A1', 'medium')).toBe('/imageconnector/A1?format=2');
		expect(reportPath('CF761B2F', [])).toBe('/reportconnector/CF761B2F');
		expect(
			reportPath('CF761B2F', [
				[
					{ field: 'U001', operator: 'equal', value: '25 000' },
					{ field: 'U002', operator: 'greater', value: '2026-01-31' },
				],
			]),
		).toBe(
			'/reportconnector/CF761B2F?filterfieldids=U001,U002&filtervalues=25%20000,2026-01-31&operatortypes=1,4',
		);
	});

	it.each(['', '  ', '..', '../connectors/X', 'a/b', 'a%2fb', 'a?b', 'a\\b', 'a b'])(
		'lead nowhere else for the ID %j',
		(id) => {
			for (const path of [
				() => attachmentPath(id, 'A'),
				() => attachmentPath('1', id),
				() => filePath(id, 'a.pdf'),
				() => imagePath(id, 'medium'),
				() => reportPath(id, []),
			]) {
				expect(path).toThrow(expect.objectContaining({ kind: 'input' }));
			}
		},
	);

	it.each(['', '.', '..', ' '])('need a file name, not %j', (name) => {
		expect(() => filePath('A', name)).toThrow(/'File Name' is/);
	});

	it('refuse a filter that AFAS would answer with a 404', () => {
		const value = 'x'.repeat(2100);
		expect(() => reportPath('A', [[{ field: 'U001', operator: 'equal', value }]])).toThrow(
			/AFAS takes 2049/,
		);
	});
});
