import { accounts } from './accounts.mts';
import { afasRemote } from './afasRemote.mts';
import { aiAgent } from './aiAgent.mts';
import { approval } from './approval.mts';
import { changedDays } from './changedDays.mts';
import type { CheckFile } from './check.mts';
import { customers } from './customers.mts';
import { comparison } from './comparison.mts';
import { credentialTest } from './credentialTest.mts';
import { dossier } from './dossier.mts';
import { editorLists } from './editorLists.mts';
import { examples } from './examples.mts';
import { files } from './files.mts';
import { httpRequestNode } from './httpRequestNode.mts';
import { health } from './health.mts';
import { integrationId } from './integrationId.mts';
import { invoices } from './invoices.mts';
import { largeAnswers } from './largeAnswers.mts';
import { leave } from './leave.mts';
import { lookUp } from './lookUp.mts';
import { manyRows } from './manyRows.mts';
import { mcpServer } from './mcpServer.mts';
import { nodeTypes } from './nodeTypes.mts';
import { oauth } from './oauth.mts';
import { readRows } from './readRows.mts';
import { recipes } from './recipes.mts';
import { soap } from './soap.mts';
import { webshop } from './webshop.mts';
import { writes } from './writes.mts';
import { writesOnce } from './writesOnce.mts';
import { triggers } from './triggers.mts';

/** Every file of checks, in the order in which they run; `integrationId` looks back at all. */
export const CHECK_FILES: CheckFile[] = [
	nodeTypes,
	readRows,
	manyRows,
	lookUp,
	writes,
	writesOnce,
	soap,
	files,
	afasRemote,
	largeAnswers,
	examples,
	recipes,
	customers,
	changedDays,
	webshop,
	dossier,
	accounts,
	health,
	invoices,
	leave,
	aiAgent,
	approval,
	mcpServer,
	editorLists,
	credentialTest,
	httpRequestNode,
	oauth,
	triggers,
	comparison,
	integrationId,
];
