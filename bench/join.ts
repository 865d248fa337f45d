/** The hash join that a person writes by hand: what reconciling cannot be much cheaper than. */

/**
 * The body of a function of (ledger, refunds), both lists of records with `refundId`; as text,
 * because the same program is also given to n8n's Code node.
 */
export const HASH_JOIN = `
const byId = new Map();
for (const refund of refunds) byId.set(refund.refundId, refund);
const out = [];
for (const row of ledger) {
	const refund = byId.get(row.refundId);
	if (refund === undefined) {
		out.push({ json: { kind: 'missing_at_provider', ledger: row, refund: null } });
		continue;
	}
	byId.delete(row.refundId);
	const same =
		row.amount === refund.amount &&
		row.currency === refund.currency &&
		row.status === refund.status;
	out.push({ json: { kind: same ? 'matched' : 'different', ledger: row, refund } });
}
for (const refund of byId.values()) {
	out.push({ json: { kind: 'missing_in_ledger', ledger: null, refund } });
}
return out;
`;
