import { benchNodes } from './nodes';
import { benchScale } from './scale';

/** Reconciling, against what else a user could do in n8n and against a bare hash join. */
export async function benchReconcile(): Promise<boolean> {
	const nodes = await benchNodes();
	const scale = benchScale();
	return nodes && scale;
}
