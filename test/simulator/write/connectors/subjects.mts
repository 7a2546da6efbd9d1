import { fileId } from '../../connectors/subjects.mts';
import {
	field,
	mapped,
	updateObject,
	type UpdateConnector,
	type WriteContext,
	type WrittenRecord,
} from '../definition.mts';

/** Keeps the file of a row that has FileName and FileStream, under the row's FileId. */
function keepFile(record: WrittenRecord, context: WriteContext): void {
	const data = record.values.get('FileStream');
	if (typeof data !== 'string') return;
	context.keepFile(String(record.values.get('FileId')), {
		name: String(record.values.get('FileName') ?? ''),
		data: Buffer.from(data, 'base64'),
	});
	// The content is kept as a file; the record need not hold it a second time.
	record.values.set('FileStream', null);
}

const file = () => [
	field('FileName', 'string', 'Bestandsnaam', 'File name', { length: 255, mandatory: true }),
	field('FileId', 'string', 'Bestand', 'File Id', { length: 32, primaryKey: true }),
	field('FileStream', 'blob', 'Bestand als byte-array', 'File as byte-array', { file: true }),
];

const nextFile = {
	field: 'FileId',
	next: (context: WriteContext) =>
		fileId(context.nextNumber('Profit_Subject_Attachments', 'attachment_id')),
};

const attachment = () =>
	updateObject('KnSubjectAttachment', file(), {
		numbers: [nextFile],
		check: keepFile,
		target: {
			table: 'Profit_Subject_Attachments',
			key: { FileId: 'file_id' },
			columns: (record, parent) => {
				const columns = mapped(record, { FileId: 'file_id', FileName: 'file_name' });
				const id = Number(String(record.values.get('FileId') ?? '').slice(0, 8));
				if (id > 0) columns.attachment_id = id;
				const subject = parent?.values.get('SbId');
				if (subject !== undefined) columns.subject_id = subject;
				return columns;
			},
		},
	});

const link = () =>
	updateObject('KnSubjectLink', [
		field('SbId', 'int', 'Dossieritem', 'Dossier item', { mandatory: true, filled: true }),
		field('DoCRM', 'boolean', 'Opslaan in CRM-dossier', 'Save in CRM Subject'),
		field('ToBC', 'boolean', 'Organisatie/persoon', 'Organisation/person'),
		field('ToEm', 'boolean', 'Medewerker', 'Employee'),
		field('ToSR', 'boolean', 'Verkooprelatie', 'Sales contact'),
		field('SfTp', 'string', 'Type bestemming', 'Type of destination', {
			length: 5,
			values: { '1': 'Geen', '2': 'Medewerker', '3': 'Organisatie/persoon', '4': 'Verkooprelatie' },
		}),
		field('SfId', 'string', 'Bestemming', 'Destination', { length: 50 }),
		field('BcId', 'string', 'Organisatie/persoon', 'Organisation/person', { length: 15 }),
	]);

/** Dossier items with their attachments and destinations. */
export function knSubject(): UpdateConnector {
	return {
		id: 'KnSubject',
		description: { nl: 'Dossieritem', en: 'Dossier item' },
		methods: ['POST', 'PUT', 'DELETE'],
		result: {
			name: 'KnSubject',
			keys: ({ values }) => ({ SbId: String(values.get('SbId')) }),
		},
		root: updateObject(
			'KnSubject',
			[
				field('SbId', 'int', 'Dossieritem', 'Dossier item', {
					primaryKey: true,
					mandatory: true,
					filled: true,
				}),
				field('StId', 'int', 'Type dossieritem', 'Dossier item type', { mandatory: true }),
				field('Ds', 'string', 'Onderwerp', 'Subject', { length: 255, mandatory: true }),
				field('SbTx', 'blob', 'Toelichting', 'Comment'),
				field('Da', 'date', 'Ingezonden op', 'Submission date'),
				field('EmId', 'string', 'Verantwoordelijke', 'Resp. person', { length: 80 }),
				field('SbHi', 'int', 'Oorzaak', 'Cause'),
				field('ViPr', 'string', 'Prioriteit', 'Priority', {
					length: 20,
					values: { H: 'HOOG', N: 'Normaal', L: 'Laag' },
				}),
				field('DtFr', 'date', 'Begindatum', 'Start date'),
				field('DtTo', 'date', 'Einddatum', 'End date'),
				field('St', 'boolean', 'Afgehandeld', 'Completed'),
				field('SbPa', 'string', 'Bestandsnaam van de bijlage', 'File name of the attachment', {
					length: 255,
				}),
				field('FileStream', 'blob', 'Bestand als byte-array', 'File as byte-array', { file: true }),
			],
			{
				objects: [link(), attachment()],
				numbers: [
					{ field: 'SbId', next: (context) => context.nextNumber('Sim_Subjects', 'SubjectId') },
					{ field: 'Da', next: (context) => context.now() },
				],
				target: {
					table: 'Sim_Subjects',
					key: { SbId: 'SubjectId' },
					modified: 'ModifiedDate',
					columns: (record) =>
						mapped(record, {
							SbId: 'SubjectId',
							StId: 'TypeId',
							Ds: 'Subject',
							SbTx: 'Comment',
							Da: 'DateCreated',
							EmId: 'Responsible',
							ViPr: 'Prioriteit',
							St: 'Afgehandeld',
						}),
				},
			},
		),
	};
}

/** Reactions to dossier items; the root is named otherwise than the connector. */
export function knSubjectReaction(): UpdateConnector {
	return {
		id: 'KnSubjectReaction',
		description: { nl: 'Reactie op dossieritem', en: 'Response to dossier item' },
		methods: ['POST', 'DELETE'],
		root: updateObject(
			'KnReaction',
			[
				field('Id', 'int', 'Reactie', 'Response ID', { primaryKey: true }),
				field('SbId', 'int', 'Dossieritem', 'Dossier item', {
					mandatory: true,
					reference: { table: 'Sim_Subjects', column: 'SubjectId' },
				}),
				field('SbTx', 'blob', 'Reactie', 'Response', { mandatory: true }),
				field('VaRe', 'string', 'Reactie zichtbaar', 'Response visible', {
					length: 20,
					mandatory: true,
					values: { I: 'Intern', EI: 'Extern en intern' },
				}),
				field('RTId', 'int', 'Reactie op', 'Response to'),
			],
			{
				objects: [
					updateObject('KnReactionAttachment', file(), { numbers: [nextFile], check: keepFile }),
				],
				numbers: [
					{ field: 'Id', next: (context) => context.nextNumber('Sim_Reactions', 'ReactionId') },
				],
				target: {
					table: 'Sim_Reactions',
					key: { Id: 'ReactionId' },
					created: 'DateCreated',
					columns: (record) =>
						mapped(record, {
							Id: 'ReactionId',
							SbId: 'SubjectId',
							SbTx: 'Reaction',
							VaRe: 'Visible',
						}),
				},
			},
		),
	};
}
