import type { INodeProperties } from 'n8n-workflow';
import { languageOption, timeoutOption } from '../../../parameters/callOptions';

/** Into which environment. */
export const environmentCodeProperty: INodeProperties = {
	displayName: 'Environment Code',
	name: 'environmentCode',
	type: 'string',
	default: '',
	placeholder: 'e.g. O12345AA',
	description:
		'The code of the environment, as Get Info shows it. Leave it empty for the environment of the credential.',
};

/** Which file of the input item. */
export const binaryFieldProperty: INodeProperties = {
	displayName: 'Input Data Field Name',
	name: 'binaryField',
	type: 'string',
	default: 'data',
	required: true,
	hint: 'The name of the input field with the file',
};

/** Its name in the command. */
export const fileNameProperty = (placeholder: string): INodeProperties => ({
	displayName: 'File Name',
	name: 'fileName',
	type: 'string',
	default: '',
	placeholder,
	description: 'The name under which AFAS gets the file. Leave it empty for the name of the file.',
});

/** Whether the node stays until the import is done. */
export const waitForResultProperty: INodeProperties = {
	displayName: 'Wait for Result',
	name: 'waitForResult',
	type: 'boolean',
	default: true,
	description:
		'Whether to wait until AFAS is done. Switch it off for long imports, and get the result later with Get Result.',
};

export const DEFAULT_MAX_WAIT_MINUTES = 30;

const maxWaitOption: INodeProperties = {
	displayName: 'Max Wait (Minutes)',
	name: 'maxWait',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: DEFAULT_MAX_WAIT_MINUTES,
	description:
		'How long to wait for the result. After that the import goes on in AFAS, and the output has its command ID.',
};

/** The options of an import. */
export const importOptionsCollection = (...more: INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [...more, languageOption, maxWaitOption, timeoutOption].sort((one, other) =>
		one.displayName.localeCompare(other.displayName),
	),
});
