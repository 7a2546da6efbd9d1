import { fileId } from './connectors/subjects.mts';
import type { Table } from './data/table.mts';
import { seededRandom } from '../support/random.ts';

/** A file that Profit keeps. */
export interface StoredFile {
	name: string;
	data: Buffer;
	/** What the connectors tell as its MIME type; nothing when it is left out. */
	mimeType?: string;
}

/** Bytes that look random and are the same for the same seed. */
export function randomBytes(size: number, seed: number): Buffer {
	const random = seededRandom(seed);
	const words = new Uint32Array(Math.ceil(size / 4));
	for (let at = 0; at < words.length; at++) words[at] = random.next() * 4294967296;
	return Buffer.from(words.buffer, 0, size);
}

/** Image sizes, at the places that are AFAS's numbers for them (docs/afas.md 2.1). */
export const IMAGE_FORMATS = ['original', 'thumbnail', 'medium'] as const;

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
const LARGEST_MADE = 60_000;

/** Files, images and reports of the environment, beside those that were written. */
export class Documents {
	/** By image id: the bytes per format. */
	readonly images = new Map<string, Buffer[]>();

	/** By report id: makes the file from the conditions of the call, each `field operator value`. */
	readonly reports = new Map<string, (conditions: string[]) => Buffer>();

	private readonly attachments: () => Table;

	private readonly files: Map<string, StoredFile>;

	private readonly ofReactions: () => Table;

	/**
	 * @param files by file id; also where written attachments are
	 * @param attachments rows of `Profit_Subject_Attachments`
	 * @param ofReactions rows of `Profit_Subject_Reaction_Attachments`
	 */
	constructor(files: Map<string, StoredFile>, attachments: () => Table, ofReactions: () => Table) {
		this.files = files;
		this.attachments = attachments;
		this.ofReactions = ofReactions;
		const image = IMAGE_FORMATS.map((_format, at) =>
			Buffer.concat([PNG, randomBytes([40_000, 2_000, 9_000][at], 100 + at)]),
		);
		this.images.set('A1B2C3D4E5F60718293A4B5C6D7E8F90', image);
		this.reports.set('CF761B2F7099455B8C5227639C447689', (conditions) =>
			Buffer.from(`%PDF-1.7\n${conditions.join('\n')}\n%%EOF\n`),
		);
	}

	/** Puts a file with a dossier item. @returns its file id */
	attach(subjectId: number, file: StoredFile): string {
		const table = this.attachments();
		const number = Math.max(0, ...table.column('attachment_id').map(Number)) + 1;
		const id = fileId(number);
		table.insert({
			attachment_id: number,
			subject_id: subjectId,
			file_id: id,
			file_name: file.name,
		});
		this.files.set(id, file);
		return id;
	}

	/** Puts a file with a reaction to a dossier item. @returns its file id */
	attachToReaction(subjectId: number, reactionId: number, file: StoredFile): string {
		const table = this.ofReactions();
		const number = 5_000_000 + table.size;
		const id = fileId(number);
		table.insert({
			attachment_id: number,
			reaction_id: reactionId,
			subject_id: subjectId,
			file_id: id,
			file_name: file.name,
			file_size: file.data.length,
		});
		this.files.set(id, file);
		return id;
	}

	/** An attachment of a dossier item or of a reaction to it; one that was there from the start gets its bytes now. */
	attachment(subjectId: string, id: string): StoredFile | undefined {
		const row = [...this.attachments().records(), ...this.ofReactions().records()].find(
			(is) => String(is.file_id).toLowerCase() === id.toLowerCase(),
		);
		if (!row || String(row.subject_id) !== subjectId) return undefined;
		return this.file(id);
	}

	/** A file by its id. */
	file(id: string): StoredFile | undefined {
		const key = id.toUpperCase();
		const kept = this.files.get(key) ?? this.files.get(id);
		if (kept) return kept;
		const row = this.attachments()
			.records()
			.find((is) => String(is.file_id).toUpperCase() === key);
		if (!row) return undefined;
		const number = Number(row.attachment_id);
		const data = randomBytes(seededRandom(number).whole(0, LARGEST_MADE), number);
		const made = { name: String(row.file_name), data };
		this.files.set(key, made);
		return made;
	}
}
