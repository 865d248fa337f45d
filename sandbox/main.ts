/** The command `npm run sandbox`: starts the sandbox and says what to do with it. */
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { behaviours } from './behaviours';
import { gateways } from './gateways';
import { startSandbox, type Sandbox } from './index';

const defaultPort = 5680;

function table(head: string[], rows: string[][]): string {
	// No lines between rows: both tables are long.
	const chars = { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' };
	const made = new Table({ head, chars, style: { head: [], border: [] } });
	made.push(...rows);
	return made.toString();
}

function keyTable(origin: string): string {
	const rows = Object.values(gateways).flatMap(({ title, credential }) =>
		Object.entries(credential.fields(origin)).map(([field, value], index) => [
			index === 0 ? title : '',
			field,
			value,
		]),
	);
	return table(['Credential', 'Field', 'Paste'], rows);
}

function paymentTable(): string {
	const rows = behaviours.map(({ name, what, providers }) => [
		`…_${name}`,
		providers?.map((provider) => gateways[provider].title).join(', ') ?? 'all',
		what,
	]);
	return table(['Payment', 'Where', 'A refund of it'], rows);
}

function describe({ origin, qrPhOrigin }: Sandbox): string {
	const prefixes = Object.values(gateways).map(({ title, speaking }) => {
		const { prefix, amount, currency } = speaking;
		return `  ${title}: ${prefix}_succeeds (${amount} ${currency})`;
	});
	return [
		`Sandbox for PayMongo, Rapyd, Redstone and Vesicash: ${origin}`,
		`PayMongo's QR Ph host: ${qrPhOrigin}`,
		'',
		'Paste these into the credentials in n8n:',
		keyTable(origin),
		'',
		'Every payment below exists. Put the provider before it, and anything after it for another',
		'payment of the same kind (pay_succeeds_2). At Rapyd a currency picks the currency',
		'(payment_succeeds_JPY), gp_succeeds is a group payment, and _wallets has two e-wallets.',
		...prefixes,
		paymentTable(),
		'',
		`What was refunded so far: ${origin}/_sandbox/refunds`,
		'Stop with Ctrl+C.',
	].join('\n');
}

function fail(sentence: string): never {
	process.stderr.write(`${sentence}\n`);
	process.exit(1);
}

function readNumber(name: string, text: string, highest: number): number {
	if (!/^\d+$/.test(text) || Number(text) > highest) {
		fail(`--${name} must be a whole number from 0 to ${highest}, not "${text}".`);
	}
	return Number(text);
}

function readArguments(): { port: number; settleMs: number } {
	try {
		const { values } = parseArgs({
			options: {
				port: { type: 'string', default: String(defaultPort) },
				settle: { type: 'string', default: '4000' },
			},
		});
		return {
			port: readNumber('port', values.port, 65_535),
			settleMs: readNumber('settle', values.settle, 3_600_000),
		};
	} catch (error) {
		return fail(
			`${(error as Error).message}\nUsage: npm run sandbox -- [--port ${defaultPort}] ` +
				'[--settle <milliseconds until a pending refund ends>]',
		);
	}
}

async function main(): Promise<void> {
	const options = readArguments();
	const sandbox = await startSandbox({ ...options, examples: true }).catch(
		(error: NodeJS.ErrnoException) =>
			fail(
				error.code === 'EADDRINUSE'
					? `Port ${options.port} is in use. Stop what is running there, or choose another one: ` +
							`npm run sandbox -- --port ${options.port + 1}`
					: `The sandbox could not start: ${error.message}`,
			),
	);
	process.stdout.write(`${describe(sandbox)}\n`);
	const stop = () => void sandbox.stop().then(() => process.exit(0));
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
}

void main();
