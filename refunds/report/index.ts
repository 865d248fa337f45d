/**
 * A reconciliation as one HTML file that a person can open, print or mail: no script, nothing
 * loaded from elsewhere, and every value of the ledger or the provider shown as text.
 */
import { DIFFERING, type ReconcileRow, type ReconcileSummary } from '../reconcile';
import { chart } from './chart';
import { findings } from './findings';
import { EMPTY, html, value, type Html } from './html';
import { STYLE } from './style';
import { basis, periodOf, sums, totals } from './totals';
import { grouped, moment, plural, SEVERITY_TITLES } from './words';

/**
 * Makes the report. `rows` may be all rows or only the differences; of those that need someone
 * the gravest are shown.
 */
export function report(summary: ReconcileSummary, rows: readonly ReconcileRow[]): string {
	const page = html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="color-scheme" content="light dark" />
				<meta
					http-equiv="Content-Security-Policy"
					content="default-src 'none'; style-src 'unsafe-inline'"
				/>
				<title>Refund reconciliation: ${summary.title}, ${periodOf(summary)}</title>
				<style>
					${{ html: STYLE }}
				</style>
			</head>
			<body>
				<main>
					<h1>Refund reconciliation: ${summary.title}</h1>
					<p class="meta">
						${periodOf(summary)}${summary.mode === null ? '' : `, ${summary.mode} account`}
					</p>
					<p class="meta">Made ${moment(summary.generatedAt)} UTC</p>
					${verdict(summary)} ${totals(summary)} ${chart(summary)} ${findings(summary, rows)}
					${sums(summary)} ${basis(summary)}
				</main>
			</body>
		</html> `;
	return page.html;
}

/** The answer first, then what it leaves out. */
function verdict(summary: ReconcileSummary): Html {
	const { needSomeone, rows, severities, coverage, oldestOpen } = summary;
	const parts = DIFFERING.filter((severity) => severities[severity] > 0);
	const [worst = 'none'] = parts;
	const tone = needSomeone === 0 ? 'fine' : worst;
	const counts = parts.map(
		(severity) => `${SEVERITY_TITLES[severity]}: ${grouped(severities[severity])}`,
	);
	const oldest =
		needSomeone > 0 && oldestOpen
			? ` The oldest is ${plural(oldestOpen.ageDays, 'day', 'days')} old.`
			: '';
	return html`<div class="verdict ${tone}">
			<strong>${headline(needSomeone, rows)}</strong>
			<p>${counts.length === 0 ? '' : `${counts.join(' · ')}.`}${oldest}</p>
		</div>
		${
			coverage.complete
				? EMPTY
				: html`<div class="verdict warning high">
						<strong>Part of the period could not be read</strong>
						${coverage.gaps.map((gap) => html`<p>${value(gapOf(gap.from, gap.to))}: ${value(gap.why)}</p>`)}
						<p>Ledger rows dated there are given as “cannot be told”, not as missing.</p>
					</div>`
		}`;
}

function headline(needSomeone: number, rows: number): string {
	if (rows === 0) return 'There was nothing to compare.';
	if (needSomeone === 0) return `Nothing needs attention in ${plural(rows, 'row', 'rows')}.`;
	return `${grouped(needSomeone)} of ${plural(rows, 'row', 'rows')} ${needSomeone === 1 ? 'needs' : 'need'} attention.`;
}

function gapOf(from: string | null, to: string | null): string {
	if (from === null && to === null) return 'The whole period';
	if (from === null) return `Up to ${moment(to ?? '')}`;
	return to === null ? `From ${moment(from)} on` : `${moment(from)} to ${moment(to)}`;
}
