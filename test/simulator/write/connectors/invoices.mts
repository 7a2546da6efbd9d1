import { unexplained } from '../../failure.mts';
import { field, mapped, updateObject, type UpdateConnector } from '../definition.mts';

/** A purchase invoice for Scan & Herken, as UBL, as PDF or as both; one a call, and nothing is answered (docs/afas.md 4.5). */
export function fiElectronicInvoicePurchase(): UpdateConnector {
	return {
		id: 'FiElectronicInvoicePurchase',
		description: { nl: 'E-inkoopfactuur', en: 'Electronic purchase invoice' },
		methods: ['POST'],
		root: updateObject(
			'FiElectronicInvoicePurchase',
			[
				field('FXml', 'string', 'Bestandsnaam XML', 'XML file name', { length: 255 }),
				field('XML', 'blob', 'Inhoud XML', 'XML contents', { file: true }),
				field('FPdf', 'string', 'Bestandsnaam PDF', 'PDF file name', { length: 255 }),
				field('PDF', 'blob', 'Inhoud PDF', 'PDF contents', { file: true }),
				field('Proc', 'boolean', 'Direct verwerken', 'Process at once'),
				field('UnId', 'int', 'Administratie', 'Administration'),
			],
			{
				repeats: false,
				check: ({ values }) => {
					if (!values.get('XML') && !values.get('PDF')) {
						throw unexplained('FiElectronicInvoicePurchase needs XML or PDF');
					}
				},
				numbers: [
					{ field: 'Id', next: (context) => context.nextNumber('Sim_ScannedInvoices', 'Id') },
				],
				target: {
					table: 'Sim_ScannedInvoices',
					key: {},
					created: 'CreateDate',
					columns: (record) => mapped(record, { Id: 'Id', FXml: 'XmlName', FPdf: 'PdfName' }),
				},
			},
		),
	};
}
