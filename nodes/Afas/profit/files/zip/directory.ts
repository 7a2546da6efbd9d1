import { windows1252Text } from '../../values/windows1252';
import { damagedZip } from './damagedZip';
import {
	CENTRAL_HEADER,
	CENTRAL_LENGTH,
	DEFLATED,
	ENCRYPTED,
	END_LENGTH,
	END_OF_DIRECTORY,
	NAME_IN_UTF8,
	STORED,
} from './layout';

/** The entry of one file in the directory of a ZIP. */
export interface DirectoryEntry {
	name: string;
	/** The name as it is in both headers. */
	nameBytes: Buffer;
	flags: number;
	method: number;
	crc: number;
	packedSize: number;
	size: number;
	/** Offset of its own header. */
	offset: number;
}

const LONGEST_COMMENT = 0xffff;

/** Marks a number that ZIP64 keeps elsewhere. */
const ELSEWHERE = 0xffffffff;

/** Characters of a path, a drive or a control code, which no plain file name has. */
const NOT_IN_NAMES = /[\p{Cc}/\\:]/u;

/**
 * Reads the directory at the end of a ZIP.
 * @returns its files, and where the directory begins
 * @throws ProfitError `badAnswer` when anything is inconsistent
 */
export function readDirectory(zip: Buffer): { entries: DirectoryEntry[]; start: number } {
	const end = endOf(zip);
	const count = zip.readUInt16LE(end + 10);
	const length = zip.readUInt32LE(end + 12);
	const start = zip.readUInt32LE(end + 16);
	const isSplit = zip.readUInt32LE(end + 4) !== 0 || zip.readUInt16LE(end + 8) !== count;
	if (isSplit) throw damagedZip('it is a part of several');
	if (start + length !== end) throw damagedZip('its directory is not where it should be');
	const entries: DirectoryEntry[] = [];
	const names = new Set<string>();
	let at = start;
	for (let number = 0; number < count; number++) {
		const { entry, next } = entryAt(zip, at, end);
		const known = entry.name.toLowerCase();
		if (names.has(known)) throw damagedZip('two of its files have the same name');
		names.add(known);
		entries.push(entry);
		at = next;
	}
	if (at !== end) throw damagedZip('its directory is not complete');
	return { entries, start };
}

/** Finds the end record, which is only followed by a comment of the length it gives. */
function endOf(zip: Buffer): number {
	const lowest = Math.max(0, zip.length - END_LENGTH - LONGEST_COMMENT);
	for (let at = zip.length - END_LENGTH; at >= lowest; at--) {
		if (
			zip.readUInt32LE(at) === END_OF_DIRECTORY &&
			at + END_LENGTH + zip.readUInt16LE(at + 20) === zip.length
		) {
			return at;
		}
	}
	throw damagedZip('it is cut off, or no ZIP');
}

function entryAt(zip: Buffer, at: number, end: number): { entry: DirectoryEntry; next: number } {
	if (at + CENTRAL_LENGTH > end || zip.readUInt32LE(at) !== CENTRAL_HEADER) {
		throw damagedZip('its directory is not complete');
	}
	const nameEnd = at + CENTRAL_LENGTH + zip.readUInt16LE(at + 28);
	const next = nameEnd + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
	if (next > end) throw damagedZip('its directory is not complete');
	const nameBytes = zip.subarray(at + CENTRAL_LENGTH, nameEnd);
	const flags = zip.readUInt16LE(at + 8);
	const entry = {
		name: nameOf(nameBytes, flags),
		nameBytes,
		flags,
		method: zip.readUInt16LE(at + 10),
		crc: zip.readUInt32LE(at + 16),
		packedSize: zip.readUInt32LE(at + 20),
		size: zip.readUInt32LE(at + 24),
		offset: zip.readUInt32LE(at + 42),
	};
	if (flags & ENCRYPTED) throw damagedZip('it has a password');
	if (entry.method !== STORED && entry.method !== DEFLATED) {
		throw damagedZip(`its files are packed in the unknown way ${entry.method}`);
	}
	if ([entry.packedSize, entry.size, entry.offset].includes(ELSEWHERE)) {
		throw damagedZip('it is a ZIP64');
	}
	return { entry, next };
}

/** Without the flag, the code page of a name is unknown; AFAS's names are ASCII. */
function nameOf(bytes: Buffer, flags: number): string {
	const name = flags & NAME_IN_UTF8 ? bytes.toString('utf8') : windows1252Text(bytes);
	if (NOT_IN_NAMES.test(name) || /^\.*$/.test(name)) {
		throw damagedZip('one of its files is in a folder, or has no name');
	}
	return name;
}
