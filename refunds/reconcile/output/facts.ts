import type { Matching } from '../matching';
import type { LedgerRow, ListedRefund } from '../types';
import type { Comparison } from './comparisons';

/** What the sentences are about. A finding about one side only reads that side. */
export interface Facts {
	matching: Matching;
	title: string;
	comparison: Comparison;
	row: LedgerRow;
	refund: ListedRefund;
}
