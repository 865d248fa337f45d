/** What is played: every combination of provider, fault, mode and shape, varied by a seed. */
import { providersUnderTest } from '../../harness/providers';
import { faultKinds, providerNames, type FaultKind, type ProviderName } from '../../sandbox';
import { BATCH, everything, itemsOf, PAID, shapes, type Item, type Shape } from './items';
import { randomFrom } from './random';

/** Beside the everyday ones; `huge` would only take memory. */
const FURTHER = [
	'commit_late',
	'commit_late_silent',
	'doubled',
	'doubled_silent',
	'400',
	'400_made',
	'503',
	'trickle',
	'trickle_before',
	'deep',
] as const satisfies FaultKind[];

export const faults: ReadonlyArray<'none' | FaultKind> = [
	'none',
	...(Object.keys(faultKinds) as FaultKind[]),
	...FURTHER,
];
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
	time_limit: "ended by the workflow's time limit, run again",
	canceled: 'canceled by hand, run again',
	look_unreadable: 'run again while no look-up can be read',
	rotated_keys: 'run again with another key pair of the account',
	moved_host: 'run again through another host',
	shared_claims: 'two workflows at once, one Claims Workflow',
} as const;
export type Mode = keyof typeof modes;
const modeNames = Object.keys(modes) as Mode[];

/** Two executions at the same time. */
export const atOnce = (mode: Mode): boolean =>
	mode === 'webhook_twice' || mode === 'two_workers' || mode === 'shared_claims';

/** An execution that does not come to its end. */
export const isInterrupted = (mode: Mode): boolean =>
	mode.startsWith('killed_') || mode === 'time_limit' || mode === 'canceled';

export interface Scenario {
	id: string;
	provider: ProviderName;
	fault: FaultName;
	mode: Mode;
	shape: Shape;
	/** How many payments the items are spread over. */
	payments: number;
	/** What was paid for each, decimal. */
	paid: string;
	items: Item[];
	/** Redstone, Vesicash: whether the payment shows its refunds. */
	showsRefunds: boolean;
	/** The sandbox's behaviour of the payment. */
	behaviour: 'succeeds' | 'later' | 'fails';
	hit: Hit;
	/** Payments at Once; null for what the node does by itself. */
	concurrency: number | null;
	patient: boolean;
	/** Which step of its kind is the last before the process is killed; from 0. */
	killAt: number;
	lostOutputs: number;
	/** Whether a person has changed an amount, but not its reference, before running again. */
	corrected: boolean;
	/** Milliseconds between two executions at once. */
	apart: number;
	/** Milliseconds until n8n ends the execution, where it does. */
	endsAfter: number;
	/** The provider's words where a refusal has words of its own. */
	words: string | undefined;
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
					const { doubtfulRefusals } = providersUnderTest[provider];
					if (isBetweenWorkflows(provider, fault, mode)) continue;
					if (isWordOnly(fault) && doubtfulRefusals.length === 0) continue;
					for (const shape of shapesFor(fault, mode)) {
						const id = [provider, fault, mode, shape, round].join('/');
						if (id.startsWith(only)) found.push(scenario(seed, id, provider, fault, mode, shape));
					}
				}
			}
		}
	}
	return found;
}

/**
 * Documented: claims are kept per workflow, so where no look-up shows a refund in time either,
 * nothing stands between two workflows.
 */
function isBetweenWorkflows(provider: ProviderName, fault: FaultName, mode: Mode): boolean {
	const isShown = providersUnderTest[provider].tells.reference && fault !== 'commit_late_silent';
	return mode === 'copied_workflow' && !isShown;
}

/**
 * Documented: where only the look-up tells the account, new keys are another account while it
 * cannot be read, and an earlier refund is not known of.
 */
function isAccountHidden(provider: ProviderName, mode: Mode): boolean {
	return mode === 'rotated_keys' && !providersUnderTest[provider].tells.reference;
}

/** A refusal in words alone; where there are codes, it would be one that is documented. */
const isWordOnly = (fault: FaultName) => fault === '400' || fault === '400_made';

const isDoubled = (fault: FaultName) => fault === 'doubled' || fault === 'doubled_silent';

/** Whoever doubles a request that may be made twice makes two refunds: nobody can prevent that. */
function shapesFor(fault: FaultName, mode: Mode): readonly Shape[] {
	if (isDoubled(fault)) return ['one'];
	// What is left behind does not hang on what else goes wrong, and a batch takes its time.
	return fault === 'none' && isInterrupted(mode) ? shapes : ['one', 'ten', 'twins'];
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
	const items = isDoubled(fault) ? [everything(random)] : itemsOf(shape, random);
	const { doubtfulRefusals } = providersUnderTest[provider];
	const showsRefunds = random.chance(2);
	const picked = random.pick([
		'send',
		'send',
		'send',
		'send',
		'send',
		'both',
		'both',
		'look',
	] as const);
	const on = isAccountHidden(provider, mode) ? 'send' : picked;
	return {
		id,
		provider,
		fault,
		mode,
		shape,
		paid: isDoubled(fault) || random.chance(4) ? PAID : '1000.00',
		items,
		payments: shape === 'batch' ? BATCH : 1,
		showsRefunds,
		behaviour: random.chance(8) ? 'fails' : random.chance(4) ? 'later' : 'succeeds',
		hit: {
			on,
			// Early ones are told apart from others with the most difficulty.
			first: shape === 'ten' ? random.pick([0, 1, random.below(10)]) : 0,
			// A look is tried four times: eight are two looks that cannot be read.
			times: random.chance(4) ? (on === 'send' ? 100 : 8) : 1,
			ms: random.chance(2) ? 50 : TIMEOUT_SECONDS * 1000 + 200,
		},
		concurrency: shape === 'batch' ? random.pick([1, 5, 10, 25]) : null,
		patient: random.chance(4),
		killAt:
			shape === 'batch' ? random.pick([0, 2, 9, 13, 47]) : random.below(shape === 'ten' ? 10 : 1),
		lostOutputs: random.below(5),
		// A part can be made twice by whoever doubles the request.
		corrected: random.chance(8) && !isDoubled(fault),
		apart: random.pick([0, 0, 1, 5, 20, 60]),
		endsAfter: random.pick([1, 20, 60, 150, 400]),
		words: isWordOnly(fault) ? random.pick(doubtfulRefusals) : undefined,
	};
}
