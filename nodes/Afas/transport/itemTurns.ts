import { Places } from './places';

/** The items of one customer, in their order, of which several are worked on at once. */
export class ItemTurns {
	private readonly places = new Places();

	/** The items that are not done, in their order, and who waits for their turn. */
	private readonly open = new Map<number, () => void>();

	/**
	 * Works on an item as soon as its place is free.
	 * @param atOnce items at once while this one is worked on, itself included
	 */
	async run(itemIndex: number, atOnce: number, work: () => Promise<void>): Promise<void> {
		this.open.set(itemIndex, () => undefined);
		try {
			await this.places.run(atOnce, work);
		} finally {
			this.open.delete(itemIndex);
			const [first] = this.open.values();
			first?.();
		}
	}

	/** Waits until all items before this one are done. */
	async turnOf(itemIndex: number): Promise<void> {
		const [first] = this.open.keys();
		if (first !== itemIndex) {
			await new Promise<void>((begin) => this.open.set(itemIndex, begin));
		}
	}
}
