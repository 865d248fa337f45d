/** Rapyd's reference data, a few lines of each list. */
import { currencyDigits } from '../money';
import type { Answer } from '../types';
import { rapydData } from './envelope';

const countryRows = [
	[1, 'Bahrain', 'BH', 'BHR', 'BHD', 'Bahraini Dinar', '.د.ب', '973'],
	[2, 'Germany', 'DE', 'DEU', 'EUR', 'Euro', '€', '49'],
	[3, 'Iceland', 'IS', 'ISL', 'ISK', 'Icelandic Krona', 'kr', '354'],
	[4, 'Japan', 'JP', 'JPN', 'JPY', 'Japanese Yen', '¥', '81'],
	[5, 'Kuwait', 'KW', 'KWT', 'KWD', 'Kuwaiti Dinar', 'د.ك', '965'],
	[6, 'Philippines', 'PH', 'PHL', 'PHP', 'Philippine Peso', '₱', '63'],
	[7, 'United Kingdom', 'GB', 'GBR', 'GBP', 'Pound Sterling', '£', '44'],
	[8, 'United States', 'US', 'USA', 'USD', 'US Dollar', '$', '1'],
] as const;

const numericCodes: Record<string, string> = {
	BHD: '048',
	EUR: '978',
	GBP: '826',
	ISK: '352',
	JPY: '392',
	KWD: '414',
	PHP: '608',
	USD: '840',
};

export function listCountries(): Answer {
	return rapydData(
		countryRows.map(([id, name, alpha2, alpha3, code, currencyName, sign, phone]) => ({
			id,
			name,
			iso_alpha2: alpha2,
			iso_alpha3: alpha3,
			currency_code: code,
			currency_name: currencyName,
			currency_sign: sign,
			phone_code: phone,
		})),
	);
}

export function listCurrencies(): Answer {
	return rapydData(
		countryRows.map(([, , , , code, name, sign]) => ({
			code,
			digits_after_decimal_separator: currencyDigits(code),
			name,
			numeric_code: numericCodes[code],
			symbol: sign,
		})),
	);
}
