/** Mutates genuine webhooks and counts what the verifiers accept: nothing, or it is a finding. */
import { providerNames, type ProviderName } from '../../sandbox';
import type { Genuine } from '../../harness/webhooks/webhookUnderTest';
import { mutations } from './mutations';
import { seeded } from './random';

interface Row {
	mutation: string;
	tried: Record<ProviderName, number>;
	accepted: number;
}

interface Findings {
	rows: Row[];
	tried: number;
	/** What was accepted, to be looked at. */
	accepted: string[];
	/** Genuine deliveries that were refused, and why. */
	refused: string[];
}

const triedNone = () =>
	Object.fromEntries(providerNames.map((name) => [name, 0])) as Record<ProviderName, number>;

/** Tries `count` mutations, evenly over the kinds and, where they apply, over the providers. */
export function fuzz(corpus: readonly Genuine[], count: number, seed: number): Findings {
	const random = seeded(seed);
	const rows = Object.keys(mutations).map((mutation): Row => ({
		mutation,
		tried: triedNone(),
		accepted: 0,
	}));
	const findings: Findings = { rows, tried: 0, accepted: [], refused: [] };
	for (const genuine of corpus) {
		const verification = genuine.provider.webhook.verify(genuine.delivery, genuine.settings);
		if (!verification.ok) findings.refused.push(`${genuine.name}: ${verification.why}`);
	}
	const byProvider = [...new Set(corpus.map(({ provider }) => provider.name))].map((name) =>
		corpus.filter(({ provider }) => provider.name === name),
	);
	for (let turn = 0; findings.tried < count; turn += 1) {
		const row = rows[turn % rows.length] as Row;
		const genuine = random.pick(random.pick(byProvider));
		const attempt = mutations[row.mutation]?.(genuine, random, corpus);
		if (!attempt) continue;
		findings.tried += 1;
		row.tried[genuine.provider.name] += 1;
		const verification = genuine.provider.webhook.verify(attempt.delivery, attempt.settings);
		if (verification.ok) {
			row.accepted += 1;
			findings.accepted.push(`${genuine.name}: ${row.mutation} (mutation ${findings.tried})`);
		}
	}
	return findings;
}
