import type { EnvironmentInfo, GetConnectorInfo, UpdateConnectorInfo } from '../metainfo/types';

/** A connector with its metainfo, or AFAS's message if it refused it. */
export type FoundConnector<T> = { id: string; description: string } & (
	| { info: T }
	| { refusal: string }
);

export type FoundGetConnector = FoundConnector<GetConnectorInfo>;

export type FoundUpdateConnector = FoundConnector<UpdateConnectorInfo>;

/** What an environment has, as far as it was read. */
export interface EnvironmentSetup {
	/** The complete lists of the app connector. */
	environment: EnvironmentInfo;
	/** Connectors that the user chose; empty for all. */
	chosen: string[];
	getConnectors: FoundGetConnector[];
	updateConnectors: FoundUpdateConnector[];
}

/** Whether two IDs are the same; AFAS ignores letter case (docs/afas.md 2.1). */
export function sameId(left: string, right: string): boolean {
	return left.toLowerCase() === right.toLowerCase();
}

/** Whether a connector is among those that the user chose, or none was. */
export function isChosen(chosen: string[], id: string): boolean {
	return chosen.length === 0 || chosen.some((name) => sameId(name, id));
}
