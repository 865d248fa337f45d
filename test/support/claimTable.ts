import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';

import type {
	DeduplicationItemTypes,
	DeduplicationScope,
	ICheckProcessedContextData,
	IDataDeduplicator,
	IDeduplicationOutput,
} from 'n8n-workflow';

/**
 * n8n's `processed_data` table as its DeduplicationHelper uses it (n8n 2.41.1,
 * deduplication/deduplication-helper.js): read the row, then insert it on a primary key or write
 * the changed list back, without a lock, and with the event loop turning in between. Rows belong to
 * a workflow and go with it. It outlives every engine that uses it, as a database outlives a process.
 */
export class ClaimTable implements IDataDeduplicator {
	readonly rows = new Map<string, string[]>();
	private readonly deleted = new Set<string>();

	/** Deletes a workflow: ON DELETE CASCADE takes its rows along. */
	deleteWorkflow(id: string): void {
		this.deleted.add(id);
		for (const key of this.rows.keys()) {
			if ((JSON.parse(key) as string[])[0] === id) this.rows.delete(key);
		}
	}

	/** Makes a workflow again, under the ID of one that was deleted. */
	restoreWorkflow(id: string): void {
		this.deleted.delete(id);
	}

	/** What the database says to a row, or an execution, of a workflow that does not exist. */
	checkForeignKey(workflowId: string | undefined): void {
		if (workflowId !== undefined && this.deleted.has(workflowId)) {
			throw new Error('SQLITE_CONSTRAINT: FOREIGN KEY constraint failed');
		}
	}

	async checkProcessedAndRecord(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
	): Promise<IDeduplicationOutput> {
		const key = rowKey(scope, context);
		const hashes = items.map((item) => createHash('md5').update(String(item)).digest('base64'));
		await nextTurn();
		const found = this.rows.get(key);
		const list = found ? [...found] : undefined;
		await nextTurn();
		if (!list) {
			if (this.rows.has(key)) throw new Error('SQLITE_CONSTRAINT: UNIQUE constraint failed');
			this.checkForeignKey(context.workflow.id);
			this.rows.set(key, hashes);
			return { new: items, processed: [] };
		}
		const fresh = items.filter((_, index) => !list.includes(hashes[index] as string));
		// An UPDATE: a row that was deleted in the meantime does not come back.
		if (this.rows.has(key)) {
			this.rows.set(key, [...list, ...hashes.filter((hash) => !list.includes(hash))]);
		}
		return { new: fresh, processed: items.filter((item) => !fresh.includes(item)) };
	}

	async removeProcessed(): Promise<void> {
		throw new Error('Removing an entry leaves a row behind, and with it claims without a lock');
	}

	async clearAllProcessedItems(
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
	): Promise<void> {
		await nextTurn();
		this.rows.delete(rowKey(scope, context));
	}

	async getProcessedDataCount(
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
	): Promise<number> {
		await nextTurn();
		return this.rows.get(rowKey(scope, context))?.length ?? 0;
	}
}

function rowKey(scope: DeduplicationScope, { workflow, node }: ICheckProcessedContextData): string {
	if (!workflow.id) throw new Error('The workflow has no id');
	return JSON.stringify([workflow.id, scope === 'node' ? `n:${node?.id}` : '']);
}
