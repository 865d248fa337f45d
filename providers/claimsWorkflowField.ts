/** The same field in all four credentials. */
export const claimsWorkflowField = {
	displayName: 'Claims Workflow',
	name: 'claimsWorkflow',
	type: 'string' as const,
	default: '',
	placeholder: 'e.g. 8gNPPmDDaGmmV4qT',
	hint: 'Only needed where more than one workflow makes refunds',
	description:
		'ID of any workflow of this n8n: the last part of its address. All workflows that use this credential then share what they have refunded, so that no two of them refund the same ticket. Never delete that workflow: what it knows of earlier refunds goes with it.',
};
