import type { PageCall, PageQuery } from './pagePlan';
import type { Window } from './windowChain';

/** The calls of a read that wait for their answer: those for pages, and at most one that asks for empty key fields. */
export class CallsUnderWay {
	private readonly windows = new Map<number, Window>();

	private probeId: number | undefined;

	private lastId = 0;

	get count(): number {
		return this.windows.size + (this.probeId === undefined ? 0 : 1);
	}

	/** A call for a page begins. */
	begin(window: Window, query: PageQuery): PageCall {
		const call = this.newCall(query);
		window.call = call;
		this.windows.set(call.id, window);
		return call;
	}

	/** The call that asks for empty key fields begins. */
	beginProbe(query: PageQuery): PageCall {
		const call = this.newCall(query);
		this.probeId = call.id;
		return call;
	}

	/** Ends a call. @returns its page; undefined when the read has given it up since */
	end({ id }: PageCall): Window | 'probe' | undefined {
		if (id === this.probeId) {
			this.probeId = undefined;
			return 'probe';
		}
		const window = this.windows.get(id);
		this.windows.delete(id);
		return window;
	}

	/** Gives up all pages that were asked for. */
	giveUp(): void {
		this.windows.clear();
	}

	private newCall(query: PageQuery): PageCall {
		this.lastId += 1;
		return { id: this.lastId, ...query };
	}
}
