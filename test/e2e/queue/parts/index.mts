import type { CheckFile } from '../../checks/check.mts';
import type { QueueContext } from '../queueStage.mts';
import { accessTokens } from './accessTokens.mts';
import { binaryData } from './binaryData.mts';
import { callsAtOnce } from './callsAtOnce.mts';
import { integrationId } from './integrationId.mts';
import { killedWorker } from './killedWorker.mts';
import { stoppedWorker } from './stoppedWorker.mts';
import { triggers } from './triggers.mts';
import { webhookProcess } from './webhookProcess.mts';

/** All parts of the run, in their order: the last ones look back at the others. */
export const PARTS: Array<CheckFile<QueueContext>> = [
	stoppedWorker,
	killedWorker,
	binaryData,
	accessTokens,
	callsAtOnce,
	triggers,
	webhookProcess,
	integrationId,
];
