import type { Resource } from '../operation';
import { getAttachment } from './getAttachment.operation';
import { getAttachments } from './getAttachments.operation';
import { getFile } from './getFile.operation';
import { getImage } from './getImage.operation';

export const file: Resource = {
	name: 'File',
	value: 'file',
	description: 'Attachments of dossier items, other files, and images',
	operations: [getAttachment, getAttachments, getFile, getImage],
};
