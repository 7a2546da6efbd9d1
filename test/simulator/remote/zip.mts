import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/** A file in a ZIP, and what is to be wrong or unusual about it. */
export interface MadeEntry {
	name: string | Buffer;
	data: Buffer;
	/** 8 is deflate, the default; 0 is as it is. */
	method?: number;
	/** What the ZIP says of it, where that is not true. */
	size?: number;
	crc?: number;
	flags?: number;
	/** Whether the name is in UTF-8 and says so. */
	utf8?: boolean;
	/** Sizes and checksum behind the content only, as a program writes them that does not know them beforehand. */
	sizesBehind?: boolean;
	/** Fields that a program adds to the header of the file, and to that in the directory. */
	extra?: Buffer;
	centralExtra?: Buffer;
	/** The packed bytes, where they are known. */
	packed?: Buffer;
}

/** Makes a ZIP, also one that is wrong. It shares no code with the node. */
export function makeZip(entries: MadeEntry[], comment = ''): Buffer {
	const contents: Buffer[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	for (const entry of entries) {
		const { data, method = 8, extra = Buffer.alloc(0), centralExtra = Buffer.alloc(0) } = entry;
		const name = Buffer.from(entry.name as string);
		const packed = entry.packed ?? (method === 0 ? data : deflateRawSync(data));
		const flags = (entry.flags ?? 0) | (entry.utf8 ? 0x800 : 0) | (entry.sizesBehind ? 8 : 0);
		const sizes = Buffer.alloc(12);
		sizes.writeUInt32LE(entry.crc ?? crc32(data), 0);
		sizes.writeUInt32LE(packed.length, 4);
		sizes.writeUInt32LE(entry.size ?? data.length, 8);
		const local = Buffer.alloc(30);
		local.writeUInt32LE(0x04034b50, 0);
		local.writeUInt16LE(20, 4);
		local.writeUInt16LE(flags, 6);
		local.writeUInt16LE(method, 8);
		if (!entry.sizesBehind) sizes.copy(local, 14);
		local.writeUInt16LE(name.length, 26);
		local.writeUInt16LE(extra.length, 28);
		const behind = entry.sizesBehind ? [Buffer.from('PK\x07\x08'), sizes] : [];
		const content = Buffer.concat([local, name, extra, packed, ...behind]);
		const central = Buffer.alloc(46);
		central.writeUInt32LE(0x02014b50, 0);
		central.writeUInt16LE(45, 4);
		central.writeUInt16LE(20, 6);
		central.writeUInt16LE(flags, 8);
		central.writeUInt16LE(method, 10);
		sizes.copy(central, 16);
		central.writeUInt16LE(name.length, 28);
		central.writeUInt16LE(centralExtra.length, 30);
		central.writeUInt32LE(offset, 42);
		contents.push(content);
		directory.push(central, name, centralExtra);
		offset += content.length;
	}
	const all = Buffer.concat(directory);
	const end = Buffer.alloc(22);
	end.writeUInt32LE(0x06054b50, 0);
	end.writeUInt16LE(entries.length, 8);
	end.writeUInt16LE(entries.length, 10);
	end.writeUInt32LE(all.length, 12);
	end.writeUInt32LE(offset, 16);
	end.writeUInt16LE(comment.length, 20);
	return Buffer.concat([...contents, all, end, Buffer.from(comment)]);
}

/** The files of a ZIP by name; undefined when it is none. It takes only what the node and AFAS's own program write. */
export function unzip(zip: Buffer): Map<string, Buffer> | undefined {
	try {
		const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
		const files = new Map<string, Buffer>();
		let at = zip.readUInt32LE(end + 16);
		for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
			const nameEnd = at + 46 + zip.readUInt16LE(at + 28);
			const name = zip.toString('utf8', at + 46, nameEnd);
			const offset = zip.readUInt32LE(at + 42);
			const start = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28);
			const packed = zip.subarray(start, start + zip.readUInt32LE(at + 20));
			const data = zip.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed;
			if (crc32(data) !== zip.readUInt32LE(at + 16)) return undefined;
			files.set(name, data);
			at = nameEnd + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
		}
		return files;
	} catch {
		return undefined;
	}
}
