// What a newcomer sees first: `npm run demo`.
import { startProgress } from '../e2e/host/progress.mts';
import { runInEngine } from '../demo/inEngine.mts';

it('the demo shows rows that a person recognises, dated up to today, and requests with their IntegrationId', async () => {
	const lines: string[] = [];
	const log = jest.spyOn(console, 'log').mockImplementation((line: string) => lines.push(line));
	await runInEngine(startProgress(), 'read-getconnector-rows.json').finally(() =>
		log.mockRestore(),
	);
	const shown = lines.join('\n');
	expect(shown).toContain('Bakkerij Jansen');
	expect(shown).not.toMatch(/]]>|&lt;|__proto__/);
	const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' });
	expect([today.format(Date.now()), today.format(Date.now() - 86_400_000)]).toContain(
		/\d{4}-\d\d-\d\d/.exec(shown)?.[0],
	);
	expect(shown).toMatch(/gave 50 items/);
	expect(shown).toMatch(/GET .*connectors\/Sim_Debtors .*IntegrationId: 12345_678900/);
});
