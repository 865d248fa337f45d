/** How a provider writes a refund when it does not write it as everybody expects. */

/** Fields that are shown instead, made from those that would be. */
export type Shows = (resource: Record<string, unknown>) => object;

export function shownAs(shows: Shows | undefined, resource: Record<string, unknown>): object {
	return { ...resource, ...shows?.(resource) };
}
