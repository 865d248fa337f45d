const { dest, src } = require('gulp');

/**
 * Copies what tsc leaves behind: icons, codex files and output schemas. n8n looks for
 * each beside the compiled node (icons: beside the credential too).
 */
function copyAssets() {
	return src(['nodes/**/*.{svg,json}', 'credentials/**/*.svg'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));
}

exports.default = copyAssets;
