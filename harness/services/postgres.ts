import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { chown } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startService, type Service } from './process';
import { ensureTool } from './tools';

const run = promisify(execFile);
const debian = { name: 'PostgreSQL', package: 'postgresql' };

export const postgresUser = 'n8n';
export const postgresDatabase = 'postgres';

/** Starts a PostgreSQL of its own on 127.0.0.1, without a password; its data go with this process. */
export async function startPostgres(port: number): Promise<Service> {
	const command = await ensureTool({ ...debian, candidates: ['postgres'] });
	const initdb = await ensureTool({ ...debian, candidates: ['initdb'] });
	const isReady = await ensureTool({ ...debian, candidates: ['pg_isready'] });
	const user = await unprivileged();
	// A folder of its own: its user may not enter one of root's.
	const data = mkdtempSync(join(tmpdir(), 'n8n-nodes-refunds-postgres-'));
	process.once('exit', () => rmSync(data, { recursive: true, force: true }));
	if (user) await chown(data, user.uid, user.gid);
	await run(initdb, ['-D', data, '-U', postgresUser, '--auth=trust', '--no-sync', '-E', 'UTF8'], {
		cwd: data,
		...user,
	});
	const address = ['-h', '127.0.0.1', '-p', `${port}`];
	return await startService({
		name: debian.name,
		command,
		args: ['-D', data, ...address, '-k', '', '-F'],
		logFile: join(data, 'postgres.log'),
		user,
		isReady: () =>
			run(isReady, address).then(
				() => true,
				() => false,
			),
	});
}

/** PostgreSQL refuses to run as root; Debian's package brings a user for it. */
async function unprivileged(): Promise<{ uid: number; gid: number } | undefined> {
	if (process.getuid?.() !== 0) return undefined;
	const [uid, gid] = await Promise.all(
		['-u', '-g'].map(async (flag) => Number((await run('id', [flag, 'postgres'])).stdout)),
	);
	return { uid: uid as number, gid: gid as number };
}
