import { languageOption, timeoutOption } from '../../../parameters/callOptions';
import {
	isEmpty,
	parameter,
	wrongValue,
	type Parameter,
} from '../../../parameters/kinds/parameter';
import { text } from '../../../parameters/kinds/text';
import { toggle } from '../../../parameters/kinds/toggle';

/** The code of the target environment; empty for that of the credential. */
export const environmentCode = text({
	displayName: 'Environment Code',
	name: 'environmentCode',
	restricts: true,
	placeholder: 'e.g. O12345AA',
	hint: 'Leave it empty for the environment of the credential',
	description: 'The code of the environment, as Get Info shows it',
});

/** The input field with the file. */
export const binaryField = text({
	displayName: 'Input Data Field Name',
	name: 'binaryField',
	default: 'data',
	required: true,
	hint: 'The name of the input field with the file',
});

/** The file name for the command; empty for the file's own name. */
export const fileName = (placeholder: string): Parameter<string> =>
	text({
		displayName: 'File Name',
		name: 'fileName',
		keepsBlanks: true,
		placeholder,
		hint: 'Leave it empty for the name of the file',
		description: 'The name under which AFAS gets the file',
	});

/** Whether to wait until the command is done. */
export const waitForResult = toggle({
	displayName: 'Wait for Result',
	name: 'waitForResult',
	default: true,
	description:
		'Whether to wait until AFAS is done. Switch it off for long imports, and get the result later with Get Result.',
});

const DEFAULT_MINUTES = 30;

const MINUTE_MS = 60_000;

/** Option: how long to wait for the result; read in milliseconds. */
const maxWait: Parameter<number> = parameter(
	{
		displayName: 'Max Wait (Minutes)',
		name: 'maxWait',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: DEFAULT_MINUTES,
		description:
			'How long to wait for the result. After that the import continues in AFAS, and the output has its command ID.',
	},
	({ value }, name) => {
		if (isEmpty(value)) return DEFAULT_MINUTES * MINUTE_MS;
		const minutes = typeof value === 'string' ? Number(value) : value;
		if (typeof minutes === 'number' && minutes >= 0 && minutes < Infinity) {
			return minutes * MINUTE_MS;
		}
		throw wrongValue(name, value, 'a number of minutes of 0 or more');
	},
);

/** The options of every import. */
export const importOptions = {
	language: languageOption,
	maxWaitMs: maxWait,
	timeout: timeoutOption,
};
