import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { installFromDebian } from '../host/debian.mts';
import type { InstalledN8n } from '../host/install.mts';
import type { Progress } from '../host/progress.mts';
import type { RestClient } from '../host/restClient.mts';

/** Set to the path of a Chromium that is not in one of the usual places. */
export const CHROMIUM_VARIABLE = 'CHROMIUM_PATH';

const USUAL_PLACES = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

type Playwright = typeof import('playwright-core');

/** Playwright from the project, or else the one that came with n8n. */
function loadPlaywright(n8n: InstalledN8n): Playwright {
	for (const folder of [process.cwd(), n8n.folder]) {
		if (!existsSync(join(folder, 'node_modules', 'playwright-core'))) continue;
		return createRequire(join(folder, 'package.json'))('playwright-core') as Playwright;
	}
	throw new Error('playwright-core is not installed: run npm ci');
}

/** The path of a Chromium on this machine, or undefined when there is none. */
function findChromium(): string | undefined {
	const chosen = process.env[CHROMIUM_VARIABLE];
	return [...(chosen ? [chosen] : []), ...USUAL_PLACES].find((path) => existsSync(path));
}

/**
 * The path of a Chromium; on a Debian machine whose user is root it is installed when there is none.
 * Throws an Error that says how to install one elsewhere.
 */
async function demandChromium(progress: Progress): Promise<string> {
	const found = findChromium();
	if (found !== undefined) return found;
	await installFromDebian(['chromium'], progress);
	const installed = findChromium();
	if (installed !== undefined) return installed;
	throw new Error(
		`There is no Chromium here. On Debian: apt-get update && apt-get install -y chromium. Elsewhere install Chrome or Chromium, and set ${CHROMIUM_VARIABLE} to its path.`,
	);
}

/** Starts a headless Chromium, see `demandChromium`. */
export async function openBrowser(n8n: InstalledN8n, progress: Progress): Promise<Browser> {
	const executablePath = await demandChromium(progress);
	return await progress.during('the browser starts', async () => {
		return await loadPlaywright(n8n).chromium.launch({ executablePath, args: FLAGS });
	});
}

/** A browser session that is signed in to n8n as the owner, twice as sharp as a plain screen. */
export async function signedInContext(browser: Browser, rest: RestClient): Promise<BrowserContext> {
	const context = await browser.newContext({
		viewport: { width: 1500, height: 1100 },
		deviceScaleFactor: 2,
		locale: 'en-GB',
		timezoneId: 'Europe/Amsterdam',
		reducedMotion: 'reduce',
	});
	await context.addCookies([{ name: 'n8n-auth', value: rest.session, url: rest.url }]);
	return context;
}
