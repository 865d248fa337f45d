import { asText } from '../../refunds/json';
import type { Send } from '../../refunds/exchange';
import { brands, type BrandName } from './brands';
import { readList } from './wire';

interface Country {
	/** What a refund's `country_id` takes. */
	id: string;
	name: string | null;
	/** ISO 3166, two letters. */
	code: string | null;
	/** ISO 4217. */
	currency: string | null;
}

/**
 * The countries a refund can name (GET /v1/countries, documented by Vesicash). The page's text calls
 * the identifier `country_id`, its answer `id`.
 * @throws ProviderError
 */
export async function listCountries(send: Send, brand: BrandName = 'vesicash'): Promise<Country[]> {
	const { items } = await readList(send, brands[brand], { method: 'GET', path: '/v1/countries' });
	return items.flatMap((item) => {
		const id = asText(item.id) ?? asText(item.country_id);
		if (id === null) return [];
		return {
			id,
			name: asText(item.name),
			code: asText(item.country_code),
			currency: asText(item.currency_code),
		};
	});
}
