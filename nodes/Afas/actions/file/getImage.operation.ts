import { imagePath, type ImageSize } from '../../profit/rest/filePaths';
import type { Operation } from '../operation';
import { sideBySideOptionsCollection } from '../../parameters/callOptions';
import { outputField } from '../../parameters/fileOutput';
import { choice } from '../../parameters/kinds/choice';
import { text } from '../../parameters/kinds/text';
import { fileAt } from './files/fileAt';

const imageId = text({
	displayName: 'Image ID',
	name: 'imageId',
	required: true,
	placeholder: 'e.g. 7CEEE0F54965C99D90764BA09F7606A6',
	description: 'The ID of the image, from a GetConnector with images such as that of articles',
});

const imageSize = choice<ImageSize>({
	displayName: 'Size',
	name: 'size',
	default: 'original',
	optional: true,
	options: [
		{ name: 'Medium', value: 'medium' },
		{ name: 'Original', value: 'original' },
		{ name: 'Thumbnail', value: 'thumbnail' },
	],
});

/** Gets an image, such as that of an article, in one of its sizes. AFAS: ImageConnector. */
export const getImage: Operation = {
	name: 'Get Image',
	value: 'getImage',
	action: 'Get image',
	description: 'Download an image, such as that of an article, with the ImageConnector',
	properties: [
		imageId.property,
		imageSize.property,
		outputField.property,
		sideBySideOptionsCollection,
	],
	async execute(call) {
		const { context, itemIndex } = call;
		const id = imageId.read(context, itemIndex);
		const size = imageSize.read(context, itemIndex);
		const notFound = {
			message: `AFAS gives no image '${id}'`,
			nextStep:
				'There is no image with this ID any more, or the user of the credential may not see it. Open the image in Profit as that user, and compare the ID with the row it comes from.',
		};
		return await fileAt(call, {
			path: imagePath(id, size),
			notFound,
			ids: { imageId: id, size },
			id,
		});
	},
};
