import type { Environment } from '../environment.mts';
import { badParameters, ERROR_NUMBER, ProfitFailure } from '../failure.mts';
import type { Parameters, SoapMethods } from './soapService.mts';

/** CmdConnector.asmx, AFAS Remote; an app connector must have "AFAS Remote Cmd". */
export function remoteMethods(environment: Environment): SoapMethods {
	const required = (parameters: Parameters, name: string): string => {
		const text = parameters.get(name) ?? '';
		if (text !== '') return text;
		throw badParameters(`${name} is missing`);
	};
	const assertAllowed = (parameters: Parameters): void => {
		// The element must be there; what is in it is ignored.
		if (!parameters.has('token')) throw badParameters('token is missing');
		if (!environment.settings.notAuthorised.has('afas remote cmd')) return;
		throw new ProfitFailure(
			{ nl: 'De gebruiker is niet geautoriseerd', en: 'The user is not authorized' },
			ERROR_NUMBER.notAuthorised,
		);
	};
	return {
		Execute(parameters) {
			assertAllowed(parameters);
			return environment.remote.execute(
				required(parameters, 'commandLine'),
				required(parameters, 'attachementArchive'),
			);
		},
		GetState(parameters) {
			assertAllowed(parameters);
			return environment.remote.state(required(parameters, 'commandId'));
		},
	};
}
