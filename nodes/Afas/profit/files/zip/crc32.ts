const TABLE = Uint32Array.from({ length: 256 }, (_none, byte) => {
	let remainder = byte;
	for (let bit = 0; bit < 8; bit++) {
		remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
	}
	return remainder;
});

/** The checksum that a ZIP keeps of each file: CRC-32 as in ISO 3309. APPNOTE 4.4.7. */
export function crc32(bytes: Uint8Array): number {
	let crc = 0xffffffff;
	for (let at = 0; at < bytes.length; at++) {
		crc = (crc >>> 8) ^ TABLE[(crc ^ bytes[at]) & 0xff];
	}
	return (crc ^ 0xffffffff) >>> 0;
}
