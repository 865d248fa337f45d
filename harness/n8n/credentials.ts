import type { Session } from './session';

export interface CredentialInput {
	name: string;
	/** A credential type of the package, e.g. `payMongoApi`. */
	type: string;
	data: Record<string, unknown>;
}

export interface SavedCredential {
	id: string;
	name: string;
	type: string;
}

export async function createCredential(
	n8n: Session,
	input: CredentialInput,
): Promise<SavedCredential> {
	const { id } = await n8n.request<{ id: string }>('POST', 'credentials', input);
	return { id, name: input.name, type: input.type };
}

/** Saves other fields in a credential, as a person does who replaces its keys. */
export async function updateCredential(
	n8n: Session,
	{ id, name, type }: SavedCredential,
	data: Record<string, unknown>,
): Promise<void> {
	await n8n.request('PATCH', `credentials/${id}`, { name, type, data });
}

/** Tests a saved credential with these fields, as the editor does when it is opened or edited. */
export function testCredential(
	n8n: Session,
	{ id, name, type }: SavedCredential,
	data: Record<string, unknown>,
): Promise<{ status: 'OK' | 'Error'; message: string }> {
	return n8n.request('POST', 'credentials/test', { credentials: { id, name, type, data } });
}
