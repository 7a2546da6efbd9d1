import type { UpdateConnector } from '../definition.mts';
import { fiElectronicInvoicePurchase } from './invoices.mts';
import { knOrganisation, knPerson, knSalesRelationOrg } from './relations.mts';
import { fbItemArticle, fbSales } from './sales.mts';
import { knSubject, knSubjectReaction } from './subjects.mts';
import { knUser } from './users.mts';
import { fiEntries, hrAbsenceId, knFreeRecord, ptRealization } from './work.mts';

/** The UpdateConnectors of the simulated environment. */
export function updateConnectors(): UpdateConnector[] {
	return [
		fbItemArticle(),
		fbSales(),
		fiElectronicInvoicePurchase(),
		fiEntries(),
		hrAbsenceId(),
		knFreeRecord(),
		knOrganisation(),
		knPerson(),
		knSalesRelationOrg(),
		knSubject(),
		knSubjectReaction(),
		knUser(),
		ptRealization(),
	];
}
