/** The items of a scenario. */
import type { Random } from './random';

/** `batch`: a hundred refunds of a payment each, for what is left behind when it is cut off. */
export const shapes = ['one', 'ten', 'twins', 'batch'] as const;
export type Shape = (typeof shapes)[number];

/** One item of the node's input. Items with the same `name` are one and the same refund. */
export interface Item {
	name: string;
	/** Empty for everything that is left. */
	amount: string;
	/** Empty: derived by the node. */
	reference: string;
}

/** Items of a batch. */
export const BATCH = 100;

/** What is paid where the items are to use it up. */
export const PAID = '60.00';

/** Everything that was paid: a second one of it cannot be made. */
export function everything(random: Random): Item {
	const amount = random.chance(2) ? '' : PAID;
	return { ...item(random.chance(4) ? '' : 'T-', 1, random), amount };
}

export function itemsOf(shape: Shape, random: Random): Item[] {
	const named = random.chance(4) ? '' : 'T-';
	if (shape === 'one') {
		return [{ ...item(named, 1, random), amount: random.chance(4) ? '' : amountOf(1, random) }];
	}
	if (shape === 'twins') {
		const twin = item(named, 1, random);
		// The same reference with another amount is refused: it is still one refund.
		const other = named !== '' && random.chance(4) ? '9.99' : twin.amount;
		return [twin, { ...twin, amount: other }];
	}
	if (shape === 'batch') return Array.from({ length: BATCH }, (_, n) => item('T-', n + 1, random));
	// Where the provider keeps no reference, refunds of one amount are hardest to tell apart.
	const alike = named !== '' && random.chance(2);
	return Array.from({ length: 10 }, (_, index) =>
		alike ? { ...item(named, index + 1, random), amount: '10.00' } : item(named, index + 1, random),
	);
}

function item(named: string, number: number, random: Random): Item {
	const name = `refund ${number}`;
	return {
		name,
		amount: amountOf(number, random),
		reference: named === '' ? '' : `${named}${number}`,
	};
}

/** Different for each number up to 99, from 1.01 to 19.99. */
function amountOf(number: number, random: Random): string {
	return `${(number % 10) + 1 + random.below(9)}.${String(number % 100).padStart(2, '0')}`;
}
