import type { Check } from '../check';
import { BATCH, interrupted, openDesks } from '../interruption';
import type { QueueStage } from '../../../harness/queueMode';

/** One refund is on its way for three seconds when it happens. */
const onItsWay = { hangs: 'slow', at: BATCH / 2 } as const;

export const restart: Check = {
	name: 'n8n restarted with executions in flight',
	async run(stage) {
		const desks = await openDesks(stage, 'restart');
		const interrupt = () => stage.restart();
		return [
			await interrupted(stage, desks, { fault: 'n8n restarted in flight', ...onItsWay, interrupt }),
		];
	},
};

export const redisRestart: Check<QueueStage> = {
	name: 'Redis restarted with executions in flight',
	async run(stage) {
		const desks = await openDesks(stage, 'redis');
		const interrupt = () => stage.redis.restart();
		return [await interrupted(stage, desks, { fault: 'Redis restarted', ...onItsWay, interrupt })];
	},
};
