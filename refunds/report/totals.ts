/** Totals by currency, sums by finding, and what all of it is based on. */
import type { CurrencyTotal, KindSum, ReconcileSummary } from '../reconcile';
import { EMPTY, html, value, type Html } from './html';
import { grouped, moment, plural, signed, titleOf } from './words';

/** Stands for rows that name no currency. */
const NO_CURRENCY = 'No currency';

export function totals(summary: ReconcileSummary): Html {
	if (summary.totals.length === 0) return EMPTY;
	return html`<section>
		<h2>Totals</h2>
		<table class="totals">
			<thead>
				<tr>
					<th>Currency</th>
					<th class="number">Ledger rows</th>
					<th class="number">Ledger</th>
					<th class="number">${summary.title} refunds</th>
					<th class="number">${summary.title}</th>
					<th class="number">Difference</th>
				</tr>
			</thead>
			<tbody>
				${summary.totals.map(totalRow)}
			</tbody>
		</table>
	</section>`;
}

function totalRow(total: CurrencyTotal): Html {
	return html`<tr>
		<th scope="row">${total.currency ?? NO_CURRENCY}</th>
		<td class="number">${grouped(total.ledgerRows)}</td>
		<td class="number">${grouped(total.ledger)}</td>
		<td class="number">${grouped(total.providerRows)}</td>
		<td class="number">${grouped(total.provider)}</td>
		${differenceCell(total.difference)}
	</tr>`;
}

function differenceCell(difference: string): Html {
	const weight = /[1-9]/.test(difference) ? 'strong' : 'soft';
	return html`<td class="number ${weight}">${signed(difference)}</td>`;
}

export function sums(summary: ReconcileSummary): Html {
	if (summary.sums.length === 0) return EMPTY;
	return html`<section>
		<h2>Everything that was compared</h2>
		<table class="totals">
			<thead>
				<tr>
					<th>Finding</th>
					<th>Currency</th>
					<th class="number">Rows</th>
					<th class="number">Ledger</th>
					<th class="number">${summary.title}</th>
					<th class="number">Difference</th>
				</tr>
			</thead>
			<tbody>
				${summary.sums.map((sum) => sumRow(summary, sum))}
			</tbody>
		</table>
	</section>`;
}

function sumRow(summary: ReconcileSummary, sum: KindSum): Html {
	return html`<tr>
		<th scope="row">${titleOf(summary, sum.kind)}</th>
		<td>${sum.currency ?? NO_CURRENCY}</td>
		<td class="number">${grouped(sum.rows)}</td>
		<td class="number">${grouped(sum.ledger)}</td>
		<td class="number">${grouped(sum.provider)}</td>
		${differenceCell(sum.difference)}
	</tr>`;
}

export function basis(summary: ReconcileSummary): Html {
	const { coverage, title } = summary;
	const days = summary.settlingHours % 24 === 0 && summary.settlingHours > 24;
	const settling = days
		? plural(summary.settlingHours / 24, 'day', 'days')
		: plural(summary.settlingHours, 'hour', 'hours');
	const nearby =
		coverage.nearbyRows === 0
			? ''
			: `, and ${plural(coverage.nearbyRows, 'refund', 'refunds')} from just outside the period`;
	return html`<section>
		<h2>What this is based on</h2>
		<ul>
			<li>
				${plural(coverage.ledgerRows, 'ledger row', 'ledger rows')} compared with
				${plural(coverage.providerRows, 'refund', 'refunds')} at ${title}, read in
				${plural(coverage.pages, 'page', 'pages')}${nearby}.
			</li>
			${readingOf(summary).map((sentence) => html`<li>${sentence}</li>`)}
			<li>A refund may take ${settling} before it counts as late.</li>
			<li>${toleranceOf(summary)}</li>
			${coverage.notes.map((note) => html`<li>${value(note)}</li>`)}
			<li>
				Amounts are exact and never added across currencies. A difference is ${title} less the
				ledger. All times here are UTC.
			</li>
		</ul>
	</section>`;
}

/** How the ledger was read, as far as it is not plain. */
function readingOf({ coverage: { blankRows, unread, zone } }: ReconcileSummary): string[] {
	const sentences = [
		`Dates in the ledger without a zone are in ${zone}; one without a time is the whole day.`,
	];
	if (unread.rows > 0) {
		sentences.push(
			`In ${plural(unread.rows, 'ledger row', 'ledger rows')} something could not be read or was not understood.`,
		);
	}
	if (blankRows > 0) {
		sentences.push(`${plural(blankRows, 'empty row was', 'empty rows were')} left out.`);
	}
	return sentences;
}

function toleranceOf({ amountTolerance }: ReconcileSummary): string {
	return /[1-9]/.test(amountTolerance)
		? `Differences up to ${amountTolerance} in the units of each currency are accepted.`
		: 'Every difference counts, however small.';
}

/** The period in words. */
export function periodOf({ coverage: { period } }: ReconcileSummary): string {
	return period === null ? 'All refunds' : `${moment(period.from)} to ${moment(period.to)} UTC`;
}
