/** Constants of the ZIP format that reading and writing share. Source: PKWARE's APPNOTE.TXT 6.3. */

export const LOCAL_HEADER = 0x04034b50;
export const CENTRAL_HEADER = 0x02014b50;
export const END_OF_DIRECTORY = 0x06054b50;

export const LOCAL_LENGTH = 30;
export const CENTRAL_LENGTH = 46;
export const END_LENGTH = 22;

export const STORED = 0;
export const DEFLATED = 8;

/** Flags of an entry. */
export const ENCRYPTED = 0x0001;
/** Sizes and checksum follow the content instead of preceding it. */
export const SIZES_BEHIND = 0x0008;
export const NAME_IN_UTF8 = 0x0800;
