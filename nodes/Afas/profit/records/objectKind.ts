/**
 * Metainfo does not say how many rows a sub-object takes. These take one: in AFAS's OpenAPI examples none has a second
 * row, and they hold what a record is part of or extends (its organisation, its person, an address, a contract of a new
 * employee, the destination of a dossier item, free fields), not lines. Everything else may repeat. Treating a single
 * one as repeating does no harm, because one object is accepted there too. The 18 AfasAgency… objects of KnDayContract
 * are left among those: as columns they would swamp its form.
 */
const SINGLE: ReadonlySet<string> = new Set([
	'KnOrganisation',
	'KnPerson',
	'KnContact',
	'KnBasicAddressAdr',
	'KnBasicAddressPad',
	'KnSubjectLink',
	'AfasPerson',
	'AfasEmployee',
	'AfasContract',
	'AfasOrgunitFunction',
	'AfasSalary',
	'AfasTimeTable',
]);

/**
 * Rows that AFAS can only add: to change a file, delete and add it; bank accounts and authorisation roles are
 * insert-only. docs/afas.md 4.4.
 */
const ONLY_ADDED = /^KnBankAccount$|^KnContactAutRole$|Attachment$/;

/** Free fields of a record. */
const CUSTOM_FIELDS = /Custom$/;

/** Whether a sub-object holds at most one row, so that its fields can be shown with those of its parent. */
export function isSingleObject(name: string): boolean {
	return SINGLE.has(name) || CUSTOM_FIELDS.test(name);
}

/** Whether a row of a sub-object can only be new. */
export function isOnlyAdded(name: string): boolean {
	return ONLY_ADDED.test(name);
}
