import { counted } from '../errors/counted';
import type { Finding, Level } from './finding';

/** What was checked, for the head of the report. */
export interface CheckedSetup {
	environmentId: string;
	appConnector: string;
	getConnectors: number;
	updateConnectors: number;
}

const SECTIONS: ReadonlyArray<{ level: Level; title: string; one: string }> = [
	{ level: 'error', title: 'Errors', one: 'error' },
	{ level: 'warning', title: 'Warnings', one: 'warning' },
	{ level: 'info', title: 'Good to know', one: 'remark' },
];

/** Writes a report to mail or keep. The same findings give the same text, so reports can be compared. */
export function setupMarkdown(
	checked: CheckedSetup,
	findings: Finding[],
	notChecked: Finding,
): string {
	const sections = SECTIONS.map((section) => ({
		...section,
		findings: findings.filter(({ level }) => level === section.level),
	})).filter((section) => section.findings.length > 0);
	const counts = sections.map(({ one, findings: { length } }) => counted(length, one));
	return [
		`# Setup of AFAS Profit ${text(checked.environmentId)}`,
		`App connector ${text(checked.appConnector)}: ${counted(checked.getConnectors, 'GetConnector')} and ${counted(checked.updateConnectors, 'UpdateConnector')} checked.`,
		counts.length > 0 ? `**${counts.join(', ')}**` : '**Nothing was found.**',
		...sections.flatMap((section) => [`## ${section.title}`, table(section.findings)]),
		'## Not checked',
		`${text(notChecked.message)} ${text(notChecked.advice)}\n`,
	].join('\n\n');
}

function table(findings: Finding[]): string {
	return [
		'| Connector | Field | Code | What was found | What to do |',
		'|---|---|---|---|---|',
		...findings.map(({ connector, field, code, message, advice, link }) => {
			const cells = [
				text(connector ?? ''),
				text(field ?? ''),
				`[${code}](${link})`,
				text(message),
				text(advice),
			];
			return `| ${cells.join(' | ')} |`;
		}),
	].join('\n');
}

/** Makes plain text of text from Profit, without line breaks and Markdown or HTML syntax. */
function text(value: string): string {
	return value
		.replace(/\s+/g, ' ')
		.trim()
		.replace(/[\\`*[\]|]/g, '\\$&')
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;');
}
