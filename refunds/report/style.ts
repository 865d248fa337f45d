/** The look of the report: light and dark, on a screen, on a phone and on paper. */
export const STYLE = `
:root {
	color-scheme: light dark;
	--paper: #ffffff; --ink: #1c2430; --soft: #5b6675; --line: #d9dee5; --tint: #f4f6f9;
	--critical: #b3261e; --critical-tint: #fcebea;
	--high: #9a5b00; --high-tint: #fdf2e0;
	--medium: #2a5d9f; --medium-tint: #e9f1fb;
	--fine: #1e7145; --fine-tint: #e6f4ec;
	--age1: #a9c6ea; --age2: #5f97d3; --age3: #2a66a8; --age4: #16335c; --age0: #b9bfc8;
}
@media (prefers-color-scheme: dark) {
	:root {
		--paper: #14181f; --ink: #e7ebf1; --soft: #9ba6b5; --line: #2f3743; --tint: #1c222b;
		--critical: #ff8f86; --critical-tint: #3b1a19;
		--high: #f5b95c; --high-tint: #35270f;
		--medium: #8ebcf3; --medium-tint: #16283f;
		--fine: #7cd0a0; --fine-tint: #14301f;
		--age1: #2d4a6e; --age2: #4577b3; --age3: #74a8e2; --age4: #c3dcf9; --age0: #5a6472;
	}
}
* { box-sizing: border-box; }
body {
	margin: 0; padding: 40px 24px 56px; background: var(--paper); color: var(--ink);
	font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
main { max-width: 960px; margin: 0 auto; }
h1 { margin: 0 0 4px; font-size: 28px; line-height: 1.2; letter-spacing: -0.01em; }
h2 { margin: 44px 0 12px; font-size: 18px; line-height: 1.3; }
p { margin: 0; }
.meta { color: var(--soft); }
.verdict {
	margin-top: 24px; padding: 18px 20px; border-radius: 8px;
	border-left: 5px solid var(--tone); background: var(--tone-tint);
}
.verdict strong { display: block; font-size: 20px; line-height: 1.35; }
.critical { --tone: var(--critical); --tone-tint: var(--critical-tint); }
.high { --tone: var(--high); --tone-tint: var(--high-tint); }
.medium { --tone: var(--medium); --tone-tint: var(--medium-tint); }
.fine { --tone: var(--fine); --tone-tint: var(--fine-tint); }
.warning { margin-top: 12px; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 9px 10px; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
thead th {
	padding-top: 0; color: var(--soft); font-size: 13px; font-weight: 600;
	border-bottom-color: var(--soft);
}
th:first-child, td:first-child { padding-left: 0; }
th:last-child, td:last-child { padding-right: 0; }
tbody th { font-weight: 500; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.strong { font-weight: 600; }
.soft { color: var(--soft); }
.findings { font-size: 14px; }
.findings .what { width: 52%; padding-right: 24px; }
.findings .what p { margin-top: 2px; overflow-wrap: anywhere; }
.findings .action { font-style: italic; }
.findings .also, .detail { color: var(--soft); font-size: 13px; }
.findings .names { margin-top: 6px; color: var(--soft); font-size: 13px; }
.names span { display: inline-block; margin-right: 10px; }
.names code { color: var(--ink); overflow-wrap: anywhere; }
code { font: 12.5px/1.4 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
.group th { padding: 22px 0 8px; color: var(--soft); font-weight: 400; }
.badge {
	display: inline-block; margin-right: 8px; padding: 2px 10px; border-radius: 99px;
	background: var(--tone-tint); color: var(--tone); font-size: 13px; font-weight: 600;
}
.money, .detail { white-space: nowrap; }
.more { margin-top: 14px; color: var(--soft); }
.legend { display: flex; flex-wrap: wrap; gap: 4px 20px; color: var(--soft); font-size: 13px; }
.swatch { display: inline-block; width: 11px; height: 11px; margin-right: 7px; border-radius: 2px; }
.chart { display: block; width: 100%; height: auto; margin-top: 6px; }
.chart text { dominant-baseline: central; font-size: 14px; fill: var(--ink); }
.chart .label { text-anchor: end; }
.chart .count { font-weight: 600; font-variant-numeric: tabular-nums; }
.under1 { fill: var(--age1); background: var(--age1); }
.from1to3 { fill: var(--age2); background: var(--age2); }
.from3to7 { fill: var(--age3); background: var(--age3); }
.over7 { fill: var(--age4); background: var(--age4); }
.unknown { fill: var(--age0); background: var(--age0); }
ul { margin: 0; padding-left: 20px; }
li { margin-top: 4px; overflow-wrap: anywhere; }
@media screen and (max-width: 720px) {
	body { padding: 24px 16px 40px; }
	.totals, .bars { display: block; overflow-x: auto; }
	.bars .chart { width: 640px; }
	.findings, .findings tbody, .findings tr, .findings td, .findings .group th { display: block; }
	.findings thead { display: none; }
	.findings td, .findings .what { width: auto; padding: 3px 0; border: 0; text-align: left; }
	.findings td.number, .money, .detail { white-space: normal; overflow-wrap: anywhere; }
	.findings td.number::before { content: attr(data-label) ": "; color: var(--soft); }
	.findings td.number > div { display: inline; margin-left: 8px; }
	.findings tr { padding: 10px 0; border-bottom: 1px solid var(--line); }
}
@media print {
	:root {
		--paper: #ffffff; --ink: #000000; --soft: #444444; --line: #bbbbbb;
		--critical: #b3261e; --high: #9a5b00; --medium: #2a5d9f; --fine: #1e7145;
		--critical-tint: #ffffff; --high-tint: #ffffff; --medium-tint: #ffffff; --fine-tint: #ffffff;
		--age1: #a9c6ea; --age2: #5f97d3; --age3: #2a66a8; --age4: #16335c; --age0: #b9bfc8;
	}
	@page { margin: 15mm; }
	body { padding: 0; font-size: 10pt; }
	.badge { padding-left: 0; }
	.findings, .totals, thead th { font-size: 9pt; }
	.findings .names, .findings .also, .detail, code, .legend { font-size: 8pt; }
	th, td { padding: 5px 8px; }
	h2 { margin-top: 28px; }
	h2 { break-after: avoid; }
	tr, .verdict { break-inside: avoid; }
	.swatch, rect { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
`;
