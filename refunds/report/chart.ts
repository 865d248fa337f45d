/** Bars of what needs attention: a row a kind, in parts by age. Inline SVG, coloured by the style. */
import type { KindAges, ReconcileSummary } from '../reconcile';
import { EMPTY, html, type Html } from './html';
import { grouped, titleOf } from './words';

type AgeGroup = Exclude<keyof KindAges, 'kind'>;

const AGES: ReadonlyArray<[group: AgeGroup, title: string]> = [
	['under1', 'Less than 1 day'],
	['from1to3', '1 to 3 days'],
	['from3to7', '3 to 7 days'],
	['over7', '7 days and more'],
	['unknown', 'No date'],
];

const WIDTH = 920;
const LABELS = 240;
const NUMBERS = 70;
const ROW = 28;
const BAR = 16;
const SMALLEST_PART = 2;

export function chart(summary: ReconcileSummary): Html {
	const { ages } = summary;
	if (ages.length === 0) return EMPTY;
	const most = Math.max(...ages.map(countOf));
	const height = ages.length * ROW;
	const legend = AGES.filter(([group]) => ages.some((kind) => kind[group] > 0));
	return html`<section>
		<h2>What was found, and how old it is</h2>
		<p class="legend">
			${legend.map(([group, title]) => html`<span><i class="swatch ${group}"></i>${title}</span>`)}
		</p>
		<div class="bars">
			<svg
				class="chart"
				viewBox="0 0 ${WIDTH} ${height}"
				role="img"
				aria-label="Rows that need attention, by kind and age"
			>
				${ages.map((kind, index) => bar(titleOf(summary, kind.kind), kind, index, most))}
			</svg>
		</div>
	</section>`;
}

function countOf(kind: KindAges): number {
	return AGES.reduce((sum, [group]) => sum + kind[group], 0);
}

function bar(title: string, kind: KindAges, index: number, most: number): Html {
	const top = index * ROW + (ROW - BAR) / 2;
	const middle = top + BAR / 2;
	const scale = (WIDTH - LABELS - NUMBERS) / most;
	let left = LABELS;
	const parts = AGES.filter(([group]) => kind[group] > 0).map(([group, age]) => {
		const width = Math.max(SMALLEST_PART, kind[group] * scale);
		const part = html`<rect
			class="${group}"
			x="${left.toFixed(1)}"
			y="${top}"
			width="${width.toFixed(1)}"
			height="${BAR}"
		>
			<title>${title}, ${age}: ${kind[group]}</title>
		</rect>`;
		left += width;
		return part;
	});
	return html`<text x="${LABELS - 12}" y="${middle}" class="label">${title}</text> ${parts}<text
			x="${(left + 8).toFixed(1)}"
			y="${middle}"
			class="count"
		>
			${grouped(countOf(kind))}
		</text>`;
}
