import { IMAGE_SIZES, imagePath, type ImageSize } from '../../profit/rest/filePaths';
import { inputError } from '../../profit/errors/profitError';
import { readRestFile } from '../../transport/files';
import type { Operation } from '../operation';
import { callOptions, callOptionsCollection } from '../../parameters/callOptions';
import { fileItem, outputFieldProperty, readOutputField } from '../../parameters/fileOutput';
import { parameterText } from '../../parameters/textParameter';

/** Gets an image, such as that of an article, in one of its sizes. AFAS: ImageConnector. */
export const getImage: Operation = {
	name: 'Get Image',
	value: 'getImage',
	action: 'Get image',
	description: 'Download an image, such as that of an article, with the ImageConnector',
	properties: [
		{
			displayName: 'Image ID',
			name: 'imageId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 7CEEE0F54965C99D90764BA09F7606A6',
			description: 'The ID of the image, from a GetConnector with images such as that of articles',
		},
		{
			displayName: 'Size',
			name: 'size',
			type: 'options',
			default: 'original',
			options: [
				{ name: 'Medium', value: 'medium' },
				{ name: 'Original', value: 'original' },
				{ name: 'Thumbnail', value: 'thumbnail' },
			],
		},
		outputFieldProperty,
		callOptionsCollection,
	],
	async execute({ context, client, itemIndex }) {
		const imageId = parameterText(
			context.getNodeParameter('imageId', itemIndex, ''),
			"'Image ID'",
		).trim();
		const size = parameterText(
			context.getNodeParameter('size', itemIndex, 'original'),
			"'Size'",
		) as ImageSize;
		if (!IMAGE_SIZES.includes(size)) {
			throw inputError(`'Size' is '${size}'`, `Use one of: ${IMAGE_SIZES.join(', ')}.`);
		}
		const outputField = readOutputField(context, itemIndex);
		const notFound = {
			message: `AFAS gives no image '${imageId}'`,
			nextStep:
				'There is no image with this ID any more, or the user of the credential may not see it. Open the image in Profit as that user, and compare the ID with the row it comes from.',
		};
		const file = await readRestFile(
			client,
			imagePath(imageId, size),
			notFound,
			callOptions(context, itemIndex),
		);
		return [await fileItem(context, file, outputField, { imageId, size }, imageId)];
	},
};
