import { auditorFindings } from './auditorFindings';
import { blueprintOf, type Blueprint } from './blueprint';
import { compareBlueprints } from './compareBlueprints';
import { compareConnectors } from './compareConnectors';
import type { EnvironmentSetup } from './environmentSetup';
import { FINDING_CODES, type Finding, type Level } from './finding';
import { sampleFindings, type Sample } from './sampleFindings';
import { tokenFindings } from './tokenExpiry';

const LEVELS: readonly Level[] = ['error', 'warning', 'info'];

/**
 * All that is found in an environment, errors first, in an order that stays the same from run to run.
 * @param blueprint what the workflows were built on; undefined for AFAS's rules only
 * @param samples rows of GetConnectors, as far as they were read
 * @param nowMs milliseconds since 1970
 */
export function checkSetup(
	setup: EnvironmentSetup,
	blueprint: Blueprint | undefined,
	samples: Sample[],
	nowMs: number,
): Finding[] {
	return [
		...compareConnectors(blueprint, setup),
		...(blueprint ? compareBlueprints(blueprint, blueprintOf(setup)) : []),
		...auditorFindings(setup),
		...samples.flatMap(sampleFindings),
		...tokenFindings(setup.environment.info, nowMs),
	].sort(byWeight);
}

function byWeight(left: Finding, right: Finding): number {
	return (
		LEVELS.indexOf(left.level) - LEVELS.indexOf(right.level) ||
		byText(left.connector, right.connector) ||
		byText(left.field, right.field) ||
		FINDING_CODES.indexOf(left.code) - FINDING_CODES.indexOf(right.code)
	);
}

/** What is about no connector in particular comes first. */
function byText(left: string | null, right: string | null): number {
	const [one, other] = [left ?? '', right ?? ''];
	return one < other ? -1 : Number(one > other);
}
