/** What is wrong with a value, as the end of a sentence that begins with the field's label; or null. */
import { isLoopback } from '../../refunds/address';

/** Vesicash: "E.164 format without the + prefix", at most 15 digits (ITU-T E.164). */
export function e164Problem(text: string): string | null {
	const rule = 'Use country code and number, digits only, for example 233208123456.';
	if (text.startsWith('+')) return `begins with +: leave the + out. ${rule}`;
	if (!/^\d+$/.test(text)) return `holds something else than digits. ${rule}`;
	if (text.startsWith('0')) return `begins with 0: begin with the country code. ${rule}`;
	if (text.length < 8 || text.length > 15) return `must have 8 to 15 digits. ${rule}`;
	return null;
}

/** Redstone does not say which form it takes: only what cannot be a telephone number is refused. */
export function localOrE164Problem(text: string): string | null {
	return /^\+?\d{8,15}$/.test(text) ? null : 'must have 8 to 15 digits and nothing else.';
}

export function emailProblem(text: string): string | null {
	return /^[^\s@]+@[^\s@]+$/.test(text) ? null : 'is not an e-mail address.';
}

/** Vesicash asks for a public HTTPS URL. Plain http to this machine is let through for sandboxes. */
export function webhookUrlProblem(text: string): string | null {
	if (!URL.canParse(text)) return 'is not a URL. Use one that begins with https://.';
	const url = new URL(text);
	if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url))) return null;
	return 'must begin with https://.';
}
