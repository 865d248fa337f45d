import { ManualExecutionCancelledError, TimeoutExecutionCancelledError } from 'n8n-workflow';

import { whyUnavailable } from '../../../../nodes/claim/holders';

const saying = (error: unknown): string => {
	const { code, message, advice } = whyUnavailable(error, '');
	expect(code).toBe('claim_unavailable');
	return `${message} ${advice}`;
};

test.each([new TimeoutExecutionCancelledError('1'), new ManualExecutionCancelledError('1')])(
	'a claim that was cut off says so, and to run it again: %s',
	(error) => {
		const said = saying(new Error(error.message));
		expect(said).toContain(`nothing was sent. n8n says: ${error.message}.`);
		expect(said).toContain('Run it again to make the refund.');
		expect(said).not.toContain('database are well');
	},
);

test('what a run keeps of an error, an object, is read as one', () => {
	expect(saying({ message: 'database is locked', stack: '' })).toContain(
		'n8n says: database is locked. Run it again once n8n and its database are well.',
	);
});

test.each([{}, null, undefined, ''])('%p says nothing', (error) => {
	expect(saying(error)).not.toContain('n8n says');
});
