/** Everything one running sandbox knows. Handlers get it and nothing else. */
import { createFaults, type Faults } from './faults';
import type { Operation, ProviderName } from './names';
import type { Settings } from './options';
import { createPaymongoWebhooks, type PaymongoWebhooks } from './paymongo/webhookStore';
import { createLedger, type Ledger } from './mobileMoney/ledger';
import { createSalts, type Salts } from './rapyd/salts';
import type { Profile } from './profile';
import { createRateLimits, type RateLimits } from './rateLimits';
import { createStore, type Store } from './state';
import type { Answer } from './types';
import { createWebhooks, type Webhooks } from './webhooks/webhooks';

/** One request the sandbox saw. */
export interface Call {
	provider: ProviderName;
	method: string;
	path: string;
	operation: Operation | null;
	at: number;
	/** The HTTP status sent; 0 while, or because, no answer was sent. */
	status: number;
	/** When the answer had been sent; null like the status is 0. */
	answeredAt: number | null;
}

export interface World {
	settings: Settings;
	profiles: Record<ProviderName, Profile>;
	store: Store;
	faults: Faults;
	salts: Salts;
	ledger: Ledger;
	rateLimits: RateLimits;
	paymongoWebhooks: PaymongoWebhooks;
	webhooks: Webhooks;
	/** First answers by provider and idempotency key (only filled when the option is on). */
	firstAnswers: Map<string, { body: string; answer: Answer }>;
	calls: Call[];
	/** Does something after so many milliseconds, unless everything is forgotten before. */
	later(ms: number, action: () => void): void;
	reset(): void;
}

export function createWorld(settings: Settings, profiles: Record<ProviderName, Profile>): World {
	const store = createStore(profiles, settings);
	const faults = createFaults();
	const salts = createSalts();
	const rateLimits = createRateLimits(profiles);
	const paymongoWebhooks = createPaymongoWebhooks();
	const ledger = createLedger(store, settings);
	const webhooks = createWebhooks({ settings, profiles, store, paymongoWebhooks });
	const timers = new Set<NodeJS.Timeout>();
	const world: World = {
		settings,
		profiles,
		store,
		faults,
		salts,
		ledger,
		rateLimits,
		paymongoWebhooks,
		webhooks,
		firstAnswers: new Map(),
		calls: [],
		later(ms, action) {
			const timer = setTimeout(() => {
				timers.delete(timer);
				action();
			}, ms).unref();
			timers.add(timer);
		},
		reset() {
			for (const timer of timers) clearTimeout(timer);
			timers.clear();
			for (const part of [store, webhooks, ledger]) part.reset();
			for (const part of [faults, salts, rateLimits, paymongoWebhooks]) part.clear();
			world.firstAnswers.clear();
			world.calls = [];
			if (settings.examples) store.addExamples();
		},
	};
	if (settings.examples) store.addExamples();
	return world;
}
