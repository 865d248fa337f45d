const { cp, mkdir, readFile, writeFile } = require('node:fs/promises');
const path = require('node:path');

const esbuild = require('esbuild');
const { dest, parallel, src } = require('gulp');
const tsx = require('tsx/cjs/api');

const { n8n } = require('./package.json');

const TRIGGER_CODEX = 'nodes/RefundTrigger/RefundTrigger.node.json';

const providerNodes = () =>
	Object.values(tsx.require('./nodes/providers.ts', __filename).providerNodes);

/**
 * Copies what tsc leaves behind: icons and codex files. n8n looks for each beside the compiled
 * node (icons: beside the credential too).
 */
function copyAssets() {
	const assets = [
		'nodes/*/*.{svg,json}',
		'credentials/*.svg',
		'!nodes/schemas/**',
		`!${TRIGGER_CODEX}`,
	];
	return src(assets, { base: '.', encoding: false }).pipe(dest('dist'));
}

/**
 * Puts a schema where n8n looks for an operation's output: beside the node, by version, resource
 * and operation. All providers return the same records, so each is kept once in nodes/schemas; the
 * operations say which is theirs.
 */
async function copySchemas() {
	for (const { provider, operations } of providerNodes()) {
		for (const { resource, value, schema } of operations) {
			const folder = `dist/nodes/${provider.title}/__schema__/v1.0.0/${resource}`;
			await cp(`nodes/schemas/${schema}.json`, `${folder}/${value}.json`);
		}
	}
}

/** Lets n8n's search find the trigger by the name of each provider. */
async function nameProviders() {
	const codex = JSON.parse(await readFile(TRIGGER_CODEX, 'utf8'));
	codex.alias.push(...providerNodes().map(({ provider }) => provider.title));
	await mkdir(path.join('dist', path.dirname(TRIGGER_CODEX)), { recursive: true });
	await writeFile(path.join('dist', TRIGGER_CODEX), JSON.stringify(codex));
}

/**
 * Puts all code into one file, and beside each icon the small file that n8n loads for a node or
 * credential. One file instead of some hundred makes the package a third smaller and n8n start
 * sooner; short local names take off another sixth. What is exported keeps its name, and lines
 * stay short enough for a line number in n8n's log to say something; shorter ones cost kilobytes.
 */
async function bundle() {
	const entries = [...n8n.credentials, ...n8n.nodes].map((file) => ({
		file,
		source: `./${path.relative('dist', file).replace(/\.js$/, '')}`,
		name: path.basename(file).split('.')[0],
	}));
	const bundled = await esbuild.build({
		stdin: {
			contents: entries.map(({ source }) => `export * from '${source}';`).join('\n'),
			resolveDir: __dirname,
		},
		write: false,
		minify: true,
		lineLimit: 400,
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		external: ['n8n-workflow'],
	});
	await mkdir('dist', { recursive: true });
	await writeFile('dist/package.js', bundled.outputFiles[0].contents);
	for (const { file, name } of entries) {
		const code = path.posix.relative(path.posix.dirname(file), 'dist/package.js');
		await mkdir(path.dirname(file), { recursive: true });
		await writeFile(file, `exports.${name} = require('${code}').${name};\n`);
	}
}

exports.default = parallel(bundle, copyAssets, copySchemas, nameProviders);
