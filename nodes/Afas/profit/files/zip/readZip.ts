import { crc32 } from './crc32';
import { damagedZip } from './damagedZip';
import { inflate } from './deflate';
import { readDirectory, type DirectoryEntry } from './directory';
import { LOCAL_HEADER, LOCAL_LENGTH, SIZES_BEHIND, STORED } from './layout';
import type { ZipEntry } from './writeZip';

const MEGABYTE = 1024 * 1024;

/** Maximum bytes of all files of a ZIP together: AFAS's limit for a whole command. docs/afas.md 11.2. */
export const MAX_UNPACKED = 200 * MEGABYTE;

/**
 * Unpacks a ZIP from outside. Lengths, offsets, names and checksums must agree everywhere; nothing may overlap, be
 * encrypted or be in a folder.
 * @param limit maximum bytes of all files together; a ZIP that exceeds it, or says so, is not unpacked any further
 * @returns the files in the order of the ZIP's directory
 * @throws ProfitError `badAnswer` that says what is wrong
 */
export async function readZip(zip: Buffer, limit = MAX_UNPACKED): Promise<ZipEntry[]> {
	const { entries, start } = readDirectory(zip);
	if (entries.reduce((sum, { size }) => sum + size, 0) > limit) {
		throw damagedZip(`its files are larger than ${Math.floor(limit / MEGABYTE)} MB together`);
	}
	const files: ZipEntry[] = [];
	for (const { entry, packed } of contents(zip, entries, start)) {
		files.push({ name: entry.name, data: await unpacked(entry, packed) });
	}
	return files;
}

interface Content {
	entry: DirectoryEntry;
	packed: Buffer;
}

/** The packed content of each file; all are checked before the first is unpacked. */
function contents(zip: Buffer, entries: DirectoryEntry[], directory: number): Content[] {
	const found = entries.map((entry) => {
		const start = contentStart(zip, entry, directory);
		const end = start + entry.packedSize;
		if (end > directory) throw damagedZip('a file in it is cut off');
		return { entry, packed: zip.subarray(start, end), end };
	});
	const inPlace = [...found].sort((one, other) => one.entry.offset - other.entry.offset);
	for (const [at, { entry }] of inPlace.entries()) {
		if (at > 0 && entry.offset < inPlace[at - 1].end) throw damagedZip('files in it overlap');
	}
	return found;
}

/** The start of a file's content; its own header must match the directory. */
function contentStart(zip: Buffer, entry: DirectoryEntry, directory: number): number {
	const { offset, nameBytes, flags, method } = entry;
	const nameStart = offset + LOCAL_LENGTH;
	const isHeader = nameStart <= directory && zip.readUInt32LE(offset) === LOCAL_HEADER;
	if (!isHeader) throw damagedZip('a file in it is not where it should be');
	const nameEnd = nameStart + zip.readUInt16LE(offset + 26);
	const hasSizes = (flags & SIZES_BEHIND) === 0;
	const isSame =
		zip.readUInt16LE(offset + 6) === flags &&
		zip.readUInt16LE(offset + 8) === method &&
		nameBytes.equals(zip.subarray(nameStart, nameEnd)) &&
		(!hasSizes ||
			(zip.readUInt32LE(offset + 14) === entry.crc &&
				zip.readUInt32LE(offset + 18) === entry.packedSize &&
				zip.readUInt32LE(offset + 22) === entry.size));
	if (!isSame) throw damagedZip('its directory says something other than its files');
	return nameEnd + zip.readUInt16LE(offset + 28);
}

async function unpacked({ method, size, crc }: DirectoryEntry, packed: Buffer): Promise<Buffer> {
	const data = method === STORED ? packed : await inflate(packed, size);
	if (data?.length !== size) throw damagedZip('a file in it is damaged');
	if (crc32(data) !== crc) throw damagedZip('a file in it is damaged');
	return data;
}
