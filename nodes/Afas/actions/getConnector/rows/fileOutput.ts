import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';
import type { TextFormat } from '../../../profit/rows/textRows';
import type { Row } from '../../../profit/values/cell';
import { TextBuffer } from './textBuffer';

/** Turns pages of rows into items while they arrive. */
export interface RowOutput {
	add(rows: Row[]): Promise<void>;
	/** The items of all rows that were added; once, at the end. */
	end(): Promise<INodeExecutionData[]>;
}

/** Rows that are made into text at a time. Texts above 128 KB are large objects to V8, which stay in memory for longer. */
const ROWS_AT_ONCE = 100;

export interface FileOutputOptions {
	format: TextFormat;
	/** Name of the files, without number and extension. */
	name: string;
	rowsPerFile: number;
	/** Hands a file to n8n. The bytes are used again once it is done. */
	save(bytes: Buffer, fileName: string, mimeType: string): Promise<IBinaryData>;
}

/**
 * Writes rows into files and hands each to n8n as soon as it is full, so that one file is in memory at a time.
 * Without rows there is one file, empty but for its header, so that what comes after still has something to send.
 */
export class FileOutput implements RowOutput {
	private readonly items: INodeExecutionData[] = [];

	private readonly text = new TextBuffer();

	/** Rows in the file that is being written. */
	private rows = 0;

	constructor(private readonly options: FileOutputOptions) {
		this.text.add(options.format.head);
	}

	async add(rows: Row[]): Promise<void> {
		const { format, rowsPerFile } = this.options;
		let from = 0;
		while (from < rows.length) {
			const part = rows.slice(from, from + Math.min(ROWS_AT_ONCE, rowsPerFile - this.rows));
			const bytesPerRow = this.rows > 0 ? this.text.length / this.rows : 0;
			this.text.add(format.lines(part), bytesPerRow * rowsPerFile);
			this.rows += part.length;
			from += part.length;
			if (this.rows >= rowsPerFile) await this.save();
		}
	}

	async end(): Promise<INodeExecutionData[]> {
		if (this.rows > 0 || this.items.length === 0) await this.save();
		return this.items;
	}

	private async save(): Promise<void> {
		const { format, name, save } = this.options;
		const part = this.items.length + 1;
		const fileName = `${safeFileName(name)}-${String(part).padStart(3, '0')}${format.extension}`;
		const data = await save(this.text.bytes(), fileName, format.mimeType);
		this.items.push({ json: { rows: this.rows, part, fileName }, binary: { data } });
		this.rows = 0;
		this.text.clear();
		this.text.add(format.head);
	}
}

/** Without what file systems do not take in a name. */
function safeFileName(name: string): string {
	return name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_');
}
