import { Places } from './places';

/** The turn of an item, which comes when all items before it are done. */
export interface Turn {
	/** Whether all items of the customer before this one are done. */
	readonly isHere: boolean;
	/** Waits for the turn. */
	comes(): Promise<void>;
}

/** The items of one customer in order; several are processed at the same time. */
export class ItemTurns {
	private readonly places = new Places();

	/** The unfinished items in order, each with the function that starts its turn. */
	private readonly open = new Map<number, () => void>();

	/**
	 * Processes an item as soon as there is room.
	 * @param atOnce maximum items at the same time during this one, itself included
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

	/** Gives the turn of an item in progress. */
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
