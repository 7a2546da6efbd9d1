import { join } from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import type { Tally } from '../../checks/check.mts';
import type { N8nServer } from '../../host/n8nServer.mts';
import type { Progress } from '../../host/progress.mts';
import type { CredentialJson } from '../../host/workflow.mts';
import { CREDENTIAL_TYPE, simulatorCredentialData, type Stage } from '../../stage.mts';
import { signedInContext } from '../browser.mts';
import { EditorPage } from '../editorPage.mts';
import { Seen } from '../seen.mts';
import { assertSmall } from './pictureSize.mts';

/** The name that n8n gives the first credential of the type. */
export const CREDENTIAL_NAME = 'AFAS Profit account';

/** What n8n shows over a window for a while. */
const WITHOUT_POPUPS =
	'.el-notification, [role=tooltip], [data-reka-popper-content-wrapper] { visibility: hidden }';
const PICTURE_WIDTH = 1240;

interface Base extends Omit<Stage, 'credential'> {
	server: N8nServer;
	browser: Browser;
	/** Of the screenshots. */
	folder: string;
	/** Of the pictures for the documentation. */
	pictures: string;
}

/** What else belongs to a step. */
interface More {
	/** A red toast. */
	toast?: RegExp;
	/** A part of the page that may scroll, to show whole in screenshots of its own. */
	whole?: Locator;
}

/** What a picture shows of a part that may scroll. */
interface Frame {
	/** Of the window, in pixels. */
	height: number;
	/** What is scrolled to the top. */
	top?: Locator;
}

/** What a part of the walk gets. */
export interface Walk extends Base {
	editor: EditorPage;
	/**
	 * Does one thing and looks whether it is seen; throws what `work` throws, after counting it. Then takes a
	 * screenshot and looks for what should never be seen.
	 */
	step(name: string, work: () => Promise<void>, more?: More): Promise<void>;
	/** Saves a part of the page for the documentation, in a smaller window. */
	picture(name: string, part: Locator, frame: Frame): Promise<void>;
	/** The credential of the walk; made by itself when the part that makes it was left out. */
	credential(): Promise<CredentialJson>;
}

/** One stretch of the walk, in a page of its own. */
export interface WalkPart {
	title: string;
	run(walk: Walk): Promise<void>;
}

/** Runs the parts one after the other and counts their steps. A step that fails ends its part. */
export async function runParts(parts: WalkPart[], base: Base, progress: Progress): Promise<Tally> {
	const tally: Tally = { passed: 0, failed: 0 };
	let shots = 0;
	for (const { title, run } of parts) {
		progress.note(title);
		const context = await signedInContext(base.browser, base.server.rest);
		const page = await context.newPage();
		const editor = new EditorPage(page, base.server.url);
		const seen = await Seen.on(page, base.server.rest);
		const shoot = async (name: string, whole?: Locator) => {
			const words = name.toLowerCase().match(/[a-z0-9]+/g) ?? [];
			const file = [String(++shots).padStart(2, '0'), ...words].join('-');
			const path = await editor.shootWindow(base.folder, file);
			if (whole) await editor.shootScrolled(whole, base.folder, file);
			return path;
		};
		const failedSteps = new Set<unknown>();
		const failed = async (name: string, error: unknown) => {
			failedSteps.add(error);
			tally.failed++;
			const path = await shoot(`failed ${name}`);
			const text = error instanceof Error ? error.message : String(error);
			progress.note(
				`  FAILED  ${name}\n${text.replace(/^/gm, '            ')}\n            ${path}`,
			);
		};
		const walk: Walk = {
			...base,
			editor,
			async step(name, work, { toast, whole } = {}) {
				try {
					await work();
					await editor.settle();
					const wrongs = await seen.wrongs(toast);
					if (wrongs.length > 0) throw new Error(wrongs.join('\n'));
				} catch (error) {
					await failed(name, error);
					throw error;
				}
				tally.passed++;
				await shoot(name, whole);
				progress.note(`  ok      ${name}`);
			},
			async picture(name, part, { height, top }) {
				const size = page.viewportSize();
				await page.setViewportSize({ width: PICTURE_WIDTH, height });
				await editor.settle();
				const path = join(base.pictures, `${name}.png`);
				await top?.first().evaluate(scrollToTop);
				await part.screenshot({ path, scale: 'css', style: WITHOUT_POPUPS });
				if (size) await page.setViewportSize(size);
				assertSmall(path);
			},
			credential: async () => await credentialOf(base),
		};
		try {
			await run(walk);
		} catch (error) {
			if (!failedSteps.has(error)) await failed(`${title}: between its steps`, error);
		}
		await context.close();
	}
	return tally;
}

/** Runs in the browser. */
function scrollToTop(element: { scrollIntoView(): void }): void {
	element.scrollIntoView();
}

async function credentialOf({ server, simulator }: Base): Promise<CredentialJson> {
	const saved = await server.rest.get<CredentialJson[]>('/rest/credentials');
	const found = saved.find(({ name }) => name === CREDENTIAL_NAME);
	if (found) return found;
	return await server.execution.addCredential({
		name: CREDENTIAL_NAME,
		type: CREDENTIAL_TYPE,
		data: { ...simulatorCredentialData(simulator), language: 'en-us' },
	});
}
