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
 * Gives all findings about an environment, errors first, in the same order in every run.
 * @param blueprint the environment the workflows were built on; undefined to check AFAS's rules only
 * @param samples sample rows of GetConnectors, as far as they were read
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

/** Findings about no particular connector come first. */
function byText(left: string | null, right: string | null): number {
	const [one, other] = [left ?? '', right ?? ''];
	return one < other ? -1 : Number(one > other);
}
