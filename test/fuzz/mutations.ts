/**
 * What a forger, a faulty proxy or a mix-up can do to a genuine delivery. Each mutation gives a
 * delivery no trigger may accept, or null where it does not apply. Only what is covered by the
 * signature is changed: a header nobody signs proves nothing.
 */
import type { Delivery, VerificationSettings } from '../../refunds/webhooks/webhook';
import type { Genuine } from '../../harness/webhooks/webhookUnderTest';
import type { Random } from './random';

interface Attempt {
	delivery: Delivery;
	settings: VerificationSettings;
}

type Mutation = (genuine: Genuine, random: Random, all: readonly Genuine[]) => Attempt | null;

/** The same with other bytes, headers, clock or URLs. */
function send({ delivery, settings }: Genuine, change: Partial<Delivery>): Attempt {
	return { delivery: { ...delivery, ...change }, settings };
}

function withBody(genuine: Genuine, text: string): Attempt | null {
	const rawBody = Buffer.from(text);
	return rawBody.equals(genuine.delivery.rawBody) ? null : send(genuine, { rawBody });
}

function withHeader(genuine: Genuine, name: string, value: string | undefined): Attempt {
	const others = withoutHeader(genuine, name);
	return send(genuine, { headers: value === undefined ? others : { ...others, [name]: value } });
}

function withoutHeader(genuine: Genuine, name: string): Record<string, string> {
	return Object.fromEntries(
		Object.entries(genuine.delivery.headers).filter(([own]) => own !== name),
	);
}

/** Replaces the digest, keeping what stands around it. */
function withDigest(genuine: Genuine, digest: string): Attempt | null {
	const { header, digest: own } = genuine.signature;
	if (digest === own) return null;
	return withHeader(genuine, header, genuine.delivery.headers[header]?.replace(own, digest));
}

function flipBit(text: string, random: Random): string {
	const at = random.below(text.length);
	const flipped = String.fromCharCode(text.charCodeAt(at) ^ (1 << random.below(7)));
	return text.slice(0, at) + flipped + text.slice(at + 1);
}

function timestampOf({ timestampHeader, delivery }: Genuine): string | null {
	if (timestampHeader === null) return null;
	return /\d{10}/.exec(delivery.headers[timestampHeader] ?? '')?.[0] ?? null;
}

/** The digest the provider would send if this were its secret. */
function digestWith(genuine: Genuine, secret: string): string {
	const { rawBody, headers, urls } = genuine.delivery;
	const { accessKey } = genuine.settings;
	const { digest } = genuine.signature;
	const timestamp = timestampOf(genuine);
	const signed = { rawBody, headers, url: urls[0] ?? '', timestamp, accessKey, digest };
	return genuine.webhook.digest(signed, secret);
}

function parsed({ delivery }: Genuine): Record<string, unknown> {
	return JSON.parse(delivery.rawBody.toString('utf8')) as Record<string, unknown>;
}

function reversed(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(reversed);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.reverse()
			.map(([key, entry]) => [key, reversed(entry)]),
	);
}

/** A letter as JSON may write it too. */
function escaped(letter: string): string {
	return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

export const mutations: Record<string, Mutation> = {
	'a bit of the body': (genuine, random) => {
		const rawBody = Buffer.from(genuine.delivery.rawBody);
		const at = random.below(rawBody.length);
		rawBody[at] = (rawBody[at] ?? 0) ^ (1 << random.below(8));
		return send(genuine, { rawBody });
	},
	'a bit of the digest': (genuine, random) =>
		withDigest(genuine, flipBit(genuine.signature.digest, random)),
	'a bit of the time': (genuine, random) => {
		const timestamp = timestampOf(genuine);
		const { timestampHeader: name } = genuine;
		if (timestamp === null || name === null) return null;
		const value = genuine.delivery.headers[name] ?? '';
		return withHeader(genuine, name, value.replace(timestamp, flipBit(timestamp, random)));
	},
	'a bit of the salt': (genuine, random) => {
		const { salt } = genuine.delivery.headers;
		return salt === undefined ? null : withHeader(genuine, 'salt', flipBit(salt, random));
	},
	'body cut off': (genuine, random) => {
		const { rawBody } = genuine.delivery;
		return send(genuine, { rawBody: rawBody.subarray(0, random.below(rawBody.length)) });
	},
	'body with something added': (genuine, random) => {
		const { rawBody } = genuine.delivery;
		const extra = Buffer.from(
			random.pick([' ', '\n', '\r\n', '\0', '\ufeff', '}', random.text(8)]),
		);
		const parts = random.below(2) === 0 ? [rawBody, extra] : [extra, rawBody];
		return send(genuine, { rawBody: Buffer.concat(parts) });
	},
	'body written anew': (genuine, random) => {
		const body = parsed(genuine);
		return withBody(
			genuine,
			random.pick([
				JSON.stringify(body, null, 1 + random.below(8)),
				JSON.stringify(reversed(body)),
				JSON.stringify(body).replace(/"([a-z])/, (_, letter: string) => `"${escaped(letter)}`),
				JSON.stringify(body).replaceAll(':', ': '),
			]),
		);
	},
	'another amount': (genuine, random) => {
		const amount = `"amount":${random.below(1_000_000)}`;
		return withBody(
			genuine,
			genuine.delivery.rawBody.toString().replace(/"amount":("[^"]*"|[^,}]*)/, amount),
		);
	},
	'no body': (genuine, random) => send(genuine, { rawBody: random.pick([null, Buffer.alloc(0)]) }),
	'body of another event': (genuine, random, all) =>
		withBody(genuine, random.pick(all).delivery.rawBody.toString()),
	'digest of another event': (genuine, random, all) => {
		const other = random.pick(all);
		// The corpus has the same body signed in several ways; that is the same event.
		if (other.delivery.rawBody.equals(genuine.delivery.rawBody)) return null;
		return withDigest(genuine, other.signature.digest);
	},
	'two headers exchanged': (genuine, random) => {
		const { headers } = genuine.delivery;
		const signed = ['salt', genuine.timestampHeader ?? '', genuine.signature.header];
		const names = signed.filter((name, index) => name in headers && signed.indexOf(name) === index);
		if (names.length < 2) return null;
		const first = random.pick(names);
		const second = random.pick(names.filter((name) => name !== first));
		return send(genuine, {
			headers: { ...headers, [first]: headers[second] ?? '', [second]: headers[first] ?? '' },
		});
	},
	'header under another name': (genuine, random) => {
		const { header } = genuine.signature;
		const value = genuine.delivery.headers[header] ?? '';
		const name = random.pick(['x-signature', 'x-paymongo-signature', 'x-hub-signature-256']);
		return send(genuine, { headers: { ...withoutHeader(genuine, header), [name]: value } });
	},
	'header missing': (genuine, random) => {
		const { headers } = genuine.delivery;
		const { header } = genuine.signature;
		const others = [genuine.timestampHeader, 'salt'].filter(
			(name) => name !== null && name in headers,
		);
		return withHeader(genuine, random.pick([header, ...(others as string[])]), undefined);
	},
	'empty digest': (genuine, random) => {
		const { header, digest } = genuine.signature;
		const value = genuine.delivery.headers[header]?.replace(digest, '') ?? '';
		return withHeader(
			genuine,
			header,
			random.pick([value, '', ' ', 'sha256=', 'te=,li=', 't=,te=,li=']),
		);
	},
	'digest cut off or added to': (genuine, random) => {
		const { digest } = genuine.signature;
		const cut = digest.slice(0, random.below(digest.length));
		return withDigest(
			genuine,
			random.pick([cut, digest + random.text(1), random.text(1) + digest]),
		);
	},
	'digest in other letters': (genuine, random) => {
		const { digest } = genuine.signature;
		// Decoders forgive these: capitals in hex, stray bits and other alphabets in base64.
		return withDigest(
			genuine,
			random
				.pick([
					digest.toUpperCase(),
					digest.replace(/=+$/, ''),
					digest.replaceAll('+', '-').replaceAll('/', '_'),
					`${digest}=`,
					` ${digest}`.padEnd(digest.length + 3),
				])
				.trim(),
		);
	},
	'another secret': (genuine, random) => {
		const own = genuine.settings.secrets[0]?.value ?? '';
		const secret = random.pick([
			random.text(own.length),
			flipBit(own, random),
			`${own} `,
			own.slice(1),
		]);
		return withDigest(genuine, digestWith(genuine, secret));
	},
	'an empty secret': (genuine, random) => {
		const attempt = withDigest(genuine, digestWith(genuine, ''));
		const secrets = random.pick([[], [{ name: 'Webhook Secret', value: '' }]]);
		return attempt && { ...attempt, settings: { ...attempt.settings, secrets } };
	},
	'too old': (genuine, random) => {
		const window = genuine.webhook.windowMinutes;
		if (genuine.timestampHeader === null) return null;
		const { now } = genuine.delivery;
		return send(genuine, { now: now + window * 60 + 1 + random.below(10_000_000) });
	},
	'from the future': (genuine, random) => {
		if (genuine.timestampHeader === null) return null;
		return send(genuine, { now: genuine.delivery.now - 5 * 60 - 1 - random.below(10_000_000) });
	},
	'older than the chosen window': (genuine, random) => {
		if (genuine.timestampHeader === null) return null;
		const replayWindow = 1 + random.below(100);
		const now = genuine.delivery.now + replayWindow * 60 + 1;
		return { ...send(genuine, { now }), settings: { ...genuine.settings, replayWindow } };
	},
	'test and live exchanged': (genuine) => {
		const { account } = genuine.settings;
		if (!genuine.webhook.tellsMode || account.mode === null) return null;
		const mode = account.mode === 'live' ? 'test' : 'live';
		return {
			...send(genuine, {}),
			settings: { ...genuine.settings, account: { ...account, mode } },
		};
	},
	'digest in the part of the other mode': (genuine) => {
		if (!genuine.webhook.inOneHeader) return null;
		const { header, digest } = genuine.signature;
		const t = timestampOf(genuine);
		const parts =
			genuine.settings.account.mode === 'live' ? `te=${digest},li=` : `te=,li=${digest}`;
		return withHeader(genuine, header, `t=${t},${parts}`);
	},
	'a second time beside the signed one': (genuine, random) => {
		if (!genuine.webhook.inOneHeader) return null;
		const { header } = genuine.signature;
		const value = genuine.delivery.headers[header] ?? '';
		const fresh = `t=${genuine.delivery.now + random.below(100_000)}`;
		return withHeader(genuine, header, random.pick([`${fresh},${value}`, `${value},${fresh}`]));
	},
	'salt and time divided elsewhere': (genuine, random) => {
		const { salt, timestamp } = genuine.delivery.headers;
		if (salt === undefined || timestamp === undefined) return null;
		const joined = salt + timestamp;
		const at = 1 + random.below(joined.length - 1);
		if (at === salt.length) return null;
		return send(genuine, {
			headers: {
				...genuine.delivery.headers,
				salt: joined.slice(0, at),
				timestamp: joined.slice(at),
			},
		});
	},
	'time moved into the body': (genuine) => {
		const timestamp = timestampOf(genuine);
		if (!genuine.webhook.hasSchemes || timestamp === null) return null;
		const headers = withoutHeader(genuine, genuine.timestampHeader ?? '');
		const rawBody = Buffer.concat([Buffer.from(`${timestamp}.`), genuine.delivery.rawBody]);
		return send(genuine, { headers, rawBody });
	},
	'another strict scheme': (genuine, random) => {
		const { signatureScheme } = genuine.settings;
		if (!genuine.webhook.hasSchemes || signatureScheme === 'auto') return null;
		const [header, text, encoding] = signatureScheme.split('_');
		const other = random.pick([
			`${header === 'mor' ? 'vesicash' : 'mor'}_${text}_${encoding}`,
			`${header}_${text === 'body' ? 'timestamp' : 'body'}_${encoding}`,
			`${header}_${text}_${encoding === 'hex' ? 'base64' : 'hex'}`,
			'no such scheme',
		]);
		return { ...send(genuine, {}), settings: { ...genuine.settings, signatureScheme: other } };
	},
	'sent to another URL': (genuine, random) => {
		if (!genuine.webhook.signsUrl) return null;
		const [url = ''] = genuine.delivery.urls;
		const other = random.pick([
			url.replace('https:', 'http:'),
			url.replace('/webhook/', '/webhook-test/'),
			`${url}/`,
			`${url}?a=b`,
			url.slice(0, -1),
			flipBit(url, random),
		]);
		return send(genuine, { urls: [other] });
	},
};
