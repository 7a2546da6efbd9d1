import { fields, type Cell } from '../data/fields.mts';
import { Table } from '../data/table.mts';
import { seededRandom } from '../../support/random.ts';
import { once, type GetConnector } from './connector.mts';
import { LATEST } from './relations.mts';
import { NASTY_TEXTS, padded } from './texts.mts';

const DAY = 86_400_000;
const SUBJECTS = 300;
const FIRST_SUBJECT = 50_000;

function subjects(seed: number): Table {
	const random = seededRandom(seed + 4);
	const rows: Cell[][] = [];
	for (let at = 0; at < SUBJECTS; at++) {
		const created = LATEST - random.whole(1, 500) * DAY + random.whole(0, DAY - 1);
		// Many dossier items change within the same second.
		const modified =
			at % 3 === 0
				? LATEST - DAY + random.whole(0, 2999)
				: Math.min(LATEST, created + random.whole(0, 30 * DAY));
		rows.push([
			random.whole(1, 9),
			FIRST_SUBJECT + at,
			created,
			at < NASTY_TEXTS.length ? NASTY_TEXTS[at] : `Dossieritem ${at}`,
			random.next() < 0.4 ? null : `Toelichting\nover ${at}`,
			random.pick(['10', '20', null]),
			random.next() < 0.5 ? null : String(1_000_000 + random.whole(0, 999)),
			random.pick(['12', '012', null]),
			random.next() < 0.3,
			random.pick(['H', 'N', 'L', null]),
			modified,
		]);
	}
	return new Table(
		fields([
			['TypeId', 'int', 'Type dossieritem', 'Dossier item type'],
			['SubjectId', 'int', 'Dossieritem', 'Dossier item'],
			['DateCreated', 'date', 'Ingezonden op', 'Submitted on'],
			['Subject', 'string', 'Onderwerp', 'Subject', 255],
			['Comment', 'blob', 'Toelichting', 'Comment'],
			['Status', 'string', 'Status', 'Status', 5],
			['OrgPersId', 'string', 'Organisatie/persoon', 'Organisation/person', 15],
			['Responsible', 'string', 'Verantwoordelijke', 'Responsible', 15],
			['Afgehandeld', 'boolean', 'Afgehandeld', 'Completed'],
			['Prioriteit', 'string', 'Prioriteit', 'Priority', 1],
			['ModifiedDate', 'date', 'Gewijzigd op', 'Modified on'],
		]),
		[['SubjectId']],
		rows,
	);
}

/** The file id of an attachment: 32 hexadecimal digits. */
export function fileId(attachment: number): string {
	return padded(attachment, 8).padEnd(32, 'A0B1C2D3');
}

function attachments(seed: number): Table {
	const random = seededRandom(seed + 5);
	const rows: Cell[][] = [];
	for (let subject = 0; subject < SUBJECTS; subject += 3) {
		for (let file = 0; file <= subject % 4; file++) {
			const id = rows.length + 1;
			rows.push([
				id,
				FIRST_SUBJECT + subject,
				fileId(id),
				random.pick(['factuur.pdf', 'foto & bijlage #1.png', 'contract_v2 (définitif).docx']),
			]);
		}
	}
	return new Table(
		fields([
			['attachment_id', 'int', 'Bijlage', 'Attachment ID'],
			['subject_id', 'int', 'Dossieritem', 'Dossier item'],
			['file_id', 'string', 'Bestand', 'File', 32],
			['file_name', 'string', 'Bestandsnaam', 'File name', 255],
		]),
		[['attachment_id']],
		rows,
	);
}

/** Attachments of reactions: none from the start. */
function attachmentsOfReactions(): Table {
	return new Table(
		fields([
			['attachment_id', 'int', 'Bijlage', 'Attachment ID'],
			['reaction_id', 'int', 'Reactie', 'Reaction'],
			['subject_id', 'int', 'Dossieritem', 'Dossier item'],
			['file_id', 'string', 'Bestand', 'File', 32],
			['file_name', 'string', 'Bestandsnaam', 'File name', 255],
			['file_size', 'int', 'Grootte', 'Size'],
		]),
		[['attachment_id']],
	);
}

/** Dossier items and their attachments. */
export function subjectConnectors(seed: number): GetConnector[] {
	return [
		{
			id: 'Sim_Subjects',
			description: { nl: 'Dossieritems', en: 'Dossier items' },
			rows: once(() => subjects(seed)),
		},
		{
			id: 'Profit_Subject_Attachments',
			description: { nl: 'Bijlagen van dossieritems', en: 'Attachments of dossier items' },
			rows: once(() => attachments(seed)),
		},
		{
			id: 'Profit_Subject_Reaction_Attachments',
			description: { nl: 'Bijlagen van reacties', en: 'Attachments of reactions' },
			rows: once(attachmentsOfReactions),
		},
	];
}
