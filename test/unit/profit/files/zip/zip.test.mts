import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 as nodeCrc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import { crc32 } from '../../../../../nodes/Afas/profit/files/zip/crc32';
import { readZip } from '../../../../../nodes/Afas/profit/files/zip/readZip';
import { writeZip } from '../../../../../nodes/Afas/profit/files/zip/writeZip';
import { makeZip, type MadeEntry } from '../../../../simulator/remote/zip.mts';

const bytesOf = (text: string) => Buffer.from(text);

/** Bytes that no compression makes smaller, the same at every run. */
function noise(length: number): Buffer {
	let state = 42;
	return Buffer.from(
		Array.from({ length }, () => {
			state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
			return state >> 16;
		}),
	);
}

const CONTENTS: Array<[name: string, data: Buffer]> = [
	['an empty file', Buffer.alloc(0)],
	['one byte', bytesOf('a')],
	['a CSV', bytesOf('DbId;Naam\r\n100;Café Zoë\r\n'.repeat(2_000))],
	['what does not compress', noise(300_000)],
	['a long run of the same', Buffer.alloc(5_000_000, 'x')],
];

describe('writeZip', () => {
	it.each(CONTENTS)('packs %s as node:zlib unpacks it', async (_what, data) => {
		const zip = await writeZip([{ name: 'file.csv', data }]);
		const nameLength = zip.readUInt16LE(26);
		const packed = zip.subarray(30 + nameLength, 30 + nameLength + zip.readUInt32LE(18));
		expect(inflateRawSync(packed).equals(data)).toBe(true);
		expect(zip.readUInt32LE(22)).toBe(data.length);
		expect(zip.readUInt32LE(14)).toBe(nodeCrc32(data));
	});

	it('makes what unzip takes, with every byte of every file', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'zip-'));
		try {
			const entries = [
				...CONTENTS.map(([, data], number) => ({ name: `file ${number}.csv`, data })),
				{ name: '@#$MetaInfo.xml', data: bytesOf('<a/>') },
				{ name: 'Débiteuren één.csv', data: bytesOf('ë') },
			];
			writeFileSync(join(folder, 'a.zip'), await writeZip(entries));
			expect(execFileSync('unzip', ['-t', 'a.zip'], { cwd: folder }).toString()).toContain(
				'No errors detected',
			);
			const env = { ...process.env, LC_ALL: 'C.UTF-8' };
			execFileSync('unzip', ['a.zip'], { cwd: folder, env });
			for (const { name, data } of entries) {
				expect(readFileSync(join(folder, name)).equals(data)).toBe(true);
			}
		} finally {
			rmSync(folder, { recursive: true });
		}
	});

	it('gives the same bytes for the same files', async () => {
		const once = await writeZip([{ name: 'a', data: noise(1000) }]);
		expect((await writeZip([{ name: 'a', data: noise(1000) }])).equals(once)).toBe(true);
	});
});

it('crc32 is that of node:zlib', () => {
	for (const [, data] of CONTENTS) expect(crc32(data)).toBe(nodeCrc32(data));
});

/** A ZIP with one file of which a test changes something. */
const FILE: MadeEntry = { name: 'log.txt', data: bytesOf('One line.\r\n'.repeat(50)) };

describe('readZip', () => {
	it.each(CONTENTS)('gives back %s', async (_what, data) => {
		const packed = await readZip(makeZip([{ name: 'file', data }]));
		expect(packed.map(({ name }) => name)).toEqual(['file']);
		expect(data.equals(packed[0].data)).toBe(true);
		const stored = await readZip(makeZip([{ name: 'file', data, method: 0 }]));
		expect(data.equals(stored[0].data)).toBe(true);
	});

	it('reads a ZIP in the form in which AFAS sends one: extra fields in both headers, a comment', async () => {
		const zip = makeZip(
			[
				{ name: '@#$GeneralLogfile', data: bytesOf('log'), extra: Buffer.alloc(70, 1) },
				{ name: '@#$Return.xml', data: bytesOf('<x/>'), centralExtra: Buffer.alloc(96, 2) },
			],
			'Commandline temp',
		);
		const files = await readZip(zip);
		expect(files.map(({ name, data }) => [name, Buffer.from(data).toString()])).toEqual([
			['@#$GeneralLogfile', 'log'],
			['@#$Return.xml', '<x/>'],
		]);
	});

	it('reads an empty ZIP, and sizes that stand behind the content', async () => {
		expect(await readZip(makeZip([]))).toEqual([]);
		const [file] = await readZip(makeZip([{ ...FILE, sizesBehind: true }]));
		expect(file.data).toEqual(FILE.data);
	});

	it('reads names in UTF-8 and in Windows-1252', async () => {
		const names = async (name: Buffer, utf8: boolean) =>
			(await readZip(makeZip([{ ...FILE, name, utf8 }])))[0].name;
		expect(await names(bytesOf('Café €.txt'), true)).toBe('Café €.txt');
		expect(await names(Buffer.from('Caf\xe9 \x80.txt', 'latin1'), false)).toBe('Café €.txt');
	});

	const changed = (change: (zip: Buffer, central: number) => void, entry: MadeEntry = FILE) => {
		const zip = makeZip([entry]);
		change(zip, zip.readUInt32LE(zip.length - 6));
		return zip;
	};
	const overlapping = () => {
		const zip = makeZip([FILE, { ...FILE, name: 'two.txt' }]);
		const directory = zip.readUInt32LE(zip.length - 6);
		// The second entry of the directory leads to the content of the first.
		const second = zip.indexOf('two.txt', directory) - 46;
		zip.writeUInt32LE(0, second + 42);
		zip.write('log.txt', zip.indexOf('two.txt', directory));
		return zip;
	};

	it.each<[what: string, zip: () => Buffer, says: RegExp]>([
		['nothing', () => Buffer.alloc(0), /no ZIP/],
		['text', () => bytesOf('<html>'.repeat(100)), /no ZIP/],
		['a ZIP that is cut off', () => makeZip([FILE]).subarray(0, -1), /cut off/],
		['something after it', () => Buffer.concat([makeZip([FILE]), bytesOf('x')]), /cut off/],
		[
			'something before it',
			() => Buffer.concat([bytesOf('x'), makeZip([FILE])]),
			/where it should/,
		],
		[
			'a wrong number of files',
			() => changed((zip) => zip.writeUInt16LE(2, zip.length - 12)),
			/part of several/,
		],
		[
			'a file too many in the directory',
			() =>
				changed((zip) => {
					zip.writeUInt16LE(2, zip.length - 12);
					zip.writeUInt16LE(2, zip.length - 14);
				}),
			/not complete/,
		],
		[
			'a file too few in the directory',
			() =>
				changed((zip) => {
					zip.writeUInt16LE(0, zip.length - 12);
					zip.writeUInt16LE(0, zip.length - 14);
				}),
			/not complete/,
		],
		['a wrong checksum', () => makeZip([{ ...FILE, crc: 1 }]), /damaged/],
		['a byte that fell over', () => changed((zip) => (zip[40] ^= 0xff)), /damaged/],
		[
			'a byte that fell over in a file that is not packed',
			() => changed((zip) => (zip[40] ^= 1), { ...FILE, method: 0 }),
			/damaged/,
		],
		['a file that is longer than it says', () => makeZip([{ ...FILE, size: 20 }]), /damaged/],
		['a file that is shorter than it says', () => makeZip([{ ...FILE, size: 2000 }]), /damaged/],
		[
			'sizes that differ in the two headers',
			() => changed((zip) => zip.writeUInt32LE(1, 22)),
			/something other/,
		],
		[
			'names that differ in the two headers',
			() => changed((zip) => zip.write('LOG', 30)),
			/something other/,
		],
		[
			'content that runs into the directory',
			() =>
				changed((zip, central) => {
					zip.writeUInt32LE(9999, 18);
					zip.writeUInt32LE(9999, central + 20);
				}),
			/cut off/,
		],
		[
			'an offset that leads nowhere',
			() => changed((zip, central) => zip.writeUInt32LE(7, central + 42)),
			/where it should/,
		],
		[
			'an offset behind the end',
			() => changed((zip, central) => zip.writeUInt32LE(0x7fffffff, central + 42)),
			/where it should/,
		],
		['a password', () => makeZip([{ ...FILE, flags: 1 }]), /password/],
		['an unknown way of packing', () => makeZip([{ ...FILE, method: 12 }]), /way 12/],
		[
			'ZIP64',
			() => changed((zip, central) => zip.writeUInt32LE(0xffffffff, central + 24)),
			/ZIP64/,
		],
		[
			'two files of the same name',
			() => makeZip([FILE, { ...FILE, name: 'LOG.txt' }]),
			/same name/,
		],
		['two files in the same place', overlapping, /same name|overlap/],
		...['../../etc/passwd', 'a/b', 'a\\b', 'C:a', '..', '.', '', 'a\nb', 'a\0b'].map(
			(name): [string, () => Buffer, RegExp] => [
				`the name ${JSON.stringify(name)}`,
				() => makeZip([{ ...FILE, name }]),
				/folder/,
			],
		),
	])('refuses %s', async (_what, zip, says) => {
		await expect(readZip(zip())).rejects.toMatchObject({ kind: 'badAnswer' });
		await expect(readZip(zip())).rejects.toThrow(says);
	});

	it('refuses a ZIP that was changed anywhere, or gives what was in it', async () => {
		const zip = makeZip([FILE, { name: 'b.xml', data: bytesOf('<b/>') }]);
		for (let at = 0; at < zip.length; at++) {
			const damaged = Buffer.from(zip);
			damaged[at] ^= 0x15;
			// Not everything in a ZIP means something: dates and attributes may be anything.
			const files = await readZip(damaged).catch((error: Error) => error.name);
			if (typeof files === 'string') expect(files).toBe('ProfitError');
			else expect(files[0].data).toEqual(FILE.data);
		}
	});

	it('refuses a ZIP that is cut off anywhere', async () => {
		const zip = makeZip([FILE]);
		for (let length = 0; length < zip.length; length++) {
			await expect(readZip(zip.subarray(0, length))).rejects.toMatchObject({ kind: 'badAnswer' });
		}
	});

	it('stops at 200 MB, whatever the ZIP says of itself', async () => {
		const bomb = Buffer.alloc(201 * 1024 * 1024);
		const packed = deflateRawSync(bomb);
		const honest = makeZip([{ name: 'bomb', data: bomb, packed }]);
		await expect(readZip(honest)).rejects.toThrow(/larger than 200 MB/);
		const before = process.memoryUsage.rss();
		const lies = makeZip([{ name: 'bomb', data: bomb, packed, size: 1000 }]);
		await expect(readZip(lies)).rejects.toThrow(/damaged/);
		expect(process.memoryUsage.rss() - before).toBeLessThan(50 * 1024 * 1024);
	});

	it('reads what writeZip writes', async () => {
		const entries = CONTENTS.map(([name, data]) => ({ name, data }));
		const files = await readZip(await writeZip(entries));
		expect(files.map(({ name }) => name)).toEqual(entries.map(({ name }) => name));
		expect(files.every(({ data }, at) => entries[at].data.equals(data))).toBe(true);
	});
});
