/** Events nobody may believe. Each starts from a genuine one and breaks one thing. */

export type Forgery =
	| 'secret' // signed with another secret
	| 'signature' // one character of the signature changed
	| 'body' // the amount changed after signing
	| 'unsigned' // no signature header
	| 'empty' // an empty signature
	| 'mode'; // PayMongo: the digest in the part of the other mode

const signatureHeader = /signature$/i;

/** Another first character: decoding cannot hide it, as it could in base64's last one. */
function changeDigest(text: string): string {
	return text.replace(/[0-9a-zA-Z+/]{40,}/, (digest) =>
		digest.startsWith('0') ? `1${digest.slice(1)}` : `0${digest.slice(1)}`,
	);
}

export function forge(
	forgery: Forgery | undefined,
	genuine: { headers: Record<string, string>; body: string },
): { headers: Record<string, string>; body: string } {
	const { headers, body } = genuine;
	const withSignature = (change: (value: string) => string | undefined) =>
		Object.fromEntries(
			Object.entries(headers).flatMap(([name, value]) => {
				const changed = signatureHeader.test(name) ? change(value) : value;
				return changed === undefined ? [] : [[name, changed]];
			}),
		);
	switch (forgery) {
		case 'signature':
			return { headers: withSignature(changeDigest), body };
		case 'unsigned':
			return { headers: withSignature(() => undefined), body };
		case 'empty':
			return {
				headers: withSignature((value) => (value.startsWith('t=') ? 't=0,te=,li=' : '')),
				body,
			};
		case 'body':
			return { headers, body: body.replace(/"amount":(\d)/, '"amount":9$1') };
		default:
			// `secret` and `mode` were already signed wrongly.
			return genuine;
	}
}
