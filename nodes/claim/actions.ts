/** What one claim node does with its row. None throws: the next steps must not be lost. */
import type { IExecuteFunctions } from 'n8n-workflow';

import { whyUnavailable } from './holders';
import type { Attempt, ClaimAction, Step } from './steps';

/** Only entries that are compared by what they are, not by their order. */
const ENTRIES = { mode: 'entries' } as const;

/** The step this node does, for as long as its caller waits for it. */
type Find = () => Step | undefined;

type Act = (this: IExecuteFunctions, entry: string, find: Find) => Promise<void>;

/**
 * The first insert of this node's row wins. A loser finds the row, or is stopped by its primary
 * key: looking again finds it then. Any other trouble means that nothing may be sent.
 */
async function claim(this: IExecuteFunctions, entry: string, find: Find): Promise<void> {
	const step = find();
	const attempt = step?.attempt;
	// Nobody waits for it any more: a claim would be left behind.
	if (!step || !attempt) return;
	for (let tries = 1; attempt.lost === null; tries += 1) {
		try {
			await claimRow.call(this, entry, { row: step.row, attempt }, find);
			break;
		} catch (error) {
			if (tries === 1) continue;
			this.logger.error('A refund could not be claimed', { error });
			attempt.lost = whyUnavailable(error, step.row.workflowId);
		}
	}
	step.done = true;
}

async function claimRow(
	this: IExecuteFunctions,
	entry: string,
	{ row, attempt }: { row: Step['row']; attempt: Attempt },
	find: Find,
): Promise<void> {
	// Looking first, because n8n's check writes the row again, with what it held when it was read.
	const entries = await this.helpers.getProcessedDataCount('node', ENTRIES);
	if (entries === 0 && (await isNew.call(this, entry))) {
		if (find()) attempt.won.push(row);
		// Cut off while it was written.
		else await this.helpers.clearAllProcessedItems('node', ENTRIES);
		return;
	}
	attempt.lost = entries > 1 ? 'accepted' : 'held';
}

/** Whether an entry was not in this node's row yet; from now on it is. */
async function isNew(this: IExecuteFunctions, entry: string): Promise<boolean> {
	const { new: fresh } = await this.helpers.checkProcessedAndRecord([entry], 'node', ENTRIES);
	return fresh.length > 0;
}

async function confirm(this: IExecuteFunctions, entry: string, find: Find): Promise<void> {
	try {
		await isNew.call(this, entry);
	} catch (error) {
		this.logger.warn('An accepted refund could not be noted with its claim', { error });
	}
	markDone(find);
}

/** The whole row goes; removing the entry alone would leave a row, and claims without a lock. */
async function release(this: IExecuteFunctions, _: string, find: Find): Promise<void> {
	// Before it is done: the row must not be deleted again when somebody else has it.
	markDone(find);
	try {
		await this.helpers.clearAllProcessedItems('node', ENTRIES);
	} catch (error) {
		this.logger.warn('A refund claim could not be released', { error });
	}
}

async function read(this: IExecuteFunctions, amount: string, find: Find): Promise<void> {
	const step = find();
	if (step?.attempt && (await this.helpers.getProcessedDataCount('node', ENTRIES)) > 0) {
		step.attempt.amounts.push(amount);
	}
	markDone(find);
}

function markDone(find: Find): void {
	const step = find();
	if (step) step.done = true;
}

export const actions: Record<ClaimAction, Act> = { claim, confirm, release, read };
