import { createHash } from 'node:crypto';
import type { GetConnectorInfo } from '../profit/metainfo/types';
import type { SoapTable } from '../profit/soap/rows';
import { schemaFits } from '../profit/soap/schemaFits';
import type { ProfitClient } from './client';
import { confirm, isAskedAnew, isCurrent, outdated } from './knownMetainfo';

/** The schema that AFAS sends for a connector whose metainfo is known. */
interface Schema {
	digest: string;
	/** Whether it shows the names and types of the metainfo, so that a change would be visible. */
	showsFields: boolean;
}

const schemas = new WeakMap<GetConnectorInfo, Schema>();

/** Whether the next call for rows must ask for the schema: only the first call of an execution does. */
export function needsSchema(client: ProfitClient, info: GetConnectorInfo): boolean {
	return !isCurrent(client, info) || !schemas.has(info);
}

/**
 * Checks the metainfo against the schema that came with the rows. If the client has just asked for the metainfo, the schema is
 * remembered with it. If the metainfo was kept, the schema must be the remembered one, or show the same fields.
 * @throws ProfitError `outdated` when it differs, or does not show the types
 */
export function checkSchema(
	client: ProfitClient,
	connector: string,
	info: GetConnectorInfo,
	{ rows, columns }: SoapTable,
): void {
	// Without rows AFAS may return nothing at all. docs/afas.md 3.3.
	if (columns === undefined && rows.length === 0) return;
	const schema = {
		digest: createHash('sha256')
			.update(JSON.stringify(columns ?? null))
			.digest('base64url'),
		showsFields: schemaFits(columns, info.fields),
	};
	const known = schemas.get(info);
	const isSame = known ? known.digest === schema.digest : schema.showsFields;
	if (!isSame && !isAskedAnew(client, info)) throw outdated(connector);
	schemas.set(info, known ?? schema);
	confirm(client, info);
}

/** Whether the connector's schema is known not to show these fields, so that only AFAS's metainfo can confirm them. */
export function isUnverifiable(info: GetConnectorInfo): boolean {
	return schemas.get(info)?.showsFields === false;
}

/** Gives a digest of the schema that was remembered with the metainfo; undefined when there is none. */
export function schemaOf(info: GetConnectorInfo): string | undefined {
	return schemas.get(info)?.digest;
}

/** Remembers a schema with the metainfo, by a digest from `schemaOf`. */
export function expectSchema(info: GetConnectorInfo, digest: string): void {
	schemas.set(info, { digest, showsFields: true });
}
