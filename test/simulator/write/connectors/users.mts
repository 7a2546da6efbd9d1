import { field, mapped, updateObject, type UpdateConnector } from '../definition.mts';
import { refusal } from '../refusals.mts';

/** What a code of mutation makes of "blocked"; the other codes leave it as it is. */
const BLOCKED = new Map<unknown, boolean>([
	['0', true],
	['2', true],
	['6', false],
]);

/** Users of Profit; a code says what is to be done with one (docs/afas.md 4.6). */
export function knUser(): UpdateConnector {
	return {
		id: 'KnUser',
		description: { nl: 'Gebruiker', en: 'User' },
		methods: ['POST', 'PUT'],
		root: updateObject(
			'KnUser',
			[
				field('UsId', 'string', 'Gebruiker', 'User', {
					length: 80,
					primaryKey: true,
					mandatory: true,
				}),
				field('MtCd', 'string', 'Mutatiecode', 'Mutation code', {
					length: 1,
					values: {
						'0': 'Gebruiker blokkeren en verwijderen van alle groepen behalve Iedereen',
						'1': 'Gebruiker toevoegen/bijwerken en groep moet bestaan',
						'2': 'Gebruiker blokkeren en verwijderen bij de groepen',
						'3': 'Groep wordt aangemaakt als deze niet bestaat',
						'4': 'Gebruikerscode wordt aangepast',
						'5': 'Wijzig wachtwoord',
						'6': 'Gebruiker deblokkeren',
					},
				}),
				field('Nm', 'string', 'Omschrijving', 'Description', { length: 80 }),
				field('EmAd', 'string', 'E-mail', 'Email', { length: 255 }),
				field('Upn', 'string', 'UPN', 'UPN', { length: 255 }),
				field('InSi', 'boolean', 'InSite', 'InSite'),
			],
			{
				// All examples of AFAS have both.
				check: ({ object, values }) => {
					for (const name of ['MtCd', 'Nm']) {
						const missing = object.fields.find(({ fieldId }) => fieldId === name)!;
						if ((values.get(name) ?? null) === null) throw refusal.mandatory(object, missing);
					}
				},
				target: {
					table: 'Sim_Users',
					key: { UsId: 'UserId' },
					modified: 'ModifiedDate',
					columns: (record) => {
						const blocked = BLOCKED.get(record.values.get('MtCd'));
						return {
							...mapped(record, {
								UsId: 'UserId',
								Nm: 'Description',
								EmAd: 'Email',
								Upn: 'Upn',
							}),
							...(blocked === undefined ? {} : { Blocked: blocked }),
						};
					},
				},
			},
		),
	};
}
