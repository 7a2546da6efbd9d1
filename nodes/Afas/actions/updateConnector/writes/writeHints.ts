import type { IExecuteFunctions } from 'n8n-workflow';
import { counted } from '../../../profit/errors/counted';
import { describeMissing, type MissingField } from '../../../profit/records/missingMandatory';
import type { RecordWrite } from './write';
import { showHints } from '../../../n8n/hints';

const SHOWN_FIELDS = 15;

/** Collects the hints of a run, and shows each once in the output pane. */
export class WriteHints {
	private readonly missing = new Map<string, MissingField>();

	private itemsMissing = 0;

	private readonly ignored = new Set<string>();

	private ignoredBy = '';

	private lookupCreated = 0;

	private readonly wrongZ = new Set<number>();

	/** Mandatory fields that a new record does not give. */
	addMissing(fields: MissingField[]): void {
		if (fields.length > 0) this.itemsMissing += 1;
		for (const field of fields) {
			// Leave out the row number, which differs per item.
			const path = field.path.replace(/\[\d+\]/g, '');
			this.missing.set(path, { ...field, path });
		}
	}

	/** Names of an input item that automatic mapping left out. */
	addIgnored(connector: string, names: string[]): void {
		for (const name of names) this.ignored.add(name);
		this.ignoredBy = connector;
	}

	/** An item with dates that may carry AFAS's wrong Z. */
	addWrongZ(itemIndex: number): void {
		this.wrongZ.add(itemIndex);
	}

	/** A record that AFAS has written. */
	addWritten({ missing, isLookupCreated }: Pick<RecordWrite, 'missing' | 'isLookupCreated'>): void {
		this.addMissing(missing);
		if (isLookupCreated) this.lookupCreated += 1;
	}

	show(context: IExecuteFunctions): void {
		showHints(context, this.messages());
	}

	private messages(): string[] {
		const messages: string[] = [];
		if (this.missing.size > 0) {
			const fields = [...this.missing.values()];
			const more = fields.length > SHOWN_FIELDS ? ` and ${fields.length - SHOWN_FIELDS} more` : '';
			messages.push(
				`AFAS calls these fields mandatory, and ${counted(this.itemsMissing, 'item')} did not give them: ${describeMissing(fields.slice(0, SHOWN_FIELDS))}${more}. Profit fills many of these itself, so this may be fine.`,
			);
		}
		if (this.ignored.size > 0) {
			const names = [...this.ignored];
			const more = names.length > SHOWN_FIELDS ? ` and ${names.length - SHOWN_FIELDS} more` : '';
			messages.push(
				`Automatic mapping left out these fields of the input, which ${this.ignoredBy} does not have: ${names.slice(0, SHOWN_FIELDS).join(', ')}${more}.`,
			);
		}
		if (this.wrongZ.size > 0) {
			messages.push(
				`An earlier node returns dates 'As AFAS Returns Them', with a wrong Z, and ${counted(this.wrongZ.size, 'item')} had such dates. They were read as UTC and written one or two hours later. Set 'Date Times' of that node to 'Amsterdam Time'.`,
			);
		}
		if (this.lookupCreated > 0) {
			messages.push(
				`The lookup found no row for ${counted(this.lookupCreated, 'item')}, so new records were created. Filter authorisation in Profit can hide rows from the app connector's user: make sure that the GetConnector shows this user every record, otherwise records are created twice.`,
			);
		}
		return messages;
	}
}
