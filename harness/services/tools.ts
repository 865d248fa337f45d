import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A program from Debian's packages. */
interface Tool {
	/** What a person knows it as. */
	name: string;
	/** What its file may be called; the first that is found is taken. */
	candidates: string[];
	/** Debian's package. */
	package: string;
}

/**
 * The path of a program, which is installed first where it is missing and this process may do so.
 * Throws with the command to run where it may not.
 */
export async function ensureTool(tool: Tool): Promise<string> {
	const found = find(tool.candidates);
	if (found !== undefined) return found;
	await install(tool);
	const installed = find(tool.candidates);
	if (installed === undefined) throw new Error(howToInstall(tool));
	return installed;
}

function find(candidates: string[]): string | undefined {
	const folders = (process.env.PATH ?? '').split(delimiter);
	return candidates
		.flatMap((name) => folders.map((folder) => join(folder, name)))
		.find((file) => existsSync(file));
}

async function install(tool: Tool): Promise<void> {
	console.log(`${tool.name} is missing; installing Debian's package ${tool.package} …`);
	try {
		await apt('update');
		await apt('install', '-y', '--no-install-recommends', tool.package);
	} catch (error) {
		throw new Error(howToInstall(tool), { cause: error });
	}
}

/** As root, or as a user who may become root without being asked for a password. */
async function apt(...args: string[]): Promise<void> {
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	if (process.getuid?.() === 0) await run('apt-get', args, { env });
	else await run('sudo', ['-n', '--preserve-env=DEBIAN_FRONTEND', 'apt-get', ...args], { env });
}

const howToInstall = ({ name, package: debian }: Tool) =>
	`These checks need ${name}. On Debian, as root: apt-get install -y ${debian}. Then run the same command again.`;
