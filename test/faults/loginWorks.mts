import type { IDataObject } from 'n8n-workflow';
import { readingRows } from './readWorks.mts';
import { CLIENT, unknown } from './secrets.mts';
import type { Protocol, Stage, Work } from './work.mts';
import { creating } from './writeWorks.mts';

/** The same stage with a credential that gets its access token with a client secret. */
function withOAuth(stage: Stage): Stage {
	const form: IDataObject = {
		...unknown(stage.credential as IDataObject),
		authentication: 'clientSecret',
		token: '',
		clientId: CLIENT.clientId,
		clientSecret: CLIENT.secret,
	};
	// Saved, so that the token of one call serves the next.
	return { ...stage, credential: stage.n8n.saveCredential(form) };
}

/** Work with an access token: the fault strikes the call itself. */
function authorised(work: Work): Work {
	const [name, protocol] = work.id.split('.');
	return {
		...work,
		id: `${name}WithOAuth.${protocol}`,
		column: `${work.column}, with an OAuth token`,
		errand: (stage, errandName) => work.errand(withOAuth(stage), errandName),
	};
}

/** Work whose access token has to be fetched first: the fault strikes the request for it. */
function loggingIn(work: Work, id: string, column: string): Work {
	return {
		...work,
		id,
		column,
		strikes: work.strikes === 'write' ? 'before' : 'read',
		isShared: true,
		errand(stage, name) {
			const errand = work.errand(withOAuth(stage), name);
			return { ...errand, target: { path: '/oauth/token' }, before: undefined };
		},
	};
}

const PROTOCOLS: Protocol[] = ['rest', 'soap'];

export const LOGIN_WORKS: Work[] = [
	loggingIn(readingRows('rest', 0), 'loginToRead.rest', 'OAuth login, then rows'),
	loggingIn(creating('rest', 0), 'loginToWrite.rest', 'OAuth login, then Create'),
	...PROTOCOLS.map((protocol) => authorised(readingRows(protocol))),
	...PROTOCOLS.map((protocol) => authorised(creating(protocol))),
];
