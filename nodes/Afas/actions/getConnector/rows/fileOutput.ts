import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';
import type { TextFormat } from '../../../profit/rows/textRows';
import type { Row } from '../../../profit/values/cell';
import { TextBuffer } from './textBuffer';

/** Turns pages of rows into output items as they arrive. */
export interface RowOutput {
	add(rows: Row[]): Promise<void>;
	/** Gives the items of all added rows. Call it once, at the end. */
	end(): Promise<INodeExecutionData[]>;
}

/** Rows to format at a time. V8 keeps texts above 128 KB in memory for longer. */
const ROWS_AT_ONCE = 100;

/** n8n cannot take a larger file: its Base64 would exceed JavaScript's maximum string length. */
const BYTES_PER_FILE = 256 * 1024 * 1024;

export interface FileOutputOptions {
	format: TextFormat;
	/** Name of the files, without number and extension. */
	name: string;
	rowsPerFile: number;
	/** Maximum bytes of a file, however many rows it has; 256 MB when absent. */
	bytesPerFile?: number;
	/** Called once, before the first file is given to n8n while more rows come: n8n takes no file back. What it throws ends the read. */
	beforeFiles(): Promise<void>;
	/** Gives a file to n8n. The bytes are overwritten once it is done. */
	save(bytes: Buffer, fileName: string, mimeType: string): Promise<IBinaryData>;
}

/**
 * Writes rows into files and gives each to n8n as soon as it is full, so that only one file is in memory at a time. If
 * there are no rows, it makes one file with only a header, so that later nodes still have a file.
 */
export class FileOutput implements RowOutput {
	private readonly items: INodeExecutionData[] = [];

	private readonly text = new TextBuffer();

	private readonly bytesPerFile: number;

	private format: TextFormat;

	/** Rows in the current file. */
	private rows = 0;

	constructor(private readonly options: FileOutputOptions) {
		this.bytesPerFile = options.bytesPerFile ?? BYTES_PER_FILE;
		this.format = options.format;
		this.text.add(this.format.head);
	}

	async add(rows: Row[]): Promise<void> {
		const { rowsPerFile } = this.options;
		let from = 0;
		while (from < rows.length) {
			const part = rows.slice(from, from + Math.min(ROWS_AT_ONCE, rowsPerFile - this.rows));
			await this.addPart(part);
			from += part.length;
			if (this.rows >= rowsPerFile) await this.saveFull();
		}
	}

	async end(): Promise<INodeExecutionData[]> {
		if (this.rows > 0 || this.items.length === 0) await this.save();
		return this.items;
	}

	private async addPart(part: Row[]): Promise<void> {
		const format = this.format.withRoomFor(part);
		// The header of the current file lacks the new columns.
		if (format !== this.format) await this.begin(format);
		const text = format.lines(part);
		const isFull = this.text.length + Buffer.byteLength(text) > this.bytesPerFile;
		if (isFull && this.rows > 0) await this.saveFull();
		const bytesPerRow = this.rows > 0 ? this.text.length / this.rows : 0;
		this.text.add(text, Math.min(bytesPerRow * this.options.rowsPerFile, this.bytesPerFile));
		this.rows += part.length;
	}

	/** Changes the format: in a new file, unless the current one has no rows yet. */
	private async begin(format: TextFormat): Promise<void> {
		if (this.rows > 0) await this.saveFull();
		this.format = format;
		this.clear();
	}

	private async saveFull(): Promise<void> {
		if (this.items.length === 0) await this.options.beforeFiles();
		await this.save();
	}

	private async save(): Promise<void> {
		const { name, save } = this.options;
		const { extension, mimeType } = this.format;
		const part = this.items.length + 1;
		const fileName = `${safeFileName(name)}-${String(part).padStart(3, '0')}${extension}`;
		const data = await save(this.text.bytes(), fileName, mimeType);
		this.items.push({ json: { rows: this.rows, part, fileName }, binary: { data } });
		this.rows = 0;
		this.clear();
	}

	private clear(): void {
		this.text.clear();
		this.text.add(this.format.head);
	}
}

/** Removes characters that file systems do not allow. */
function safeFileName(name: string): string {
	return name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_');
}
