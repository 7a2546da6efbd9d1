import type { Operation } from '../operation';
import { protocolProperty } from '../../parameters/protocol';
import { sortProperty } from '../../parameters/sortParameter';
import { getConnector } from '../../parameters/connectorLocator';
import {
	include,
	lookupMatch,
	lookupOptions,
	rowField,
	whenNotFound,
	whenSeveral,
} from './lookups/parameters';
import { runLookups } from './lookups/runLookups';

/** Finds the row of each input item, many items in one call. */
export const lookup: Operation = {
	name: 'Look Up',
	value: 'lookup',
	action: 'Look up row of GetConnector',
	description: 'Find the row of each input item, many items in one call',
	builderHint:
		'To enrich items, or to see whether a record exists: use it instead of a loop with Get Many.',
	properties: [
		getConnector.property,
		lookupMatch.property,
		whenNotFound.property,
		whenSeveral.property,
		include.property,
		rowField.property,
		{ ...sortProperty, displayOptions: { show: { whenSeveral: ['all', 'first'] } } },
		protocolProperty,
		lookupOptions.property,
	],
	executeAll: runLookups,
};
