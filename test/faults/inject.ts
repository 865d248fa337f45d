/** Which requests of a scenario meet its fault. */
import type { Sandbox } from '../../sandbox';
import type { Step } from './gates';
import type { Scenario } from './scenario';

/**
 * Injects the scenario's fault right before each request that it hits. Requests are counted over
 * all executions; the returned function is for one of them.
 */
export function faultsOf(
	{ provider, fault, hit, words }: Scenario,
	sandbox: Sandbox,
	paymentId: string,
): () => (step: Step) => void {
	let seen = 0;
	const isNextHit = (): boolean => {
		const position = seen;
		seen += 1;
		return position >= hit.first && position < hit.first + hit.times;
	};
	return () => {
		let sendWasHit = false;
		return (step) => {
			const counts = step === (hit.on === 'look' ? 'look' : 'send');
			const follows = step === 'look' && hit.on === 'both' && sendWasHit;
			const hits = counts ? isNextHit() : follows;
			sendWasHit = counts && hits;
			if (fault === 'none' || !hits) return;
			const match = step === 'send' ? 'create' : 'any';
			const message = words === undefined ? {} : { message: words };
			sandbox.inject({ kind: fault, match, provider, paymentId, ms: hit.ms, ...message });
		};
	};
}
