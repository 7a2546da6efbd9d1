import { crc32 } from './crc32';
import { deflate } from './deflate';
import {
	CENTRAL_HEADER,
	CENTRAL_LENGTH,
	DEFLATED,
	END_LENGTH,
	END_OF_DIRECTORY,
	LOCAL_HEADER,
	LOCAL_LENGTH,
	NAME_IN_UTF8,
} from './layout';

/** A file in a ZIP. */
export interface ZipEntry {
	/** A plain file name, never a path. */
	name: string;
	data: Uint8Array;
}

/** 2.0: deflate. */
const VERSION = 20;

/** Claims NTFS, as AFAS's own program does: for other systems unzip reads names in an old code page. */
const WRITTEN_UNDER = (11 << 8) | VERSION;

/** 1 January 1980, the earliest date of a ZIP, so that the same files always give the same bytes. */
const DATE = 0x0021;

/**
 * Makes a ZIP of files. Together they must be smaller than 4 GB, because it does not write ZIP64.
 * @param entries at most 65,535 files with different names
 */
export async function writeZip(entries: readonly ZipEntry[]): Promise<Buffer> {
	const contents: Uint8Array[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	for (const { name, data } of entries) {
		const nameBytes = Buffer.from(name);
		const packed = await deflate(data);
		const shared = sharedHeader(nameBytes, data, packed);
		const local = Buffer.alloc(LOCAL_LENGTH);
		local.writeUInt32LE(LOCAL_HEADER, 0);
		shared.copy(local, 4);
		contents.push(local, nameBytes, packed);
		const central = Buffer.alloc(CENTRAL_LENGTH);
		central.writeUInt32LE(CENTRAL_HEADER, 0);
		central.writeUInt16LE(WRITTEN_UNDER, 4);
		shared.copy(central, 6);
		central.writeUInt32LE(offset, 42);
		directory.push(central, nameBytes);
		offset += LOCAL_LENGTH + nameBytes.length + packed.length;
	}
	const directoryBytes = Buffer.concat(directory);
	const end = Buffer.alloc(END_LENGTH);
	end.writeUInt32LE(END_OF_DIRECTORY, 0);
	end.writeUInt16LE(entries.length, 8);
	end.writeUInt16LE(entries.length, 10);
	end.writeUInt32LE(directoryBytes.length, 12);
	end.writeUInt32LE(offset, 16);
	return Buffer.concat([...contents, directoryBytes, end]);
}

/** The 26 bytes that both headers of an entry share. */
function sharedHeader(name: Buffer, data: Uint8Array, packed: Buffer): Buffer {
	const header = Buffer.alloc(LOCAL_LENGTH - 4);
	header.writeUInt16LE(VERSION, 0);
	header.writeUInt16LE(name.every((byte) => byte < 0x80) ? 0 : NAME_IN_UTF8, 2);
	header.writeUInt16LE(DEFLATED, 4);
	header.writeUInt16LE(DATE, 8);
	header.writeUInt32LE(crc32(data), 10);
	header.writeUInt32LE(packed.length, 14);
	header.writeUInt32LE(data.length, 18);
	header.writeUInt16LE(name.length, 22);
	return header;
}
