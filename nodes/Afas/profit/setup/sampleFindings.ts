import type { GetField } from '../metainfo/types';
import { formattedFields, replacedFields } from '../rows/spoiledFields';
import type { Row } from '../values/cell';
import { finding, type Finding } from './finding';

/** A good call takes less than one second (docs/afas.md 2.5). */
const SLOW_MS = 1000;

/** Some rows of a GetConnector and the duration of the call, or AFAS's message if it refused. */
export type Sample = { connector: string } & (
	| { fields: GetField[]; rows: Row[]; tookMs: number }
	| { refusal: string }
);

/** Finds problems in the rows of a GetConnector. Findings never hold values of rows, which may be personal data. */
export function sampleFindings(sample: Sample): Finding[] {
	const { connector } = sample;
	if ('refusal' in sample) {
		const message = `AFAS does not give rows of ${connector}: ${sample.refusal}`;
		return [finding('ROWS-REFUSED', { connector }, message)];
	}
	const { fields, rows, tookMs } = sample;
	return [
		...replacedFields(fields, rows).map((field) => {
			const message = `AFAS no longer has field ${field} of ${connector}: every row holds the same text.`;
			return finding('DATA-23', { connector, field }, message);
		}),
		...formattedFields(fields, rows).map((field) => {
			const message = `Field ${field} of ${connector} has a special format: it comes as text.`;
			return finding('DATA-26', { connector, field }, message);
		}),
		...(tookMs > SLOW_MS
			? [
					finding(
						'ROWS-SLOW',
						{ connector },
						`A call for ${rows.length} rows of ${connector} took ${Math.round(tookMs)} ms; AFAS advises less than ${SLOW_MS} ms.`,
					),
				]
			: []),
	];
}
