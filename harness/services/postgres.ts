import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { chmod, chown, cp, mkdir, readFile, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, dirname } from 'node:path';
import { promisify } from 'node:util';
import type { Runtime } from '../runtime/install';
import { freePort, startOnFreePorts } from '../ports';
import { startService } from './process';

const run = promisify(execFile);

export const postgresUser = 'n8n';
export const postgresDatabase = 'postgres';

interface Postgres {
	port: number;
	stop(): Promise<void>;
}

/**
 * Starts a PostgreSQL of its own on 127.0.0.1, without a password; its data go with this process.
 * It is the one that `runtime/` pins: n8n 2.41 supports 17 and newer, which Debian 12 does not have.
 */
export async function startPostgres(runtime: Runtime): Promise<Postgres> {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-refunds-postgres-'));
	process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
	// Its user may enter neither one of root's folders nor the cache.
	await chmod(folder, 0o755);
	const bin = await copyPrograms(runtime.postgres, folder);
	const user = await unprivileged();
	const data = join(folder, 'data');
	await mkdir(data, { mode: 0o700 });
	if (user) await chown(data, user.uid, user.gid);
	const settings = ['--auth=trust', '--no-sync', '-E', 'UTF8', '--locale=C'];
	await run(join(bin, 'initdb'), ['-D', data, '-U', postgresUser, ...settings], {
		cwd: data,
		...user,
	});
	return await startOnFreePorts(async () => {
		const port = await freePort();
		const { stop } = await startService({
			name: 'PostgreSQL',
			command: join(bin, 'postgres'),
			args: ['-D', data, '-h', '127.0.0.1', '-p', `${port}`, '-k', '', '-F'],
			logFile: join(folder, 'postgres.log'),
			user,
			ready: 'database system is ready to accept connections',
		});
		return { port, stop };
	});
}

/**
 * Copies the programs of npm's package, with the links between libraries that its install script
 * would have made (npm packs no links); returns the folder they are in.
 */
async function copyPrograms(packageFolder: string, folder: string): Promise<string> {
	const list = join(packageFolder, 'native', 'pg-symlinks.json');
	if (!existsSync(list)) {
		throw new Error('Queue mode needs PostgreSQL, which is pinned for Linux on x64 only.');
	}
	await cp(join(packageFolder, 'native'), join(folder, 'native'), { recursive: true });
	const links = JSON.parse(await readFile(list, 'utf8')) as Array<Record<Link, string>>;
	for (const { source, target } of links) {
		const file = join(folder, target);
		if (!existsSync(file)) await symlink(relative(dirname(target), source), file);
	}
	return join(folder, 'native', 'bin');
}

type Link = 'source' | 'target';

/** PostgreSQL refuses to run as root: then it is `nobody`, who is everywhere. */
async function unprivileged(): Promise<{ uid: number; gid: number } | undefined> {
	if (process.getuid?.() !== 0) return undefined;
	const idOf = async (flag: string) => Number((await run('id', [flag, 'nobody'])).stdout);
	return { uid: await idOf('-u'), gid: await idOf('-g') };
}
