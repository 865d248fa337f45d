'use strict';
// CommonJS and Node's own modules only: both the scripts that run before anything is installed
// (*.mjs) and the TypeScript that installs the runtime (compiled to CommonJS) need it.
const { spawn } = require('node:child_process');
const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const PROGRESS_EVERY_MS = 1000;
const NETWORK_CODES = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH)\b/;

const includesOrEmpty = (list, value) =>
	list === undefined || [list].flat().some((entry) => entry === value);

/**
 * The command and arguments that run npm. Under `npm run` it is the very npm that is running,
 * wherever that is installed.
 */
function npm(args) {
	const running = process.env.npm_execpath;
	return running?.endsWith('.js') ? [process.execPath, [running, ...args]] : ['npm', args];
}

/** The packages a lockfile names that belong on this kind of machine: path → entry. */
function lockedPackages(lockfile) {
	const { packages } = JSON.parse(readFileSync(lockfile, 'utf8'));
	return Object.entries(packages).filter(
		([path, { os, cpu }]) =>
			path !== '' && includesOrEmpty(os, process.platform) && includesOrEmpty(cpu, process.arch),
	);
}

/**
 * Whether node_modules holds what package-lock.json names. npm keeps its own list of what it
 * installed; comparing the two is exact where comparing file times is not (a fresh clone, a merge).
 */
function isInstalled(folder) {
	const installedList = join(folder, 'node_modules', '.package-lock.json');
	if (!existsSync(installedList)) return false;
	const installed = new Map(lockedPackages(installedList));
	return lockedPackages(join(folder, 'package-lock.json')).every(
		([path, { version, optional }]) => optional || installed.get(path)?.version === version,
	);
}

function explain(output) {
	if (/\bENOSPC\b/.test(output)) return 'The disk is full. Free some space, then run this again.';
	const firstLines = output.trim().split('\n').slice(0, 15).join('\n');
	return `npm could not install the packages:\n${firstLines}`;
}

/** Runs npm to its end; resolves with its exit code and everything it printed. */
function runNpm(folder, args) {
	const child = spawn(...npm(args), { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text) => (output += text));
	}
	return new Promise((resolve, reject) => {
		child.on('error', reject).on('close', (code) => resolve({ code, output }));
	});
}

/** Without a network `npm ci` tries for ten minutes; a ping knows at once. */
async function requireNetwork(folder) {
	const { output } = await runNpm(folder, ['ping', '--fetch-retries=0']);
	if (!NETWORK_CODES.test(output)) return;
	throw new Error(
		'npm cannot reach its registry. Check the network connection (or the registry and proxy ' +
			'that `npm config list` shows), then run the same command again.',
	);
}

const progress = (done, total) =>
	done === 0 ? `asking the registry about ${total} packages` : `${done} of ${total} packages`;

/**
 * Runs `npm ci --ignore-scripts` in a folder that has a package-lock.json.
 * `onProgress` gets a line about how far it is, about once a second.
 * Rejects with a sentence that says what to do.
 */
async function npmCi({ folder, args = [], onProgress = () => {} }) {
	await requireNetwork(folder);
	const manifests = lockedPackages(join(folder, 'package-lock.json')).map(([path]) =>
		join(folder, path, 'package.json'),
	);
	const timer = setInterval(
		() =>
			onProgress(progress(manifests.filter((file) => existsSync(file)).length, manifests.length)),
		PROGRESS_EVERY_MS,
	);
	try {
		const all = ['ci', '--ignore-scripts', '--loglevel=error', ...args];
		const { code, output } = await runNpm(folder, all);
		if (code !== 0) throw new Error(explain(output));
	} finally {
		clearInterval(timer);
	}
}

module.exports = { isInstalled, npm, npmCi };
