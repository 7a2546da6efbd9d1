import { createHash } from 'node:crypto';
import type { GetConnectorInfo } from '../profit/metainfo/types';
import type { SoapTable } from '../profit/soap/rows';
import { schemaFits } from '../profit/soap/schemaFits';
import type { ProfitClient } from './client';
import { confirm, isAskedAnew, isCurrent, outdated } from './knownMetainfo';

/** The schema that goes with metainfo. */
interface Schema {
	digest: string;
	/** Whether it shows what metainfo says, so that nothing can change in Profit unseen. */
	isTelling: boolean;
}

const schemas = new WeakMap<GetConnectorInfo, Schema>();

/** Whether the next call for rows is to ask for a schema: the first one of an execution is. */
export function needsSchema(client: ProfitClient, info: GetConnectorInfo): boolean {
	return !isCurrent(client, info) || !schemas.has(info);
}

/**
 * Looks at the schema that came along with rows. What goes with metainfo that the client has just asked for is remembered; for
 * metainfo that was kept, it must be the same again.
 * @throws ProfitError `outdated` when it is another one, or cannot tell
 */
export function checkSchema(
	client: ProfitClient,
	connector: string,
	info: GetConnectorInfo,
	{ rows, columns }: SoapTable,
): void {
	// Where there are no rows, AFAS may answer with nothing at all. docs/afas.md 3.3.
	if (columns === undefined && rows.length === 0) return;
	const schema = {
		digest: createHash('sha256')
			.update(JSON.stringify(columns ?? null))
			.digest('base64url'),
		isTelling: schemaFits(columns, info.fields),
	};
	const known = schemas.get(info);
	const isSame = known ? known.digest === schema.digest : schema.isTelling;
	if (!isSame && !isAskedAnew(client, info)) throw outdated(connector);
	schemas.set(info, known ?? schema);
	confirm(client, info);
}

/** Whether a schema goes with this metainfo that does not show what it says: then only AFAS's metainfo tells what is true. */
export function isUntold(info: GetConnectorInfo): boolean {
	return schemas.get(info)?.isTelling === false;
}

/** A digest of the schema that goes with metainfo, to be kept; undefined where none is known. */
export function schemaOf(info: GetConnectorInfo): string | undefined {
	return schemas.get(info)?.digest;
}

/** Takes a digest that was kept for that of the schema that goes with metainfo. */
export function expectSchema(info: GetConnectorInfo, digest: string): void {
	schemas.set(info, { digest, isTelling: true });
}
