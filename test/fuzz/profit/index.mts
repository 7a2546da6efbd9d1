import type { FuzzTarget } from '../engine.mts';
import { errorTargets } from './errors.mts';
import { eventTargets } from './events.mts';
import { pagingTargets } from './paging.mts';
import { requestTargets } from './requests.mts';
import { restTargets } from './rest.mts';
import { writeTargets } from './writes.mts';
import { xmlTargets } from './xml.mts';

/** Every target of `profit/`. */
export const profitTargets: FuzzTarget[] = [
	...restTargets,
	...xmlTargets,
	...errorTargets,
	...requestTargets,
	...writeTargets,
	...eventTargets,
	...pagingTargets,
];
