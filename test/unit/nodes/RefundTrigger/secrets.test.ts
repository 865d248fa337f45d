/** Secrets that verify webhooks are cleaned like the keys that sign requests. */
import { payMongoNode } from '../../../../nodes/PayMongo/payMongo';
import { rapydNode } from '../../../../nodes/Rapyd/rapyd';
import { secretsIn } from '../../../../nodes/RefundTrigger/secrets';

test.each(['rsk_a1', ' rsk_a1\n', 'rsk_\u200ba1', '\ufeffrsk_a1', 'rsk_\na1', 'rsk_a1\u00a0'])(
	'%j is the secret without what is pasted along',
	(secretKey) => {
		const { trigger } = rapydNode;
		expect(secretsIn(trigger, { secretKey })).toEqual([{ name: 'Secret Key', value: 'rsk_a1' }]);
	},
);

test.each(['', ' ', '\u200b', '\ufeff\n', null, undefined])('%j is none', (secretKey) => {
	const { trigger } = rapydNode;
	expect(secretsIn(trigger, { secretKey })).toEqual([]);
});

test('each of several fields has its own', () => {
	const { trigger } = payMongoNode;
	const fields = Object.keys(trigger.secretFields);
	const given = Object.fromEntries(fields.map((field) => [field, `whsk_\u200b${field}`]));
	const values = secretsIn(trigger, given).map(({ value }) => value);
	expect(values).toEqual(fields.map((field) => `whsk_${field}`));
});
