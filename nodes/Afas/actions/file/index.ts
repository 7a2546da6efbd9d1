import type { Resource } from '../operation';
import { getAttachment } from './getAttachment';
import { getAttachments } from './getAttachments';
import { getFile } from './getFile';
import { getImage } from './getImage';

export const file: Resource = {
	name: 'File',
	value: 'file',
	description: 'Attachments of dossier items, other files, and images',
	operations: [getAttachment, getAttachments, getFile, getImage],
};
