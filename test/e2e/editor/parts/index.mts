import { canvases } from './canvases.mts';
import { checkSetup } from './checkSetup.mts';
import { createCredential } from './createCredential.mts';
import { createOrUpdate } from './createOrUpdate.mts';
import { getFiles } from './getFiles.mts';
import { importFile } from './importFile.mts';
import { lookUpRow } from './lookUpRow.mts';
import { panels } from './panels.mts';
import { pollChanges } from './pollChanges.mts';
import { readRows } from './readRows.mts';
import type { WalkPart } from './part.mts';
import { receiveWebhook } from './receiveWebhook.mts';
import { writeOrder } from './writeOrder.mts';

/** The walk, in the order in which a new user comes by. */
export const PARTS: WalkPart[] = [
	createCredential,
	readRows,
	lookUpRow,
	writeOrder,
	createOrUpdate,
	getFiles,
	pollChanges,
	receiveWebhook,
	importFile,
	checkSetup,
	canvases,
	panels,
];
