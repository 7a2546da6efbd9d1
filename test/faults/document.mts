import type { Result } from './combination.mts';
import type { Outcome } from './expectations.mts';
import { FAULT_CASES } from './faultCases.mts';
import { LOGIN_WORKS } from './loginWorks.mts';
import { READ_WORKS } from './readWorks.mts';
import { TEXT_WORKS } from './suite.mts';
import type { Work } from './work.mts';
import { WRITE_WORKS } from './writeWorks.mts';

/** What a cell says of an outcome, by what the struck call does. */
const CELLS: Record<Work['strikes'], Partial<Record<Outcome, string>>> = {
	read: {
		complete: 'complete',
		again: 'tried again, complete',
		smaller: 'asked for in smaller parts, complete',
		stops: 'stops',
		givesUp: 'tried again, then stops',
	},
	write: {
		complete: 'written',
		again: 'sent again, written',
		divided: 'sent in parts, written',
		stops: 'stops, nothing written',
		givesUp: 'sent again, then stops, nothing written',
		lookFirst: 'not sent again: look in Profit first',
	},
	before: {
		complete: 'written',
		again: 'tried again, written',
		stops: 'stops, nothing sent',
		givesUp: 'tried again, then stops, nothing sent',
	},
};

const TABLES: Array<[title: string, works: Work[]]> = [
	['Reading', READ_WORKS],
	['Writing', WRITE_WORKS],
	['OAuth', LOGIN_WORKS],
];

const INTRODUCTION = `# When something goes wrong

Networks fail, and AFAS fails in its own ways. These tables show what this node does then. Every case was tested: \`npm run faults\` makes
each of these things go wrong in a simulated Profit, with every kind of work, and compares the outcome with the expected
outcome. \`npm run faults -- --write\` writes this page.

In short:

- **Reading**: a temporary fault is retried. You get everything or an error, never a part that looks complete.
- **Writing**: nothing is sent twice unless AFAS certainly did not process it. If it cannot be known, the error tells you to look in Profit first.
- **Several items**: with *On Error: Continue* the good ones are not affected.

The words in the tables:

- **complete**: everything is there, each row and each byte once.
- **tried again**: reads only, after a temporary fault: once or twice, a second or two apart (rows as often as the option
  *Retries* says). Never after a timeout, because AFAS continues working for up to 15 minutes. With OAuth also once with a
  new access token, if AFAS revoked the old one.
- **sent again**: a write that AFAS certainly did not carry out, because no connection could be made or AFAS said so itself. A record that
  somebody else has in use is sent again as often as the option *Retries When Locked* says (once in these tables; without the option, never).
- **not sent again: look in Profit first**: nobody can tell from outside whether AFAS carried it out. The error says so. In a run with
  several items it also says which of them are written, perhaps written and not sent.
- **nothing sent**: the error occurred while the node was still reading what it needs for the write.

With *On Error: Continue* every other item is complete, including those of a batch of which AFAS rejected only some. If a long read stops, the rows that were
read before are kept, in order; the error tells how many and which was the last. A poll that stops loses nothing: the next one returns the rows.

Where REST and SOAP differ, the cell says so. *AFAS's words* means that the error shows AFAS's own message. AFAS answers a Delete over
REST with nothing at all, so there is nothing of it to be cut off.`;

const LARGE = `## Large answers

An answer is read up to 100 MB, a file over REST up to 200 MB, and no further. By itself n8n would read it to its end: 300 MB took 630 MB of
memory over REST, and ended the process over SOAP. Refusing them took at most 120 MB. Rows are then asked for in smaller pages, until they fit;
anything else stops, and the error says how to ask for less.

An answer that stops coming for longer than the *Timeout (Seconds)* is given up, wherever it stops. One that keeps coming, however slowly, is not.`;

/** The page about everything that goes wrong, from results of all combinations. */
export function document(results: Result[]): string {
	return [
		INTRODUCTION,
		...TABLES.map(([title, works]) => table(title, works, results)),
		texts(results),
		messages(results),
		LARGE,
		`## What was tried\n\n${counts(results)}`,
		'',
	].join('\n\n');
}

/** Whether all is well, in numbers. */
export function counts(results: Result[]): string {
	const sum = (of: (result: Result) => number) =>
		results.reduce((total, result) => total + of(result), 0);
	return (
		`${results.length} combinations: lost ${sum(({ lost }) => lost)}, ` +
		`doubled ${sum(({ doubled }) => doubled)}, leaked ${sum(({ leaked }) => leaked)}`
	);
}

const row = (cells: string[]) => `| ${cells.join(' | ')} |`;

function table(title: string, works: Work[], results: Result[]): string {
	const columns = [...new Set(works.map(({ column }) => column))];
	// What ends the same way stands in one line.
	const lines = new Map<string, string[]>();
	for (const fault of FAULT_CASES.filter(({ isText }) => !isText)) {
		const own = results.filter(({ combination }) => combination.fault === fault);
		const cells = row(
			columns.map((column) =>
				cell(
					works.filter((work) => work.column === column),
					own,
				),
			),
		);
		lines.set(cells, [...(lines.get(cells) ?? []), fault.title]);
	}
	return [
		`## ${title}\n`,
		row(['what goes wrong', ...columns]),
		row(['---', ...columns.map(() => '---')]),
		...[...lines].map(([cells, titles]) => `| ${titles.join('<br>')} ${cells}`),
	].join('\n');
}

/** What comes of a fault for a kind of work, over the protocols that it has. */
function cell(works: Work[], results: Result[]): string {
	const texts = works.map((work) => {
		const own = results.filter(({ combination }) => combination.work.id === work.id);
		return [...new Set(own.map(textOf))].join(' / ');
	});
	if (new Set(texts).size === 1) return texts[0];
	return works.map(({ protocol }, at) => `${protocol.toUpperCase()}: ${texts[at]}`).join('; ');
}

function textOf({ combination, expected, problems, told }: Result): string {
	if (problems.length > 0) return '**not as expected**';
	const { words = '' } = combination.fault;
	const text = CELLS[combination.work.strikes][expected.outcome] ?? expected.outcome;
	return words !== '' && told?.message === words ? `${text}; AFAS's words` : text;
}

/** What comes of AFAS's texts: whether the call is sent again or in parts, and what the user reads below the text. */
function texts(results: Result[]): string {
	const works = [...READ_WORKS, ...WRITE_WORKS].filter(({ id }) => TEXT_WORKS.includes(id));
	const columns = [...new Set(works.map(({ column }) => column))];
	const lines = FAULT_CASES.filter(({ isText }) => isText).map((fault) => {
		const own = results.filter(({ combination }) => combination.fault === fault);
		const nextStep = (strikes: string) =>
			own.find(({ combination, told }) => told && combination.work.strikes === strikes)?.told
				?.nextStep ?? '';
		return row([
			(fault.words ?? '').replaceAll('|', '\\|'),
			...columns.map((column) =>
				cell(
					works.filter((work) => work.column === column),
					own,
				).replaceAll("; AFAS's words", ''),
			),
			withoutReference(nextStep('write') || nextStep('read')),
		]);
	});
	return [
		"## AFAS's own texts\n",
		'AFAS answers HTTP 500 for almost everything, so its texts decide. What looks like a lock and is a setting or a code that is taken stays a refusal,',
		'sent once. A text that is not known is a refusal when it comes quickly. After more than 90 seconds, a tenth of the time that AFAS works on a call,',
		'nobody knows whether a change was carried out: it is not sent again, and not in parts.\n',
		row(['AFAS says', ...columns, 'next step']),
		row(['---', ...columns.map(() => '---'), '---']),
		...lines,
	].join('\n');
}

/** What a user reads, so that it can be searched for. */
function messages(results: Result[]): string {
	const lines = new Map<string, { read: string; write: string }>();
	for (const { combination, told } of results) {
		const { work, continueOnFail } = combination;
		const part = { 'rows.rest': 'read', 'create.rest': 'write' }[work.id] as 'read' | 'write';
		if (!told || part === undefined || !continueOnFail || combination.fault.isText) continue;
		const line = lines.get(told.message) ?? { read: '', write: '' };
		line[part] ||= withoutReference(told.nextStep);
		lines.set(told.message, line);
	}
	return [
		'## What the messages say\n',
		'Over REST, for rows and for Create.\n',
		row(['message', 'next step of a read', 'next step of a change']),
		row(['---', '---', '---']),
		...[...lines].map(([message, { read, write }]) => row([message, read, write])),
	].join('\n');
}

/** AFAS's reference is another one every time. */
function withoutReference(text: string): string {
	return text.replace(/ A Profit administrator finds the entry .*?: [0-9A-F]+\./, '');
}
