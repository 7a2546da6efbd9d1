import { Places } from './places';

/** When an item is the first of those that are not done. */
export interface Turn {
	/** Whether all items of the customer before this one are done. */
	readonly isHere: boolean;
	/** Waits until they are. */
	comes(): Promise<void>;
}

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

	/** The turn of an item that is worked on. */
	turnOf(itemIndex: number): Turn {
		const { open } = this;
		const isHere = () => open.keys().next().value === itemIndex;
		return {
			get isHere() {
				return isHere();
			},
			async comes() {
				if (!isHere()) await new Promise<void>((begin) => open.set(itemIndex, begin));
			},
		};
	}
}
