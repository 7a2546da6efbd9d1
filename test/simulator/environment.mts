import { relationConnectors } from './connectors/relations.mts';
import { salesConnectors } from './connectors/sales.mts';
import { specialConnectors } from './connectors/special.mts';
import { staffConnectors } from './connectors/staff.mts';
import { subjectConnectors } from './connectors/subjects.mts';
import { transactionConnectors } from './connectors/transactions.mts';
import type { GetConnector } from './connectors/connector.mts';
import { updateConnectors } from './write/connectors/index.mts';
import type { UpdateConnector } from './write/definition.mts';
import { WriteEngine } from './write/engine.mts';
import { workConnectors } from './connectors/work.mts';
import { Table } from './data/table.mts';
import { Documents, type StoredFile } from './documents.mts';
import { RemoteCommands } from './remote/remoteCommands.mts';
import { seededRandom, type Random } from '../support/random.ts';
import { amsterdamTime } from './time.mts';
import { changedDaysConnectors, DATED, markDay } from './changedDays.mts';
import { defaultSettings, type Settings } from './settings.mts';

/** Who the environment belongs to and what opens it. */
export interface Access {
	tenant: string;
	integrationId: string;
	/** `<token><version>1</version><data>…</data></token>` */
	token: string;
}

export interface EnvironmentOptions {
	/** Same seed, same data and same shuffling. */
	seed: number;
	/** Rows of `Sim_Transactions`. */
	bigRows: number;
	/** Rows of `Sim_SalesOrders`. */
	orderRows: number;
}

/** A Profit environment: its data and settings, apart from how they are reached. */
export class Environment {
	readonly settings: Settings = defaultSettings();

	readonly access: Access;

	/** Draws the order of rows that a sort does not tell apart. */
	readonly random: Random;

	readonly getConnectors: GetConnector[];

	readonly updateConnectors: UpdateConnector[];

	/** Applies writes to the data. */
	readonly writes: WriteEngine;

	/** Files by their id, as attachments were written. */
	readonly files = new Map<string, StoredFile>();

	/** Files, images and reports that the connectors for them give. */
	readonly documents = new Documents(
		this.files,
		() => this.table('Profit_Subject_Attachments'),
		() => this.table('Profit_Subject_Reaction_Attachments'),
	);

	/** AFAS Remote: imports of files and of definitions. */
	readonly remote = new RemoteCommands(this);

	private readonly byId: Map<string, GetConnector>;

	constructor(options: EnvironmentOptions) {
		const { seed, bigRows, orderRows } = options;
		this.random = seededRandom(seed + 1000);
		const random = seededRandom(seed + 2000);
		const digits = Array.from({ length: 64 }, () => random.whole(0, 15).toString(16)).join('');
		this.access = {
			tenant: '12345',
			integrationId: '12345_678900',
			token: `<token><version>1</version><data>${digits.toUpperCase()}</data></token>`,
		};
		this.getConnectors = [
			...relationConnectors(seed),
			...staffConnectors(seed),
			...salesConnectors(seed, orderRows),
			...subjectConnectors(seed),
			...workConnectors(),
			...changedDaysConnectors(),
			...specialConnectors(seed),
			...transactionConnectors(bigRows),
		];
		this.updateConnectors = updateConnectors();
		this.writes = new WriteEngine(this);
		this.byId = new Map(this.getConnectors.map((is) => [is.id.toLowerCase(), is]));
		// The work e-mail address of an employee is that of the person.
		this.table('Sim_OrgPer').onChange = ({ BcCo, MailWork }) => {
			const staff = this.table('Sim_CurrentEmployees');
			for (const row of staff.find({ PersonId: BcCo })) staff.update(row, { EmailWork: MailWork });
		};
		for (const { table, field, days } of DATED) {
			this.table(table).onChange = (row) => {
				markDay(this.table(days), row, field, amsterdamTime(this.settings.now()));
			};
		}
	}

	/** A GetConnector by its name in any letter case. */
	getConnector(id: string): GetConnector | undefined {
		return this.byId.get(id.toLowerCase());
	}

	/** An UpdateConnector by its name in any letter case. */
	updateConnector(id: string): UpdateConnector | undefined {
		return this.updateConnectors.find((is) => is.id.toLowerCase() === id.toLowerCase());
	}

	/** The rows of a GetConnector, to look at or to change from a test. */
	table(id: string): Table {
		const rows = this.getConnector(id)?.rows();
		if (!(rows instanceof Table)) throw new Error(`${id} is not a table that can change`);
		return rows;
	}
}
