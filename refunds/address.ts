/** What an address must be like before keys are sent to it. */

/**
 * What is wrong with an address the credential's keys would be sent to, or null. Over plain http
 * anybody on the way can read them, so that is for this machine alone (the sandbox).
 */
export function describeOpenAddress(address: string): string | null {
	if (!/^\s*http:/i.test(address)) return null;
	if (URL.canParse(address) && isLoopback(new URL(address))) return null;
	return `The Base URL "${address}" must begin with https://, because the keys are sent to it.`;
}

/** Whether an address is of the machine this runs on. */
export function isLoopback({ hostname }: URL): boolean {
	return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}
