/** Builds of the package with a guard switched off: each shows that the campaign can fail. */
import type { Scenario } from './scenario';

/** Where other code goes, and that code, or what becomes of the shipped. */
export type Changes = Record<string, string | ((shipped: string) => string)>;

const PORTS = 'nodes/operations/refund/create/n8nPorts.js';
export const TRANSPORT = 'nodes/transport.js';

/** What the campaign must find with a guard switched off. */
export interface Crippled {
	/** Where the guard is, and what stands there instead. */
	changes: Changes;
	/** What it guards against, as the campaign counts it. */
	counted: 'twice' | 'unsaid' | 'denied' | 'needless';
	/** Scenarios in which it is what stands between. */
	shows(scenario: Scenario): boolean;
}

/** Wraps what a module exports, which is found under the name of the module with `.shipped`. */
export const wrap = (name: string, exported: string, body: string): string => `
const shipped = require('./${name}.shipped.js');
Object.assign(exports, shipped);
exports.${exported} = ${body};
`;

const ports = (change: string): string =>
	wrap(
		'n8nPorts',
		'n8nPorts',
		`function (provider, connection, ...rest) {
	const ports = shipped.n8nPorts.call(this, provider, connection, ...rest);
	${change}
}`,
	);

const crippled = {
	'claim off': {
		changes: {
			'nodes/claim/index.js': `
exports.claimRefunds = async (requests) => requests.map(() => ({ kind: 'won' }));
exports.settleClaims = async () => undefined;
`,
		},
		counted: 'twice',
		shows: ({ mode, fault }) =>
			fault === 'none' && (mode === 'killed_answer' || mode === 'two_workers'),
	},
	'look-up off': {
		changes: {
			[PORTS]: ports(
				`const lookUp = async (order) => ({ ...(await ports.lookUp(order)), refunds: [] });
	return { ...ports, lookUp, remembered: async () => [] };`,
			),
		},
		counted: 'twice',
		shows: ({ mode, fault }) => fault === 'none' && mode === 'copied_workflow',
	},
	'waves off': {
		changes: { 'refunds/create/waves.js': wrap('waves', 'waveSize', '() => Infinity') },
		counted: 'needless',
		shows: ({ mode, shape }) => shape === 'batch' && mode === 'killed_answer',
	},
	'host in identities': {
		changes: {
			[TRANSPORT]: wrap(
				'transport',
				'connect',
				`async function (...given) {
	const connection = await shipped.connect.apply(this, given);
	const { account } = connection;
	const identity = account.identity + ' at ' + account.origin;
	return { ...connection, account: { ...account, identity, earlierIdentities: [] } };
}`,
			),
			[PORTS]: ports(
				`const lookUp = async (order) => {
		const found = await ports.lookUp(order);
		const accountId = found.accountId && found.accountId + ' at ' + connection.account.origin;
		return { ...found, accountId };
	};
	return { ...ports, lookUp };`,
			),
		},
		counted: 'twice',
		shows: ({ mode, fault }) => fault === 'none' && mode === 'moved_host',
	},
	'keys as identities': {
		changes: {
			[PORTS]: ports(
				`const lookUp = async (order) => ({ ...(await ports.lookUp(order)), accountId: null });
	return { ...ports, lookUp };`,
			),
		},
		counted: 'twice',
		shows: ({ mode, fault }) => fault === 'none' && mode === 'rotated_keys',
	},
	'Claims Workflow off': {
		changes: {
			[PORTS]: wrap(
				'n8nPorts',
				'n8nPorts',
				`function (provider, connection, ...rest) {
	return shipped.n8nPorts.call(this, provider, { ...connection, claimsWorkflow: '' }, ...rest);
}`,
			),
		},
		counted: 'twice',
		shows: ({ mode, fault }) => fault === 'none' && mode === 'shared_claims',
	},
	'every 400 believed': {
		changes: {
			[PORTS]: ports(
				`const sortAnswer = (answer, draft) => {
		const sorted = provider.sortAnswer(answer, draft);
		if (sorted.outcome !== 'unknown' || answer.status !== 400) return sorted;
		return { outcome: 'refused', failure: sorted.failure };
	};
	return shipped.n8nPorts.call(this, { ...provider, sortAnswer }, connection, ...rest);`,
			),
		},
		counted: 'twice',
		shows: ({ mode, fault }) => fault === '400_made' && mode === 'rerun',
	},
	'refusals of a doubled send believed': {
		changes: {
			[PORTS]: ports(
				`const send = async (draft) => {
		const sorted = await ports.send(draft);
		return sorted.outcome === 'refused' ? { ...sorted, suspect: undefined } : sorted;
	};
	return { ...ports, send };`,
			),
		},
		counted: 'denied',
		shows: ({ fault }) => fault === 'doubled',
	},
	'claim not asked': {
		changes: {
			[PORTS]: ports(
				`const claim = async (requests, before) => {
		const claims = await ports.claim(requests, before);
		return claims.map((claim, index) => (requests[index].amounts.length === 1 ? { kind: 'won' } : claim));
	};
	return { ...ports, claim };`,
			),
		},
		counted: 'denied',
		shows: ({ mode, fault }) => fault === 'none' && mode === 'look_unreadable',
	},
	'caller policy unset': {
		changes: { 'nodes/claim/run.js': (shipped) => shipped.replace("callerPolicy: 'any',", '') },
		counted: 'unsaid',
		shows: ({ mode, fault, shape }) => fault === 'none' && mode === 'rerun' && shape === 'one',
	},
} as const satisfies Record<string, Crippled>;

export type Build = 'shipped' | keyof typeof crippled;

export const builds: readonly Build[] = [
	'shipped',
	...(Object.keys(crippled) as Array<keyof typeof crippled>),
];

/** What a crippled build lacks; null for the shipped one. */
export function guardOff(build: keyof typeof crippled): Crippled;
export function guardOff(build: Build): Crippled | null;
export function guardOff(build: Build): Crippled | null {
	return build === 'shipped' ? null : crippled[build];
}
