/** What the tests of the three verifiers share. */
import { createHmac } from 'node:crypto';
import type { Account } from '../../../refunds/exchange';
import type { Mode } from '../../../refunds/refund';
import type { Verification, VerificationSettings } from '../../../refunds/webhooks/webhook';

export const account = (mode: Mode | null): Account => ({
	mode,
	origin: '',
	identity: '',
	earlierIdentities: [],
});

export function settings(change: Partial<VerificationSettings> = {}): VerificationSettings {
	return {
		secrets: [],
		accessKey: null,
		account: account(null),
		replayWindow: null,
		signatureScheme: 'auto',
		...change,
	};
}

/** The reason for a refusal. */
export const why = (verification: Verification) =>
	verification.ok ? 'accepted' : verification.why;

export const hex = (secret: string, text: string) =>
	createHmac('sha256', secret).update(text).digest('hex');
