import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { NotFoundText } from '../../../profit/answers/statuses';
import { callOptions } from '../../../parameters/callOptions';
import { fileItem, outputField } from '../../../parameters/fileOutput';
import { readRestFile } from '../../../transport/files';
import type { ItemCall } from '../../operation';

/** A file with an address of its own over REST. */
interface AddressedFile {
	path: string;
	/** What a 404 means. */
	notFound: NotFoundText;
	/** The IDs it was requested by, for the output. */
	ids: IDataObject;
	/** Its ID: the file name if there is no other. */
	id: string;
	/** Its name if AFAS gives none. */
	name?: string;
}

/**
 * Downloads a file of an input item.
 * @returns its output item
 * @throws ProfitError
 */
export async function fileAt(
	{ context, client, itemIndex }: ItemCall,
	{ path, notFound, ids, id, name = '' }: AddressedFile,
): Promise<INodeExecutionData[]> {
	const field = outputField.read(context, itemIndex);
	const file = await readRestFile(client, path, notFound, callOptions(context, itemIndex));
	const named = { ...file, fileName: file.fileName || name };
	return [await fileItem(context, named, field, ids, id)];
}
