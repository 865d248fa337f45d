const { cp } = require('node:fs/promises');

const { dest, parallel, src } = require('gulp');

/** Which record an operation returns: the files of nodes/schemas, by resource and operation. */
const refundSchemas = {
	'refund/create': 'refund',
	'refund/get': 'refund',
	'refund/getAll': 'refund',
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

exports.default = parallel(copyAssets, copySchemas);
