import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A mail server on localhost that takes every mail and remembers it. */
export interface MailServer {
	port: number;
	/** Header and text of each mail, as they came. */
	mails: string[];
	close(): void;
}

const END = '\r\n.\r\n';

function talk(socket: Socket, mails: string[]): void {
	let received = '';
	let isMail = false;
	const say = (line: string) => socket.write(`${line}\r\n`);
	say('220 mail.test ESMTP');
	socket.setEncoding('utf8').on('error', () => socket.destroy());
	socket.on('data', (text) => {
		received += String(text);
		for (;;) {
			const end = received.indexOf(isMail ? END : '\r\n');
			if (end < 0) return;
			const part = received.slice(0, end);
			received = received.slice(end + (isMail ? END.length : 2));
			if (isMail) {
				mails.push(part);
				isMail = false;
				say('250 OK');
			} else if (/^DATA/i.test(part)) {
				isMail = true;
				say('354 Go on');
			} else if (/^QUIT/i.test(part)) {
				say('221 Bye');
				socket.end();
			} else say('250 OK');
		}
	});
}

/** Starts a mail server without login and without encryption. */
export async function startMailServer(): Promise<MailServer> {
	const mails: string[] = [];
	const server = createServer((socket) => talk(socket, mails));
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', resolve);
	});
	return { port: (server.address() as AddressInfo).port, mails, close: () => server.close() };
}
