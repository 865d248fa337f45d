/** The owner of a freshly started n8n, as `npm start` prints it. */
export const owner = {
	email: 'owner@example.com',
	firstName: 'Refunds',
	lastName: 'Owner',
	password: 'Refunds-2026',
};

/** A signed-in conversation with n8n's own REST API, the one its editor uses. */
export interface Session {
	url: string;
	request<T>(method: string, path: string, body?: unknown): Promise<T>;
}

/** n8n ties the login cookie to this header; any constant will do. */
const BROWSER_ID = 'n8n-nodes-refunds';

/** Signs in, and on a fresh n8n sets up the owner first. */
export async function signIn(url: string): Promise<Session> {
	const settings = await call<{ userManagement: { showSetupOnFirstLoad: boolean } }>(
		url,
		'GET',
		'settings',
	);
	const answer = settings.data.userManagement.showSetupOnFirstLoad
		? await call(url, 'POST', 'owner/setup', { body: owner })
		: await call(url, 'POST', 'login', {
				body: { emailOrLdapLoginId: owner.email, password: owner.password },
			});
	const cookie = answer.cookies.map((value) => value.split(';')[0]).join('; ');
	return {
		url,
		request: async <T>(method: string, path: string, body?: unknown) =>
			(await call<T>(url, method, path, { body, cookie })).data,
	};
}

async function call<T>(
	url: string,
	method: string,
	path: string,
	{ body, cookie }: { body?: unknown; cookie?: string } = {},
): Promise<{ data: T; cookies: string[] }> {
	const response = await fetch(`${url}/rest/${path}`, {
		method,
		headers: {
			'browser-id': BROWSER_ID,
			...(cookie !== undefined && { cookie }),
			...(body !== undefined && { 'content-type': 'application/json' }),
		},
		...(body !== undefined && { body: JSON.stringify(body) }),
	});
	const text = await response.text();
	if (!response.ok) {
		throw new Error(`n8n answered ${response.status} to ${method} ${path}: ${messageOf(text)}`);
	}
	const { data } = JSON.parse(text) as { data: T };
	return { data, cookies: response.headers.getSetCookie() };
}

/** n8n's message out of an error answer, which also has a stack trace. */
function messageOf(text: string): string {
	try {
		return (JSON.parse(text) as { message: string }).message;
	} catch {
		return text;
	}
}
