import { refusalInside } from '../../../../nodes/Afas/profit/answers/refusalInside';

const inside = (body: string, headers = {}) => refusalInside({ status: 200, headers, body });

// docs/afas.md 2.7 and 7.1.
describe('a refusal in an answer with status 200', () => {
	it.each([
		['{"externalMessage":"Nee","errorNumber":1,"profitLogReference":"ABC"}', 'Nee'],
		['{"error":{"code":"","message":"De kolom bestaat niet."}}', 'De kolom bestaat niet.'],
		['{"error":{"code":{"example":"x"},"message":{"example":"Onderhoud"}}}', 'Onderhoud'],
		['{"value":[{"A":1}],"error":{"message":"Afgebroken"}}', 'Afgebroken'],
	])('is found: %s', (body, message) => {
		expect(inside(body)?.message).toBe(message);
		expect(refusalInside({ status: 200, headers: {}, body: Buffer.from(body) })?.message).toBe(
			message,
		);
	});

	it.each([
		'',
		'{"results":{"KnSubject":{"SbId":"1"}}}',
		'{"rows":[{"error":{"message":"a row"},"externalMessage":"too"}]}',
		'{"externalMessage":"","error":null}',
		'{"error":{"message":"cut off',
		'{"error":"text"}',
		'[{"error":{"message":"x"}}]',
		`{"error":{"message":"x"},"rows":"${'x'.repeat(200_000)}"}`,
	])('is not seen in %.60s', (body) => {
		expect(inside(body)).toBeUndefined();
	});

	it('keeps what leads to it in the logs of AFAS', () => {
		const body = '{"externalMessage":"Nee","profitLogReference":"ABC"}';
		expect(inside(body, { 'x-trace-identifier': 'ab-12' })?.details).toMatchObject({
			profitLogReference: 'ABC',
			traceIdentifier: 'ab-12',
		});
	});
});
