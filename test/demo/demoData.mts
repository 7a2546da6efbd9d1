// Makes the simulator's debtors and orders look like those of a shop: names that a person recognises, dated up to today.
import { seededRandom } from '../support/random.ts';
import type { Simulator } from '../simulator/simulator.mts';
import { amsterdamTime } from '../simulator/time.mts';

const COMPANIES = [
	'Bakkerij Jansen',
	'Fietsenmaker De Ketting',
	'Garage Van Dijk B.V.',
	'Hotel De Gouden Leeuw',
	'Installatiebedrijf Visser',
	'Kwekerij Groenewoud',
	'Slagerij Smit & Zn',
	'Timmerbedrijf De Wit',
	'Boekhandel Meijer',
	'Restaurant Het Sluisje',
	'Schildersbedrijf Peters',
	'Tuincentrum Dijkstra',
	'Drukkerij Van den Berg',
	'Apotheek De Linde',
	'Transport Hermans N.V.',
	'Wijnhandel Kuipers',
] as const;

const STREETS = ['Dorpsstraat', 'Stationsweg', 'Kerkstraat', 'Molenlaan', 'Havenkade'] as const;

const PLACES = [
	'1012 AB  AMSTERDAM',
	'3511 CD  UTRECHT',
	'3831 EG  LEUSDEN',
	'5211 AB  ’S-HERTOGENBOSCH',
	'9711 CD  GRONINGEN',
] as const;

const DAY_MS = 86_400_000;

/** Gives the debtors plain names and addresses, and dates the newest of them today. */
export function fillWithKnownNames(simulator: Simulator, nowMs = Date.now()): void {
	const random = seededRandom(7);
	const debtors = simulator.table('Sim_Debtors');
	const now = amsterdamTime(nowMs);
	debtors.find({}).forEach((row, at) => {
		const round = Math.floor(at / COMPANIES.length);
		const name = `${COMPANIES[at % COMPANIES.length]}${round > 0 ? ` ${round + 1}` : ''}`;
		const domain = name
			.toLowerCase()
			.replace(/[^a-z0-9]+/g, '-')
			.replace(/-+$/, '');
		const modified = now - at * DAY_MS - random.whole(0, DAY_MS / 2);
		debtors.update(row, {
			DebtorName: name,
			SearchName: name.slice(0, 10).toUpperCase(),
			AdressLine1: `${random.pick(STREETS)} ${random.whole(1, 199)}`,
			AdressLine3: random.pick(PLACES),
			AdressLine4: null,
			Email: `info@${domain}.example`,
			CreateDate: modified - random.whole(30, 900) * DAY_MS,
			ModifiedDate: modified,
		});
	});
}
