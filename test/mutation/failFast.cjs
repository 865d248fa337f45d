/**
 * Jest's own environment, but the first test that fails is the last that runs: a mutant is found
 * then. Jest itself goes on to the end of a file, and Stryker cannot ask it not to.
 */
const { TestEnvironment } = require('jest-environment-node');

module.exports = class FailFast extends TestEnvironment {
	failed = false;

	/** The events of jest-circus. */
	async handleTestEvent({ name, test }) {
		if (name === 'test_fn_failure') this.failed = true;
		if (name === 'test_start' && this.failed) test.mode = 'skip';
	}
};
