// The one catalogue of calls that work: every operation with every parameter it has. Tests of schemas, expressions and
// made-up input draw from it, so a new operation or parameter is tested by all of them once it stands here.
import type { IDataObject } from 'n8n-workflow';
import type { Simulator } from '../simulator/simulator.mts';

/** A connector as the node's locator holds it. */
export function byId(value: string): IDataObject {
	return { __rl: true, mode: 'id', value };
}

/** A filter as the form holds it: conditions that must all hold. */
export function conditions(
	...list: Array<[field: string, operator: string, value?: unknown]>
): IDataObject {
	const condition = list.map(([field, operator, value]) => ({
		field,
		operator,
		...(value === undefined ? {} : { value }),
	})) as IDataObject[];
	return { filterMode: 'builder', filterGroups: { group: [{ conditions: { condition } }] } };
}

/** A record as simple JSON. */
function simpleJson(value: object): IDataObject {
	return { dataMode: 'record', record: JSON.stringify(value) };
}

/** A form that is filled in; for a delete, its keys. */
function filledIn(value: IDataObject): IDataObject {
	return { mappingMode: 'defineBelow', value };
}

/** A dossier item that the simulator has from the start. */
const SUBJECT = 50_001;

/**
 * Parameters by `resource/operation`, or `resource/operation what is special`, with which the operation gives at least one
 * item. Where a parameter restricts, it stands here with a value that does.
 */
export function operationCalls({ environment }: Simulator): Record<string, IDataObject> {
	const { documents } = environment;
	const fileId = documents.attach(SUBJECT, { name: 'a.pdf', data: Buffer.from('%PDF-1.4') });
	const shared = { language: 'nl-nl', timeout: 60 };
	const subject = { connector: byId('KnSubject') };
	const debtors = {
		connector: byId('Sim_Debtors'),
		...conditions(['DebtorId', 'less', '000050'], ['Blocked', 'equal', 'false']),
		sort: { by: [{ field: 'DebtorId', direction: 'desc' }] },
		keyFields: ['DebtorId'],
	};
	const lookup = {
		lookupConnector: byId('Sim_Subjects'),
		lookupMatch: { field: [{ field: 'SubjectId', value: String(SUBJECT) }] },
		lookupKeys: { key: [{ keyField: 'SbId', field: 'SubjectId' }] },
	};
	const attachments = {
		file: [
			{
				binaryField: 'data',
				object: 'KnSubjectAttachment',
				nameField: 'FileName',
				dataField: 'FileStream',
			},
		],
	};
	const importing = {
		environmentCode: 'T12345AA',
		binaryField: 'data',
		fileName: 'b.csv',
		waitForResult: false,
		options: { ...shared, maxWait: 0 },
	};
	const line = { GuLi: '{1F0C2D3E-4B5A-4677-8899-AABBCCDDEEFF}' };
	return {
		'biModel/getMany': {
			model: 'Sim_Mutations',
			returnAll: false,
			limit: 3,
			select: 'EntryId, Account',
			filter: "Account eq '000001'",
			options: { ...shared, concurrency: 2 },
		},
		'biModel/getMany of one account': {
			model: 'Sim_Mutations',
			returnAll: true,
			filter: "Account eq '000001'",
		},
		'environment/checkSetup': {
			blueprint: '',
			connectorIds: ['Sim_Odd_Names'],
			output: 'findings',
			options: { ...shared, sampleRows: 10 },
		},
		'environment/getBlueprint': { connectorIds: ['Sim_Countries'], options: shared },
		'environment/getConnectors': { options: shared },
		'environment/getInfo': { options: shared },
		'environment/getMetainfo': {
			connectorType: 'getConnector',
			connector: byId('Sim_Debtors'),
			options: shared,
		},
		'environment/getMetainfo of an UpdateConnector': {
			connectorType: 'updateConnector',
			connector: byId('KnSubject'),
		},
		'environment/getVersion': { options: { ...shared, protocol: 'rest' } },
		'file/getAttachment': {
			subjectId: String(SUBJECT),
			fileId,
			outputField: 'data',
			options: { ...shared, concurrency: 2, protocol: 'rest' },
		},
		'file/getAttachments': {
			subjectId: String(SUBJECT),
			attachmentsConnector: byId('Profit_Subject_Attachments'),
			outputField: 'data',
			options: {
				...shared,
				concurrency: 2,
				subjectField: 'subject_id',
				fileIdField: 'file_id',
				includeReactions: true,
				reactionAttachmentsConnector: byId('Profit_Subject_Reaction_Attachments'),
			},
		},
		'file/getFile': {
			fileId,
			fileName: 'a.pdf',
			outputField: 'data',
			options: { ...shared, concurrency: 2 },
		},
		'file/getImage': {
			imageId: [...documents.images.keys()][0],
			size: 'thumbnail',
			outputField: 'data',
			options: { ...shared, concurrency: 2 },
		},
		'remote/getResult': { commandId: 'B55A52CE4E18287BFEFD34AF77B310DD', options: shared },
		'remote/importFile': {
			...importing,
			importDefinition: 'Sim debiteuren',
			options: { ...importing.options, financial: false, administration: '1' },
		},
		'remote/importGetConnector': { ...importing, fileName: 'a.gcn' },
		'report/get': {
			reportId: [...documents.reports.keys()][0],
			...conditions(['U001', 'startsWith', '0000']),
			outputField: 'data',
			options: { ...shared, concurrency: 2, protocol: 'rest' },
		},
		'report/get with filter JSON': {
			reportId: [...documents.reports.keys()][0],
			filterMode: 'json',
			filterJson: filterJson('U001', '10', '0000'),
			protocol: 'soap',
		},
		'getConnector/getFields': { connector: byId('Sim_Debtors'), options: shared },
		'getConnector/lookup': {
			connector: byId('Sim_Debtors'),
			lookupMatch: { field: [{ field: 'DebtorId', value: '000010' }] },
			whenNotFound: 'keep',
			whenSeveral: 'error',
			include: 'itemAndRow',
			rowField: 'row',
			sort: { by: [{ field: 'DebtorId', direction: 'desc' }] },
			options: {
				...shared,
				concurrency: 2,
				dateTimes: 'offset',
				outputFields: ['DebtorId', 'DebtorName'],
				protocol: 'rest',
				retries: 1,
			},
		},
		'getConnector/getMany': {
			...debtors,
			returnAll: false,
			limit: 60,
			options: {
				protocol: 'rest',
				...shared,
				concurrency: 2,
				dateTimes: 'offset',
				output: 'items',
				outputFields: ['DebtorId', 'DebtorName'],
				pageSize: 10,
				retries: 1,
				skip: 2,
			},
		},
		'getConnector/getMany of all rows as files': {
			...debtors,
			returnAll: true,
			filterMode: 'json',
			filterJson: filterJson('DebtorId', '5', '000050'),
			options: {
				protocol: 'soap',
				csvStyle: 'international',
				formulas: true,
				output: 'csv',
				pageSize: 10,
				rowsPerFile: 5,
			},
		},
		'updateConnector/getFields': { ...subject, options: shared },
		'updateConnector/create': {
			...subject,
			...simpleJson({ StId: 1, Ds: 'Text' }),
			options: {
				protocol: 'rest',
				...shared,
				batchSize: 2,
				keyStyle: 'attribute',
				concurrency: 2,
				retryLocks: 1,
				validate: true,
			},
		},
		'updateConnector/create with a file': {
			...subject,
			...simpleJson({ StId: 1, Ds: 'Text' }),
			attachments,
			protocol: 'rest',
		},
		'updateConnector/create as a dry run': {
			...subject,
			...simpleJson({ StId: 1, Ds: 'Text' }),
			options: { dryRun: true, protocol: 'rest' },
		},
		'updateConnector/create rows of a sub-object': {
			connector: byId('FbSales'),
			...simpleJson({ OrNu: '1', FbSalesLines: [{ VaIt: '2', ItCd: 'A1', QuUn: 1 }] }),
			protocol: 'rest',
			options: { subObject: 'FbSalesLines', dryRun: true },
		},
		'updateConnector/create with the form': {
			connector: byId('FbSales'),
			dataMode: 'fields',
			fields: filledIn({
				DbId: '000010',
				OrDa: '2026-01-01',
				FbSalesLines: '[{"VaIt":"2","ItCd":"A1","QuUn":1}]',
			}),
			protocol: 'soap',
			options: { batchSize: 2, dryRun: true },
		},
		'updateConnector/update': {
			...subject,
			...simpleJson({ SbId: SUBJECT, Ds: 'Other text' }),
			options: {
				protocol: 'soap',
				...shared,
				batchSize: 2,
				keyStyle: 'attribute',
				concurrency: 1,
				dryRun: false,
				retryLocks: 0,
				validate: true,
			},
		},
		'updateConnector/create with a body': {
			...subject,
			dataMode: 'body',
			body: JSON.stringify({ KnSubject: { Element: { Fields: { StId: 1, Ds: 'x' } } } }),
			options: { dryRun: true, protocol: 'rest' },
		},
		'updateConnector/create with its row': {
			...subject,
			...simpleJson({ StId: 1, Ds: 'Text' }),
			readBack: true,
			lookupConnector: lookup.lookupConnector,
			lookupMatch: lookup.lookupMatch,
			protocol: 'rest',
			options: { dryRun: true },
		},
		'updateConnector/update with a body': {
			...subject,
			dataMode: 'body',
			body: JSON.stringify({ KnSubject: { Element: { '@SbId': SUBJECT, Fields: { Ds: 'x' } } } }),
			options: { dryRun: true, protocol: 'rest' },
		},
		'updateConnector/update with the form': {
			...subject,
			dataMode: 'fields',
			fields: filledIn({ SbId: String(SUBJECT), Ds: 'x' }),
			attachments,
			options: { dryRun: true, protocol: 'rest' },
		},
		'updateConnector/upsert': {
			...subject,
			...lookup,
			...simpleJson({ StId: 1, Ds: 'Text' }),
			options: {
				protocol: 'rest',
				...shared,
				batchSize: 2,
				keyStyle: 'attribute',
				concurrency: 1,
				dryRun: true,
				retryLocks: 0,
				skipUnchanged: true,
				validate: true,
			},
		},
		'updateConnector/upsert with the form': {
			...subject,
			...lookup,
			dataMode: 'fields',
			fields: filledIn({ StId: '1', Ds: 'x' }),
			attachments,
			options: { dryRun: true, protocol: 'rest' },
		},
		'updateConnector/upsert with a body': {
			...subject,
			...lookup,
			dataMode: 'body',
			body: JSON.stringify({ KnSubject: { Element: { Fields: { Ds: 'x' } } } }),
			options: { dryRun: true, protocol: 'rest' },
		},
		'updateConnector/delete': {
			...subject,
			keys: filledIn({ SbId: String(SUBJECT) }),
			options: {
				protocol: 'rest',
				...shared,
				concurrency: 1,
				dryRun: true,
				keyStyle: 'attribute',
				retryLocks: 0,
				validate: true,
			},
		},
		'updateConnector/delete a row as a dry run': {
			connector: byId('FbSales'),
			keys: filledIn({ OrNu: '1' }),
			options: {
				protocol: 'rest',
				dryRun: true,
				path: {
					level: Object.entries(line).map(([field, value]) => ({
						object: 'FbSalesLines',
						field,
						value,
					})),
				},
			},
		},
	};
}

/** AFAS's own JSON for a filter with one condition. */
function filterJson(field: string, operator: string, text: string): string {
	const condition = { '@FieldId': field, '@OperatorType': operator, '#text': text };
	return JSON.stringify({ Filters: { Filter: [{ '@FilterId': 'Filter 1', Field: [condition] }] } });
}

/** The parameters of a call of the catalogue, its resource and operation among them. */
export function callParameters(calls: Record<string, IDataObject>, name: string): IDataObject {
	const [resource, operation] = name.split(' ')[0].split('/');
	return { resource, operation, ...structuredClone(calls[name]) };
}

/** Input items with which every call of the catalogue works. */
export const CATALOGUE_ITEMS = [
	{
		json: { Ds: 'x' },
		binary: { data: { data: 'JVBERi0xLjQ=', mimeType: 'application/pdf', fileName: 'b.pdf' } },
	},
];

/** Parameters of the polling trigger that compares, with which a first poll gives rows. */
export const COMPARISON_PARAMETERS: IDataObject = {
	connector: byId('Sim_Debtors'),
	detection: 'comparison',
	compareEvents: ['created', 'updated', 'deleted'],
	keyFields: ['DebtorId'],
	...conditions(['DebtorId', 'less', '000050']),
	ignoreFields: ['ModifiedDate'],
	startFrom: 'all',
	protocol: 'rest',
	options: { language: 'nl-nl', maxRows: 1000, maxDeletedPercent: 20, timeout: 60 },
};

/** Parameters of the polling trigger with which a poll gives rows. */
export const POLL_PARAMETERS: IDataObject = {
	connector: byId('Sim_Debtors'),
	event: 'updated',
	createdField: 'CreateDate',
	modifiedField: 'ModifiedDate',
	keyFields: ['DebtorId'],
	...conditions(['DebtorId', 'less', '000050']),
	startFrom: 'date',
	startDate: '2000-01-01',
	options: { language: 'nl-nl', maxPerPoll: 5, overlap: 2, protocol: 'rest', timeout: 60 },
};
