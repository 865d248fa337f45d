/** JSON as a provider writes it, numbers included that JavaScript cannot hold. */

// A private character, so that nothing a caller writes is taken for it.
const mark = '\uE000';

/** Stands for a number with these digits in an object given to `toJson`. */
export const numberOf = (digits: string): string => `${mark}${digits}`;

export function toJson(value: object | string): string {
	return JSON.stringify(value).replace(new RegExp(`"${mark}(\\d+)"`, 'g'), '$1');
}
