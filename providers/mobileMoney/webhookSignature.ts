/**
 * The signatures of Redstone and Vesicash. Their pages disagree: `X-Vesicash-Signature` (refund
 * page), `mor-signature` over the raw body (webhook secret page, step 3), `mor-signature` over
 * `timestamp.body` (note on the same page); the encoding is not stated, Redstone publishes nothing.
 * So each documented variant is accepted, or one of them alone where a user knows which.
 */
import { createHmac } from 'node:crypto';
import {
	describeStaleness,
	matchSignature,
	refused,
	type Delivery,
	type Verification,
	type VerificationSettings,
} from '../../refunds/webhooks/webhook';

/** Neither retries nor a replay window are documented: generous. */
const REPLAY_MINUTES = 24 * 60;

const TIMESTAMP_HEADERS = ['mor-timestamp', 'x-mor-timestamp', 'timestamp', 'x-timestamp'];

type Encoding = 'hex' | 'base64';

interface Scheme {
	/** As people choose it. */
	label: string;
	headers: string[];
	/** Whether the text is `timestamp.body` or the body alone; null: either. */
	timestamped: boolean | null;
	encodings: Encoding[];
}

const HEADERS = { mor: 'mor-signature', vesicash: 'x-vesicash-signature' };
const TEXTS = [
	{ key: 'timestamp', label: 'timestamp.body', timestamped: true },
	{ key: 'body', label: 'the body alone', timestamped: false },
];
const ENCODINGS: Encoding[] = ['hex', 'base64'];

/** `auto`, and every documented variant alone: `<header>_<text>_<encoding>`. */
export const SIGNATURE_SCHEMES: ReadonlyMap<string, Scheme> = new Map<string, Scheme>([
	[
		'auto',
		{
			label: 'Any Documented Way',
			headers: Object.values(HEADERS),
			timestamped: null,
			encodings: ENCODINGS,
		},
	],
	...Object.entries(HEADERS).flatMap(([header, name]) =>
		TEXTS.flatMap(({ key, label, timestamped }) =>
			ENCODINGS.map((encoding): [string, Scheme] => [
				`${header}_${key}_${encoding}`,
				{
					label: `${name} Over ${label}, ${encoding}`,
					headers: [name],
					timestamped,
					encodings: [encoding],
				},
			]),
		),
	),
]);

/** Refuses what was not signed, in the chosen way, with one of the secrets. */
export function verifySignature(delivery: Delivery, settings: VerificationSettings): Verification {
	const { rawBody, headers, now } = delivery;
	const scheme = SIGNATURE_SCHEMES.get(settings.signatureScheme);
	if (!scheme) return refused(`no signature scheme is called "${settings.signatureScheme}"`);
	if (!rawBody || rawBody.length === 0) return refused('it has no raw body');
	const received = scheme.headers.map((name) => (headers[name] ?? '').replace(/^sha256=/, ''));
	const times = TIMESTAMP_HEADERS.map((name) => headers[name] ?? '').filter(Boolean);
	if (scheme.timestamped === true && times.length === 0) {
		return refused('it has no timestamp header');
	}
	// A proxy may add a time of its own, to an event that has none or another: all are tried, and
	// the window holds for the one that was signed.
	const readings = [
		...(scheme.timestamped === false ? [] : times),
		...(scheme.timestamped === true ? [] : [null]),
	].map((time) => ({
		time,
		match: matchSignature(received, settings.secrets, (secret) => {
			const hmac = createHmac('sha256', secret);
			if (time !== null) hmac.update(`${time}.`);
			const digest = hmac.update(rawBody).digest();
			return scheme.encodings.map((encoding) => digest.toString(encoding));
		}),
	}));
	const fitting = readings.find(({ match }) => match.ok);
	if (!fitting) return readings[0]?.match ?? refused('it carries no signature');
	if (fitting.time === null) return fitting.match;
	const sent = readTime(fitting.time);
	const stale = describeStaleness(sent, now, settings.replayWindow ?? REPLAY_MINUTES);
	return stale === null ? fitting.match : refused(stale);
}

/** Seconds or milliseconds (the unit is not documented) as Unix seconds. */
function readTime(text: string): number | null {
	if (!/^\d{10}(\d{3})?$/.test(text)) return null;
	return Number(text.slice(0, 10));
}
