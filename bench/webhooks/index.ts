import { benchDeliveries } from './deliveries';
import { benchVerification } from './verify';

/** What a genuine event costs, and how many of them n8n takes a second. */
export async function benchWebhooks(): Promise<boolean> {
	const verification = await benchVerification();
	const deliveries = await benchDeliveries();
	return verification && deliveries;
}
