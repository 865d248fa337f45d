/** The rows that need someone, biggest risk first. */
import {
	needsSomeone,
	type ReconcileRow,
	type ReconcileSummary,
	type Severity,
} from '../reconcile';
import { EMPTY, html, value, type Html } from './html';
import { grouped, moment, plural, SEVERITY_TITLES, signed, titleOf } from './words';

/** More rows than this nobody reads on paper; all of them are in the workflow's output. */
export const MOST_ROWS = 250;

export function findings(summary: ReconcileSummary, rows: readonly ReconcileRow[]): Html {
	const urgent = rows.filter((row) => needsSomeone(row.severity));
	if (urgent.length === 0) return EMPTY;
	const shown = urgent.slice(0, MOST_ROWS);
	const more = summary.needSomeone - shown.length;
	const title = summary.title;
	return html`<section>
		<h2>What needs attention, biggest risk first</h2>
		<table class="findings">
			<thead>
				<tr>
					<th>Finding</th>
					<th class="number">Ledger</th>
					<th class="number">${title}</th>
					<th class="number">Difference</th>
					<th class="number">Age</th>
				</tr>
			</thead>
			${groups(shown).map(([severity, members]) => group(summary, severity, members))}
		</table>
		${
			more > 0
				? html`<p class="more">
						And ${plural(more, 'more row', 'more rows')} of less risk, which are in the output of
						the workflow.
					</p>`
				: EMPTY
		}
	</section>`;
}

function groups(rows: readonly ReconcileRow[]): Array<[Severity, ReconcileRow[]]> {
	const bySeverity = new Map<Severity, ReconcileRow[]>();
	for (const row of rows) {
		const members = bySeverity.get(row.severity);
		if (members) members.push(row);
		else bySeverity.set(row.severity, [row]);
	}
	return [...bySeverity];
}

function group(summary: ReconcileSummary, severity: Severity, rows: ReconcileRow[]): Html {
	const count = summary.severities[severity];
	return html`<tbody class="${severity}">
		<tr class="group">
			<th colspan="5" scope="rowgroup">
				<span class="badge">${SEVERITY_TITLES[severity]}</span> ${plural(count, 'row', 'rows')}
			</th>
		</tr>
		${rows.map((row) => finding(summary, row))}
	</tbody>`;
}

function finding(summary: ReconcileSummary, row: ReconcileRow): Html {
	const { ledger, refund, difference, currency } = row;
	return html`<tr>
		<td class="what" data-label="Finding">
			<strong>${titleOf(summary, row.kind)}</strong>
			<p>${value(row.explanation)}</p>
			<p class="action">${row.suggestedAction}</p>
			${alsoOf(summary, row)}
			<p class="names">
				${name('Refund', refund?.refundId ?? ledger?.refundId)}
				${name('Reference', refund?.reference ?? ledger?.reference)}
				${name('Payment', refund?.paymentId ?? ledger?.paymentId)}
				${ledger ? name('Ledger row', grouped(ledger.item + 1)) : EMPTY}
			</p>
		</td>
		<td class="number" data-label="Ledger">
			${ledger ? side(ledger.amount, ledger.currency, ledger.statusText, ledger.date) : '–'}
		</td>
		<td class="number" data-label="${summary.title}">
			${refund ? side(refund.amount, refund.currency, refund.status, refund.createdAt) : '–'}
		</td>
		<td class="number" data-label="Difference">
			${difference === null ? '–' : money(signed(difference), currency)}
		</td>
		<td class="number" data-label="Age">
			${row.ageDays === null ? '–' : plural(row.ageDays, 'day', 'days')}
		</td>
	</tr>`;
}

function alsoOf(summary: ReconcileSummary, { alsoNoted }: ReconcileRow): Html {
	if (alsoNoted.length === 0) return EMPTY;
	const titles = alsoNoted.map((kind) => titleOf(summary, kind).toLowerCase());
	return html`<p class="also">Also: ${titles.join(', ')}.</p>`;
}

function name(label: string, text: string | null | undefined): Html {
	if (text === null || text === undefined) return EMPTY;
	return html`<span>${label} <code>${value(text)}</code></span> `;
}

function side(
	amount: string | null,
	currency: string | null,
	status: string | null,
	date: string | null,
): Html {
	return html`${amount === null ? '–' : money(/^\d+(\.\d+)?$/.test(amount) ? grouped(amount) : amount, currency)}
	${status === null ? EMPTY : html`<div class="detail">${value(status)}</div>`}
	${date === null ? EMPTY : html`<div class="detail">${value(moment(date))}</div>`}`;
}

function money(amount: string, currency: string | null): Html {
	return html`<span class="money"
		>${value(amount)}${currency === null ? '' : ` ${currency}`}</span
	>`;
}
