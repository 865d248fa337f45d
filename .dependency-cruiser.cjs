/** No circle of files, type imports included: `npm run circles`. */

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
	forbidden: [
		{
			name: 'no-circles',
			comment: 'Move what both files need into a third one that imports neither.',
			severity: 'error',
			from: {},
			to: { circular: true },
		},
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '^(build|dist|reports|coverage|\\.cache|\\.stryker-tmp)/' },
		// With what TypeScript takes out, so that a circle of types counts as well.
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.dev.json' },
	},
};
