/** Claims refunds in n8n's own database before they are sent: see ./run.ts for how. */
import type { IExecuteFunctions } from 'n8n-workflow';

import type { Claim, ClaimChanges, ClaimRequest } from '../../refunds/create/ports';
import type { Failure } from '../../refunds/exchange';
import { claimHolders, whyUnavailable } from './holders';
import { runSteps, startSteps } from './run';
import {
	stepsToClaim,
	stepsToConfirm,
	stepsToFree,
	stepsToRead,
	stepsToRelease,
	type Attempt,
	type Step,
} from './steps';

/**
 * Claims refunds, all in one sub-workflow (one more where the credential names a Claims Workflow),
 * and makes changes to earlier claims on the way; answers in the same order. Never throws. Whoever
 * is not answered `won` keeps no claim.
 */
export async function claimRefunds(
	this: IExecuteFunctions,
	requests: readonly ClaimRequest[],
	before: ClaimChanges,
	claimsWorkflow: string,
): Promise<Claim[]> {
	const holders = claimHolders(claimsWorkflow, this.getWorkflow().id ?? '');
	if (!Array.isArray(holders))
		return requests.map(() => ({ kind: 'unavailable', failure: holders }));
	const changes = stepsOf(before, holders);
	const attempts = requests.map((request): Attempt => ({
		request,
		won: [],
		lost: null,
		amounts: [],
	}));
	let failure: Failure | null = null;
	for (const holder of holders) {
		const rest = attempts.filter(({ lost }) => lost === null);
		const steps = [
			...changes.filter(({ row }) => row.workflowId === holder),
			...rest.flatMap((attempt) => stepsToClaim(attempt, holder)),
		];
		try {
			await runSteps.call(this, steps);
		} catch (error) {
			this.logger.error('Refund claims are not available', { error });
			failure = whyUnavailable(error, holder);
			break;
		}
	}
	const idle = attempts.filter(({ lost }) => lost !== null || failure !== null);
	await carryOut.call(this, [...changes, ...stepsToFree(idle.flatMap(({ won }) => won))]);
	if (failure === null) await readAmounts.call(this, attempts, holders);
	return attempts.map((attempt) => {
		const claim = claimOf(attempt, failure);
		// What becomes of it is to be done, whatever became of an earlier one.
		if (claim.kind === 'won') begun.delete(attempt.request);
		return claim;
	});
}

/**
 * Frees claims, and notes with others that the provider has accepted their refunds, also after the
 * execution's own deadline. Never throws: a claim that stays, or is not noted, costs a look by a
 * person, never a second refund.
 */
export async function settleClaims(
	this: IExecuteFunctions,
	changes: ClaimChanges,
	claimsWorkflow: string,
): Promise<void> {
	const holders = claimHolders(claimsWorkflow, this.getWorkflow().id ?? '');
	if (Array.isArray(holders)) await carryOut.call(this, stepsOf(changes, holders));
}

/**
 * The steps of changes that were handed in. They are handed in again when the claim they went with
 * failed, and what was freed once may by then be somebody else's.
 */
const begun = new WeakMap<ClaimRequest, Step[]>();

/** What of the changes is still to be done. */
function stepsOf({ release, confirm }: ClaimChanges, holders: readonly string[]): Step[] {
	const once = (request: ClaimRequest, stepsFor: typeof stepsToRelease): Step[] => {
		const steps = begun.get(request) ?? holders.flatMap((holder) => stepsFor(request, holder));
		begun.set(request, steps);
		return steps;
	};
	return [
		...release.flatMap((request) => once(request, stepsToRelease)),
		...confirm.flatMap((request) => once(request, stepsToConfirm)),
	].filter(({ done }) => !done);
}

/** Does steps, and leaves to n8n, without waiting, what it does not do while we wait. */
async function carryOut(this: IExecuteFunctions, steps: readonly Step[]): Promise<void> {
	try {
		await runSteps.call(this, notDone(steps));
	} catch {
		// The execution's time is up, most likely: n8n then ends whatever it waits for.
		const rest = notDone(steps);
		try {
			await startSteps.call(this, rest);
			for (const step of rest) step.done = true;
		} catch (error) {
			this.logger.warn('Refund claims could not be released or confirmed', { error });
		}
	}
}

function notDone(steps: readonly Step[]): Step[] {
	return steps.filter(({ done }) => !done);
}

/** Finds out which accepted refunds are what is asked for. Not found out, nothing is said. */
async function readAmounts(
	this: IExecuteFunctions,
	attempts: readonly Attempt[],
	holders: readonly string[],
): Promise<void> {
	const accepted = attempts.filter(({ lost }) => lost === 'accepted');
	const steps = holders.flatMap((holder) =>
		accepted.flatMap((attempt) => stepsToRead(attempt, holder)),
	);
	try {
		await runSteps.call(this, steps);
	} catch (error) {
		this.logger.warn('The amount of an accepted refund could not be read', { error });
	}
}

function claimOf({ request, lost, amounts }: Attempt, failure: Failure | null): Claim {
	if (lost === 'held') return { kind: 'held' };
	if (lost === 'accepted') {
		const amount = request.amounts.find((one) => amounts.includes(one)) ?? null;
		return { kind: 'accepted', amount };
	}
	const why = lost ?? failure;
	return why === null ? { kind: 'won' } : { kind: 'unavailable', failure: why };
}
