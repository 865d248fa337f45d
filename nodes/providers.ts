/** The only list of provider nodes. A provider that is missing here does not compile. */
import type { ProviderName } from '../refunds/refund';
import { payMongoNode } from './PayMongo/payMongo';
import type { ProviderNode } from './providerNode';
import { rapydNode } from './Rapyd/rapyd';
import { redstoneNode } from './Redstone/redstone';
import { vesicashNode } from './Vesicash/vesicash';

export const providerNodes = {
	paymongo: payMongoNode,
	rapyd: rapydNode,
	redstone: redstoneNode,
	vesicash: vesicashNode,
} satisfies Record<ProviderName, ProviderNode>;
