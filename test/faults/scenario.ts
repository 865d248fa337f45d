/** What is played: every combination of provider, fault, mode and shape, varied by a seed. */
import { providersUnderTest } from '../../harness/providers';
import { faultKinds, providerNames, type FaultKind, type ProviderName } from '../../sandbox';
import { randomFrom, type Random } from './random';

export const faults = ['none', ...(Object.keys(faultKinds) as FaultKind[])] as const;
export type FaultName = (typeof faults)[number];

/** How n8n runs the same refunds more than once. */
export const modes = {
	retry: 'Retry On Fail, 5 tries, outputs lost',
	rerun: 'run again, in the same and in another process',
	copied_workflow: 'run again in a copy of the workflow',
	webhook_twice: 'twice at once in one process',
	two_workers: 'twice at once on two workers',
	killed_look: 'killed after a look-up, run again',
	killed_claim: 'killed after a claim, run again',
	killed_send: 'killed before a send, run again',
	killed_late: 'killed, the send arrives during the next run',
	killed_answer: 'killed after a send, run again',
	killed_end: 'killed at the end, run again',
} as const;
export type Mode = keyof typeof modes;
const modeNames = Object.keys(modes) as Mode[];

export const shapes = ['one', 'ten', 'twins'] as const;
export type Shape = (typeof shapes)[number];

/** One item of the node's input. Items with the same `name` are one and the same refund. */
export interface Item {
	name: string;
	/** Empty for everything that is left. */
	amount: string;
	/** Empty: derived by the node. */
	reference: string;
}

export interface Scenario {
	id: string;
	provider: ProviderName;
	fault: FaultName;
	mode: Mode;
	shape: Shape;
	/** What was paid, decimal. */
	paid: string;
	items: Item[];
	/** Redstone, Vesicash: whether the payment shows its refunds. */
	showsRefunds: boolean;
	/** The sandbox's behaviour of the payment. */
	behaviour: 'succeeds' | 'later' | 'fails';
	hit: Hit;
	patient: boolean;
	/** Which step of its kind is the last before the process is killed; from 0. */
	killAt: number;
	lostOutputs: number;
	/** Whether a person has changed an amount, but not its reference, before running again. */
	corrected: boolean;
	/** Milliseconds between two executions at once. */
	apart: number;
}

/** Which requests the fault hits. */
export interface Hit {
	/** `both`: a send, and the look that follows it. */
	on: 'send' | 'look' | 'both';
	first: number;
	times: number;
	/** How late a slow answer is, in milliseconds. */
	ms: number;
}

/** Seconds the node waits for an answer here. */
export const TIMEOUT_SECONDS = 0.5;

/** Every combination, `rounds` times, each time with other choices. */
export function allScenarios(seed: number, rounds: number, only = ''): Scenario[] {
	const found: Scenario[] = [];
	for (let round = 1; round <= rounds; round += 1) {
		for (const provider of providerNames) {
			for (const fault of faults) {
				for (const mode of modeNames) {
					// Documented: claims are kept per workflow, so where no look-up shows a refund either,
					// nothing stands between two workflows.
					const { tells } = providersUnderTest[provider];
					if (mode === 'copied_workflow' && !tells.reference) continue;
					for (const shape of shapes) {
						const id = [provider, fault, mode, shape, round].join('/');
						if (id.startsWith(only)) found.push(scenario(seed, id, provider, fault, mode, shape));
					}
				}
			}
		}
	}
	return found;
}

function scenario(
	seed: number,
	id: string,
	provider: ProviderName,
	fault: FaultName,
	mode: Mode,
	shape: Shape,
): Scenario {
	const random = randomFrom(`${seed} ${id}`);
	const items = itemsOf(shape, random);
	const showsRefunds = random.chance(2);
	return {
		id,
		provider,
		fault,
		mode,
		shape,
		paid: random.chance(4) ? '60.00' : '1000.00',
		items,
		showsRefunds,
		behaviour: random.chance(8) ? 'fails' : random.chance(4) ? 'later' : 'succeeds',
		hit: {
			on: random.pick(['send', 'send', 'send', 'send', 'send', 'both', 'both', 'look']),
			// Early ones are told apart from others with the most difficulty.
			first: shape === 'ten' ? random.pick([0, 1, random.below(10)]) : 0,
			times: random.chance(4) ? 100 : 1,
			ms: random.chance(2) ? 50 : TIMEOUT_SECONDS * 1000 + 200,
		},
		patient: random.chance(4),
		killAt: random.below(shape === 'ten' ? 10 : 1),
		lostOutputs: random.below(5),
		corrected: random.chance(8),
		apart: random.pick([0, 0, 1, 5, 20, 60]),
	};
}

function itemsOf(shape: Shape, random: Random): Item[] {
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

/** Different for each number, from 1.01 to 19.99. */
function amountOf(number: number, random: Random): string {
	return `${number + random.below(10)}.${String(number).padStart(2, '0')}`;
}
