const { cp, mkdir, writeFile } = require('node:fs/promises');
const path = require('node:path');

const esbuild = require('esbuild');
const { dest, parallel, src } = require('gulp');

const { n8n } = require('./package.json');

/** Which record an operation returns: the files of nodes/schemas, by resource and operation. */
const refundSchemas = {
	'refund/create': 'refund',
	'refund/get': 'refund',
	'refund/getAll': 'refund',
	'refund/reconcile': 'reconcileRow',
	'payment/get': 'payment',
	'payment/getAll': 'payment',
};
const walletSchemas = {
	'wallet/getBalance': 'balance',
	'wallet/getHistory': 'walletEntry',
};
const schemasByNode = {
	PayMongo: refundSchemas,
	Rapyd: {
		...refundSchemas,
		'refund/createForGroup': 'refund',
		'refund/update': 'refund',
		'refund/complete': 'refund',
		'refund/cancel': 'refund',
	},
	Redstone: { ...refundSchemas, ...walletSchemas },
	Vesicash: { ...refundSchemas, ...walletSchemas },
};

/**
 * Copies what tsc leaves behind: icons and codex files. n8n looks for each beside the compiled
 * node (icons: beside the credential too).
 */
function copyAssets() {
	return src(['nodes/*/*.{svg,json}', 'credentials/*.svg', '!nodes/schemas/**'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));
}

/**
 * Puts a schema where n8n looks for an operation's output: beside the node, by version, resource
 * and operation. All providers return the same records, so each is kept once in nodes/schemas.
 */
async function copySchemas() {
	for (const [node, schemas] of Object.entries(schemasByNode)) {
		for (const [operation, schema] of Object.entries(schemas)) {
			const target = `dist/nodes/${node}/__schema__/v1.0.0/${operation}.json`;
			await cp(`nodes/schemas/${schema}.json`, target);
		}
	}
}

/**
 * Puts all code into one readable file, and beside each icon the small file that n8n loads for a
 * node or credential. One file instead of some hundred makes the package a third smaller and n8n
 * start sooner.
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
		minifyWhitespace: true,
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		external: ['n8n-workflow'],
	});
	// Printed once more: without the comments, which are a tenth of it, but not squeezed together.
	const { code: printed } = await esbuild.transform(bundled.outputFiles[0].text, { format: 'cjs' });
	await mkdir('dist', { recursive: true });
	await writeFile('dist/package.js', printed);
	for (const { file, name } of entries) {
		const code = path.posix.relative(path.posix.dirname(file), 'dist/package.js');
		await mkdir(path.dirname(file), { recursive: true });
		await writeFile(file, `exports.${name} = require('${code}').${name};\n`);
	}
}

exports.default = parallel(bundle, copyAssets, copySchemas);
