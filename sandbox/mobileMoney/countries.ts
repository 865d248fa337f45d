/** Countries the sandbox's gateway pays in; the first two are the documented ones. */
export interface Country {
	id: string;
	name: string;
	country_code: string;
	currency_code: string;
}

export const countries: readonly Country[] = [
	{
		id: 'f6bf7000-0000-4000-8000-000000000001',
		name: 'Ghana',
		country_code: 'GH',
		currency_code: 'GHS',
	},
	{
		id: 'e7467e17-0ce0-4000-8000-000000000002',
		name: 'Zambia',
		country_code: 'ZM',
		currency_code: 'ZMW',
	},
	{
		// A currency without minor units.
		id: '0a1b2c3d-0000-4000-8000-000000000003',
		name: 'Uganda',
		country_code: 'UG',
		currency_code: 'UGX',
	},
];

export function countryOf(currency: string): Country {
	const country = countries.find(({ currency_code: code }) => code === currency);
	if (!country) throw new Error(`Redstone and Vesicash have no wallet in ${currency} here.`);
	return country;
}
