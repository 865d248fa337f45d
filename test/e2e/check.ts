import type { Stage } from '../../harness/stage';
import type { Tally } from './tally';

/** One thing that must hold on a real n8n. It throws when it does not. */
export interface Check<S extends Stage = Stage> {
	name: string;
	/** Gives the rows it adds to the table, if it counted refunds. */
	run(stage: S): Promise<Tally[] | void>;
}
