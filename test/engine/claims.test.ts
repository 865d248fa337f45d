/** Claims on n8n's engine: who wins, what a loser keeps, and what a time limit leaves behind. */
import { setTimeout as wait } from 'node:timers/promises';

import type { IExecuteFunctions, INodeType, IWorkflowBase } from 'n8n-workflow';

import type * as claims from '../../nodes/claim';
import type { Claim, ClaimChanges, ClaimRequest } from '../../refunds/create/ports';
import { ClaimTable } from '../support/claimTable';
import { Engine, loadPackage, type RunOptions } from '../support/engine';

type Work = (context: IExecuteFunctions) => Promise<void>;

const pack = loadPackage();
const { claimRefunds, settleClaims } = pack.module<typeof claims>('nodes/claim/index.js');
const none: ClaimChanges = { release: [], confirm: [] };

let work: Work;
/** A node of the package that does whatever a test wants to be done inside n8n. */
const tester: INodeType = {
	description: {
		displayName: 'Tester',
		name: 'tester',
		group: ['transform'],
		version: 1,
		description: '',
		defaults: { name: 'Tester' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
	},
	async execute(this: IExecuteFunctions) {
		await work(this);
		return [[]];
	},
};
const nodes = new Map([...pack.nodes, ['n8n-nodes-refunds.tester', tester]]);

let table: ClaimTable;
let engine: Engine;
beforeEach(() => {
	use(new ClaimTable());
});

function use(other: ClaimTable): void {
	table = other;
	engine = new Engine({}, table, { pack: { ...pack, nodes } });
}

/** Runs work in an execution, and waits for all of it, whatever becomes of the execution. */
async function inside<T>(
	run: (context: IExecuteFunctions) => Promise<T>,
	options: Partial<RunOptions> = {},
): Promise<T> {
	const done = new Promise<T>((resolve, reject) => {
		work = async (context) => await run(context).then((value) => resolve(value), reject);
	});
	await engine.run({ node: 'tester', parameters: {}, ...options });
	const value = await done;
	await engine.idle();
	return value;
}

interface Where {
	claimsWorkflow?: string;
	workflowId?: string;
}

async function claim(
	requests: readonly ClaimRequest[],
	{ claimsWorkflow = '', workflowId = 'own' }: Where = {},
	before = none,
): Promise<Claim[]> {
	return await inside(
		async (context) => await claimRefunds.call(context, requests, before, claimsWorkflow),
		{ workflowId },
	);
}

async function settle(
	changes: Partial<ClaimChanges>,
	{ claimsWorkflow = '', workflowId = 'own' }: Where = {},
): Promise<void> {
	await inside(
		async (context) => await settleClaims.call(context, { ...none, ...changes }, claimsWorkflow),
		{ workflowId },
	);
}

function ask(...keys: [string, ...string[]]): ClaimRequest {
	return { keys, amounts: ['1250 GHS', 'asked 12.5'] };
}
const won: Claim = { kind: 'won' };
const held: Claim = { kind: 'held' };

describe('a claim', () => {
	test('is won once, held from then on, and free again when it is released', async () => {
		const mine = ask('a');
		expect(await claim([mine])).toEqual([won]);
		expect(await claim([ask('a'), ask('b')])).toEqual([held, won]);
		await settle({ release: [mine] });
		expect(await claim([ask('a')])).toEqual([won]);
	});

	test('that was confirmed tells its amount, also after it was asked for with another', async () => {
		const mine = ask('a');
		await claim([mine]);
		await settle({ confirm: [mine] });
		const rows = structuredClone([...table.rows]);
		const other = { keys: ['a'], amounts: ['900 GHS'] } as const;
		expect(await claim([other])).toEqual([{ kind: 'accepted', amount: null }]);
		expect(await claim([other])).toEqual([{ kind: 'accepted', amount: null }]);
		expect(await claim([ask('a')])).toEqual([{ kind: 'accepted', amount: '1250 GHS' }]);
		const unreadable = { keys: ['a'], amounts: ['asked 12.5'] } as const;
		expect(await claim([unreadable])).toEqual([{ kind: 'accepted', amount: 'asked 12.5' }]);
		expect([...table.rows]).toEqual(rows);
	});

	test.each([
		[['a'], held],
		[['a', 'a accepted 1250 GHS'], { kind: 'accepted', amount: null }],
	])('made before this version (%j) is understood', async (entries, expected) => {
		table.rows.set('["own","n:claim-a"]', entries);
		expect(await claim([ask('a')])).toEqual([expected]);
	});

	test('of several keys needs all of them, and a loser keeps none', async () => {
		await claim([ask('b')]);
		const rows = structuredClone([...table.rows]);
		expect(await claim([ask('c', 'a', 'b', 'd')])).toEqual([held]);
		expect([...table.rows]).toEqual(rows);
		expect(await claim([ask('c', 'a', 'd')])).toEqual([won]);
	});

	test('of several keys is released and confirmed as a whole', async () => {
		const [one, two] = [ask('a', 'b'), ask('c', 'd')];
		await claim([one, two]);
		await settle({ release: [one], confirm: [two] });
		expect(await claim([ask('a'), ask('b')])).toEqual([won, won]);
		const accepted = { kind: 'accepted', amount: '1250 GHS' };
		expect(await claim([ask('d', 'c')])).toEqual([accepted]);
	});

	test('cannot be had where the database fails, and the others can', async () => {
		class Failing extends ClaimTable {
			override async getProcessedDataCount(
				...given: Parameters<ClaimTable['getProcessedDataCount']>
			) {
				if (given[1].node?.id === 'claim-b') throw new Error('database is locked');
				return await super.getProcessedDataCount(...given);
			}
		}
		use(new Failing());
		const [a, b, c] = await claim([ask('a'), ask('a2', 'b'), ask('c')]);
		expect([a, c]).toEqual([won, won]);
		expect(b).toMatchObject({ kind: 'unavailable', failure: { code: 'claim_unavailable' } });
		expect(JSON.stringify(b)).toContain('database is locked');
		expect([...table.rows.keys()].join()).not.toContain('claim-a2');
	});

	test('of more refunds than a chain of nodes may have is one as well', async () => {
		const requests = Array.from({ length: 1_200 }, (_, index) => ask(`key ${index}`));
		expect(await claim(requests)).toEqual(requests.map(() => won));
	});
});

test.each([
	['the same keys', ['a', 'b'], ['b', 'a'], 1],
	['overlapping keys', ['c', 'b'], ['b', 'a'], 1],
])('of two that claim %s at once exactly one wins', async (_, mine, theirs, winners) => {
	for (let round = 0; round < 50; round += 1) {
		use(new ClaimTable());
		const both = await inside(async (context) => {
			const request = (keys: string[]) => ({ keys, amounts: ['1 GHS'] }) as unknown as ClaimRequest;
			return await Promise.all(
				[mine, theirs].map(
					async (keys) => await claimRefunds.call(context, [request(keys)], none, ''),
				),
			);
		});
		const kinds = both.flat().map(({ kind }) => kind);
		expect(kinds.filter((kind) => kind === 'won')).toHaveLength(winners);
		expect(kinds.filter((kind) => kind === 'held')).toHaveLength(2 - winners);
	}
});

describe('changes', () => {
	test('go with the next claim, in the same sub-workflow, which anyone may call', async () => {
		const [one, two] = [ask('a'), ask('b')];
		await claim([one, two]);
		const started: IWorkflowBase[] = [];
		const answers = await inside(
			async (context) => {
				const spied = Object.create(context, {
					executeWorkflow: {
						value: async (...given: Parameters<IExecuteFunctions['executeWorkflow']>) => {
							started.push(given[0].code as IWorkflowBase);
							return await context.executeWorkflow(...given);
						},
					},
				}) as IExecuteFunctions;
				return await claimRefunds.call(spied, [ask('a')], { release: [one], confirm: [two] }, '');
			},
			{ workflowId: 'own' },
		);
		expect(answers).toEqual([won]);
		expect(started).toHaveLength(1);
		expect(started[0]?.settings).toMatchObject({ callerPolicy: 'any' });
		expect(await claim([ask('b')])).toEqual([{ kind: 'accepted', amount: '1250 GHS' }]);
	});

	test('that are handed in twice are made once: by then it is somebody else’s claim', async () => {
		const mine = ask('a');
		await claim([mine]);
		await settle({ release: [mine] });
		expect(await claim([ask('a')])).toEqual([won]);
		await settle({ release: [mine] });
		await claim([], {}, { release: [mine], confirm: [] });
		expect(await claim([ask('a')])).toEqual([held]);
	});

	test('that went with a claim of the same refund that failed are not made again', async () => {
		class FailingOnce extends ClaimTable {
			failures = 0;
			override checkForeignKey() {
				if (this.failures-- > 0) throw new Error('database is locked');
			}
		}
		const failing = new FailingOnce();
		use(failing);
		const mine = ask('a');
		await claim([mine]);
		failing.failures = 1;
		const before = { release: [mine], confirm: [] };
		expect(await claim([mine], {}, before)).toMatchObject([{ kind: 'unavailable' }]);
		expect(await claim([ask('a')])).toEqual([won]);
		await settle(before);
		expect(await claim([ask('a')])).toEqual([held]);
	});

	test('are made again for a claim that was won again', async () => {
		const mine = ask('a');
		await claim([mine]);
		await settle({ release: [mine] });
		await claim([mine]);
		await settle({ release: [mine] });
		expect(table.rows.size).toBe(0);
	});
});

/** A database that takes its time. */
class SlowTable extends ClaimTable {
	override async checkProcessedAndRecord(
		...given: Parameters<ClaimTable['checkProcessedAndRecord']>
	) {
		await wait(20);
		return await super.checkProcessedAndRecord(...given);
	}
}

describe('when the execution’s time is up', () => {
	const many = Array.from({ length: 150 }, (_, index) => ask(`key ${index}`));

	test('half-way through claiming, nothing is won and nothing stays claimed', async () => {
		use(new SlowTable());
		const answers = await inside(
			async (context) => await claimRefunds.call(context, many, none, ''),
			{ timeLimit: 400 },
		);
		expect(new Set(answers.map(({ kind }) => kind))).toEqual(new Set(['unavailable']));
		expect(table.rows.size).toBe(0);
		const said = JSON.stringify(answers.at(-1));
		expect(said).toContain('n8n says: The execution was cancelled');
		expect(said).toContain('Run it again to make the refund.');
	});

	test('claims are released and confirmed even so', async () => {
		const [one, two] = [ask('a', 'b'), ask('c')];
		await inside(
			async (context) => {
				await claimRefunds.call(context, [one, two], none, '');
				await wait(300);
				await settleClaims.call(context, { release: [one], confirm: [two] }, '');
			},
			{ timeLimit: 250, workflowId: 'own' },
		);
		expect(await claim([ask('a'), ask('b')])).toEqual([won, won]);
		expect(await claim([ask('c')])).toEqual([{ kind: 'accepted', amount: '1250 GHS' }]);
	});
});

describe('a Claims Workflow', () => {
	const shared = { claimsWorkflow: 'shared' };

	test('is what all workflows share that name it', async () => {
		expect(await claim([ask('a')], { ...shared, workflowId: 'one' })).toEqual([won]);
		expect(await claim([ask('a')], { ...shared, workflowId: 'two' })).toEqual([held]);
		expect(await claim([ask('a')], { workflowId: 'three' })).toEqual([won]);
	});

	test('may be given by its address', async () => {
		const claimsWorkflow = 'https://n8n.example.com/workflow/shared?projectId=1';
		await claim([ask('a')], { claimsWorkflow, workflowId: 'one' });
		expect(await claim([ask('a')], { ...shared, workflowId: 'two' })).toEqual([held]);
	});

	test('does not hide what the workflow claimed before, and keeps nothing of what it lost', async () => {
		await claim([ask('a')], { workflowId: 'one' });
		expect(await claim([ask('a'), ask('b')], { ...shared, workflowId: 'one' })).toEqual([
			held,
			won,
		]);
		expect(await claim([ask('a')], { ...shared, workflowId: 'two' })).toEqual([won]);
	});

	test('is released and confirmed with the workflow’s own claims', async () => {
		const [one, two] = [ask('a'), ask('b')];
		const where = { ...shared, workflowId: 'one' };
		await claim([one, two], where);
		await settle({ release: [one], confirm: [two] }, where);
		expect(await claim([ask('a')], where)).toEqual([won]);
		const accepted = { kind: 'accepted', amount: '1250 GHS' };
		expect(await claim([ask('b')], { ...shared, workflowId: 'two' })).toEqual([accepted]);
		expect(await claim([ask('b')], { workflowId: 'one' })).toEqual([accepted]);
	});

	test('may be the workflow itself', async () => {
		const where = { claimsWorkflow: 'own', workflowId: 'own' };
		expect(await claim([ask('a')], where)).toEqual([won]);
		expect(await claim([ask('a')], where)).toEqual([held]);
	});

	test('that was deleted lets nothing be sent, and says what to do', async () => {
		table.deleteWorkflow('shared');
		const [answer] = await claim([ask('a')], { ...shared, workflowId: 'one' });
		expect(answer).toMatchObject({ kind: 'unavailable', failure: { code: 'claim_unavailable' } });
		const said = JSON.stringify(answer);
		expect(said).toContain('"shared\\" of the credential does not exist any more');
		expect(said).toContain('Do not make a workflow with the same ID again');
		expect(table.rows.size).toBe(0);
	});

	test.each([
		'my workflow',
		'https://n8n.example.com/workflow/new',
		'https://n8n.example.com/home',
	])('cannot be %p', async (claimsWorkflow) => {
		const [answer] = await claim([ask('a')], { claimsWorkflow });
		expect(answer).toMatchObject({ kind: 'unavailable' });
		expect(JSON.stringify(answer)).toContain('is not the ID of a workflow');
		expect(table.rows.size).toBe(0);
	});
});

test('a workflow that is not saved any more lets nothing be sent', async () => {
	table.deleteWorkflow('own');
	const [answer] = await claim([ask('a')]);
	expect(JSON.stringify(answer)).toContain('Save the workflow');
});
