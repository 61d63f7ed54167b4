#include "reports/html_style.h"

namespace muster::reports {

namespace {

constexpr const char colours[] = R"css(
:root {
  color-scheme: light dark;
  --back: #f6f6f3; --surface: #ffffff; --line: #e3e3dd; --rule: #80878f;
  --ink: #1d2329; --muted: #646c76; --accent: #0e6a6a; --accent-soft: #e0f0ef;
  --assist: #2b67c9; --assist-soft: #e6eefb; --automate: #6f48bd; --automate-soft: #eee8f9;
  --avoid: #59616b; --avoid-soft: #ebecee; --pass: #24754a; --pass-soft: #e3f3ea;
  --drift: #9a6200; --drift-soft: #fdf0d5; --fail: #b3362f; --fail-soft: #fbe6e4;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --back: #16191d; --surface: #1e2227; --line: #2f353c; --rule: #7b838d;
    --ink: #e8eaed; --muted: #a2aab4; --accent: #4fb3ae; --accent-soft: #1d3a3a;
    --assist: #7fa9f0; --assist-soft: #1f2d45; --automate: #b39aea; --automate-soft: #2d2544;
    --avoid: #aab2bc; --avoid-soft: #2c3138; --pass: #6cc795; --pass-soft: #1c3529;
    --drift: #e3b154; --drift-soft: #3a2f18; --fail: #ee8b84; --fail-soft: #402422;
  }
}
)css";

constexpr const char page[] = R"css(
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--back); color: var(--ink);
  font: 14px/1.5 Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  font-variant-ligatures: no-contextual; }
main { max-width: 1160px; margin: 0 auto; padding: 40px 32px 64px; }
main:has(.wide) { max-width: 1880px; }
h1, h2, h3, h4 { margin: 0; line-height: 1.3; font-weight: 650; text-wrap: balance; overflow-wrap: anywhere; }
h1 { font-size: 24px; letter-spacing: -0.01em; }
h2 { font-size: 18px; margin-top: 40px; }
h3 { font-size: 15px; margin-top: 28px; }
h4 { font-size: 14px; margin-top: 20px; }
p, ul, dl { margin: 12px 0 0; }
p, li, dd, td, th, caption, h1, h2, h3, h4 { white-space: pre-wrap; }
p, li, dd { overflow-wrap: anywhere; }
p, .list { max-width: 74ch; }
.sub { margin-top: 4px; color: var(--muted); font-size: 16px; }
.head { padding-bottom: 24px; border-bottom: 1px solid var(--line); }
.note { color: var(--muted); font-size: 13px; padding-left: 12px; border-left: 2px solid var(--line); }
.list { padding-left: 20px; }
.list li { margin-top: 4px; padding-left: 4px; }
.list li::marker { color: var(--muted); }
code { font: 0.9em/1.5 ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace;
  overflow-wrap: anywhere; }
.ctl { color: var(--fail); font-size: 0.8em; }
.ctl::before { content: attr(data-c); border: 1px solid currentcolor; border-radius: 3px;
  padding: 0 2px; margin: 0 1px; }
.facts { display: flex; flex-wrap: wrap; gap: 16px 40px; margin-top: 24px; }
.facts div { min-width: 96px; max-width: 100%; }
.facts dt, .pairs dt { color: var(--muted); font-size: 12px; }
.facts dd { margin: 2px 0 0; font-variant-numeric: tabular-nums; }
.pairs { max-width: 880px; }
.pairs div { display: grid; grid-template-columns: minmax(120px, 200px) 1fr; gap: 16px; padding: 8px 0;
  border-bottom: 1px solid var(--line); align-items: baseline; }
.pairs div:last-child { border-bottom: 0; }
.pairs dt { font-size: 13px; overflow-wrap: anywhere; }
.pairs dd { margin: 0; }
dd bdi:empty::before { content: "\2013"; color: var(--muted); }
)css";

constexpr const char blocks[] = R"css(
.pill { display: inline-block; padding: 1px 7px; border-radius: 4px; font-size: 12px; line-height: 18px;
  font-weight: 600; white-space: nowrap; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
.pass { color: var(--pass); background: var(--pass-soft); }
.drift { color: var(--drift); background: var(--drift-soft); }
.fail { color: var(--fail); background: var(--fail-soft); }
.open, .unclassified { color: var(--muted); padding: 0 6px; border: 1px dashed var(--rule); font-weight: 500; }
.assist { color: var(--assist); background: var(--assist-soft); }
.automate { color: var(--automate); background: var(--automate-soft); }
.avoid { color: var(--avoid); background: var(--avoid-soft); }
.checks { list-style: none; padding: 0; max-width: 880px; }
.checks li { white-space: normal; }
.checks label { display: flex; gap: 12px; padding: 7px 0; align-items: flex-start; }
.checks .what { white-space: pre-wrap; min-width: 0; overflow-wrap: anywhere; }
.checks .hint { display: block; color: var(--muted); font-size: 13px; }
.checks input { appearance: none; flex: none; width: 18px; height: 18px; margin: 1px 0 0;
  border: 1.5px solid var(--rule); border-radius: 4px; background: var(--surface);
  display: grid; place-content: center; }
.checks input:checked { background: var(--accent); border-color: var(--accent); }
.checks input:checked::before { content: "\2713"; color: var(--surface); font-weight: 700;
  font-size: 14px; line-height: 1; }
.checks input:focus-visible, .frame:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.lines { max-width: 880px; margin-top: 16px; }
.lines p { margin: 0; color: var(--muted); font-size: 13px; }
.line { height: 32px; border-bottom: 1px solid var(--rule); }
.frame { margin-top: 16px; background: var(--surface); border: 1px solid var(--line); border-radius: 8px;
  overflow: clip; }
.wide { overflow: auto; max-height: calc(100vh - 32px); background:
  linear-gradient(to right, var(--surface) 60%, transparent) left / 32px 100% no-repeat local,
  linear-gradient(to left, var(--surface) 60%, transparent) right / 32px 100% no-repeat local,
  linear-gradient(to right, var(--line), transparent) left / 16px 100% no-repeat,
  linear-gradient(to left, var(--line), transparent) right / 16px 100% no-repeat, var(--surface); }
.dense table { font-size: 12px; }
.dense th, .dense td { padding-left: 8px; padding-right: 8px; }
.dense th:first-child, .dense td:first-child { padding-left: 12px; }
table { width: 100%; border-collapse: separate; border-spacing: 0; font-size: 13px; line-height: 1.45; }
caption { text-align: left; padding: 12px 12px 4px; font-weight: 600; caption-side: top; }
th { position: sticky; top: 0; z-index: 1; background: var(--surface); color: var(--muted);
  font-size: 12px; font-weight: 600; text-align: left; vertical-align: bottom; padding: 10px 12px 8px;
  border-bottom: 1px solid var(--line); }
td .pill { margin: -1px 0; }
td { vertical-align: top; padding: 8px 12px; border-bottom: 1px solid var(--line); }
tbody tr:last-child td { border-bottom: 0; }
tbody tr:hover td { background: var(--back); }
.num { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.date { font-variant-numeric: tabular-nums; white-space: nowrap; }
.brk { overflow-wrap: anywhere; }
.w8 { min-width: 8ch; } .w12 { min-width: 12ch; } .w16 { min-width: 16ch; }
.w24 { min-width: 24ch; } .w36 { min-width: 36ch; } .w48 { min-width: 48ch; }
.none { color: var(--muted); }
@media (max-width: 640px) {
  main { padding: 24px 16px 40px; }
  .pairs div { grid-template-columns: 1fr; gap: 0; }
  .facts { gap: 12px 24px; }
  .frame { overflow-x: auto; }
}
)css";

constexpr const char print[] = R"css(
@media print {
  :root { --back: #ffffff; --line: #d2d3ce; --muted: #50575f; }
  body { font-size: 10pt; }
  main { max-width: none; padding: 0; }
  h1 { font-size: 17pt; } h2 { font-size: 13pt; margin-top: 9mm; } h3 { font-size: 11pt; margin-top: 6mm; }
  h1, h2, h3, h4, caption { break-after: avoid; }
  p, li { orphans: 3; widows: 3; }
  .new-page { break-before: page; }
  .new-page h2:first-child { margin-top: 0; }
  .head { padding-bottom: 5mm; }
  .facts { gap: 3mm 9mm; margin-top: 5mm; }
  .pairs div, .checks li, .list li, .line { break-inside: avoid; }
  .lines { break-inside: avoid; }
  .line { height: 9mm; border-bottom: 0.4pt solid #8f969f; }
  .checks input { width: 4.6mm; height: 4.6mm; border: 0.8pt solid #50575f; border-radius: 0.8mm; }
  .checks label { padding: 1.4mm 0; }
  .pill { font-size: 8pt; line-height: 1.45; padding: 0.2mm 1.6mm; }
  .frame { border: 0; border-radius: 0; overflow: visible; max-height: none; margin-top: 4mm; background: none; }
  table { font-size: 9pt; line-height: 1.35; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  th { position: static; font-size: 8pt; padding: 1.2mm 1.6mm; border-bottom: 0.8pt solid #50575f; color: #1d2329; }
  th:first-child, td:first-child, caption { padding-left: 0; }
  td { padding: 1.4mm 1.6mm; border-bottom: 0.4pt solid var(--line); }
  .w8, .w12, .w16, .w24, .w36, .w48 { min-width: 0; }
  .dense table { font-size: 7pt; line-height: 1.3; }
  .dense th { font-size: 6.5pt; }
  .dense th, .dense td { padding-left: 0.9mm; padding-right: 0.9mm; }
  .dense th:first-child, .dense td:first-child { padding-left: 0; }
  .dense .pill { font-size: 6.5pt; padding: 0 0.9mm; }
}
)css";

constexpr const char footer[] = R"css(
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt system-ui, sans-serif; color: #50575f; }
}
)css";

}

QByteArray htmlStyle(bool landscape)
{
    const QByteArray sheet =
        landscape ? "@page { size: A4 landscape; margin: 12mm 12mm 15mm;" : "@page { size: A4; margin: 16mm 16mm 18mm;";
    return QByteArray(colours) + page + blocks + print + sheet + footer;
}

const char *widthClass(int characters)
{
    if (characters <= 0)
        return "";
    if (characters <= 10)
        return "w8";
    if (characters <= 14)
        return "w12";
    if (characters <= 20)
        return "w16";
    if (characters <= 30)
        return "w24";
    return characters <= 42 ? "w36" : "w48";
}

}
