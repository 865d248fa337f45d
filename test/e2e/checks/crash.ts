import type { Check } from '../check';
import { BATCH, interrupted, openDesks } from '../interruption';
import type { Tally } from '../tally';

const MOMENTS = [
	{ fault: 'killed between claim and send', hangs: 'timeout_before', at: 0 },
	{ fault: 'killed between send and answer', hangs: 'timeout_after', at: BATCH / 2 },
	{ fault: 'killed between answer and saved execution', hangs: 'timeout_after', at: BATCH - 1 },
] as const;

export const crash: Check = {
	name: 'killed (-9) in the middle of a batch, then retried and delivered again',
	async run(stage) {
		const desks = await openDesks(stage, 'crash');
		const rows: Tally[] = [];
		for (const moment of MOMENTS) {
			rows.push(await interrupted(stage, desks, { ...moment, interrupt: () => stage.crash() }));
		}
		return rows;
	},
};
