/** How the HTML report looks: light and dark, on a phone and on paper. */
export const style = `
:root {
  color-scheme: light dark;
  --text: #1b1f24; --quiet: #57606a; --back: #ffffff; --box: #f6f8fa; --line: #d0d7de;
  --link: #0550ae; --add: #0a5428; --add-back: #dafbe1; --del: #8a1420; --del-back: #ffebe9;
  --warn: #7a4a00; --focus: #0550ae;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e6edf3; --quiet: #9da7b3; --back: #0d1117; --box: #161b22; --line: #3d444d;
    --link: #79c0ff; --add: #9be9a8; --add-back: #0f2f1c; --del: #ffb3ad; --del-back: #3c1618;
    --warn: #e3b341; --focus: #79c0ff;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1rem; max-width: 80rem; color: var(--text); background: var(--back);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere;
}
h1 { font-size: 1.5rem; } h2 { font-size: 1.3rem; } h3 { font-size: 1.1rem; } h4 { font-size: 1rem; }
h1, h2, h3, h4 { line-height: 1.25; margin: 1.25rem 0 .5rem; }
a { color: var(--link); }
code, pre, .value, td.text { font-family: ui-monospace, monospace; font-size: .875rem; }
.value, td.text { white-space: pre-wrap; }
.quiet { color: var(--quiet); }
caption { text-align: left; }
.tag-error, .tag-warning, .tag-notice { overflow-wrap: normal; }
.hint { display: block; color: var(--quiet); }
.lead { font-size: 1.1rem; font-weight: 600; }
section.listing { border-top: 3px solid var(--line); margin-top: 1.5rem; }
article {
  border: 1px solid var(--line); border-left-width: 4px; border-radius: 6px; margin: .75rem 0;
  padding: .25rem .75rem .75rem; content-visibility: auto; contain-intrinsic-size: auto 9rem;
}
article h4 { margin: .4rem 0; }
article.conflict, .error { border-left-color: var(--del); }
article.create { border-left-color: var(--add); } article.delete { border-left-color: var(--del); }
.kind { border: 1px solid currentColor; border-radius: 1em; padding: 0 .6em; font-size: .8rem; font-weight: 400; }
.tag-error { color: var(--del); font-weight: 600; } .tag-warning { color: var(--warn); font-weight: 600; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; }
th, td { border: 1px solid var(--line); padding: .3rem .5rem; text-align: left; vertical-align: top; }
th { background: var(--box); font-weight: 600; overflow-wrap: break-word; }
table.sides th:first-child { width: 14rem; }
table.sides { table-layout: fixed; }
table.conflict th[scope=row] { width: 7rem; } table.conflict td[data-side] { min-width: 13rem; }
.choice select { font-size: .875rem; font-weight: 400; }
table.sides .choice select { width: 100%; }
table.counts { width: auto; } table.counts th, table.counts td { font-size: .875rem; padding: .2rem .35rem; }
table.counts td { text-align: right; }
table.diff { table-layout: fixed; } table.diff .number { width: 3.5rem; color: var(--quiet); text-align: right; }
del { color: var(--del); background: var(--del-back); text-decoration: line-through; }
ins { color: var(--add); background: var(--add-back); text-decoration: underline; }
tr.removed td.text.old { background: var(--del-back); } tr.added td.text.new { background: var(--add-back); }
details > summary { cursor: pointer; color: var(--link); }
details.fold { display: inline; } details.fold[open] { display: block; }
.choice { margin: .5rem 0 0; font-size: .875rem; font-weight: 400; }
.next { border: 1px solid var(--line); border-left: 4px solid var(--link); border-radius: 6px; padding: .25rem .75rem; margin: .75rem 0; }
.next h3 { margin: .4rem 0; } .next ul { margin: .4rem 0; padding-left: 1.25rem; }
.stopped { color: var(--del); font-weight: 600; }
select, input, button { font: inherit; color: inherit; background: var(--back); border: 1px solid var(--quiet); border-radius: 4px; padding: .2rem .4rem; max-width: 100%; }
button { cursor: pointer; background: var(--box); }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
form.filters, form.plan {
  background: var(--box); border: 1px solid var(--line); border-radius: 6px; padding: .5rem .75rem;
  display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: end;
}
form.filters { position: sticky; top: 0; z-index: 1; }
form.filters label, form.plan label { display: flex; flex-direction: column; font-size: .875rem; }
label select, label input { height: 1.9rem; }
form.plan { position: sticky; bottom: 0; z-index: 1; margin-top: 1.5rem; align-items: center; }
html { scroll-padding: 6rem 0 5rem; }
iframe { width: 100%; height: 24rem; border: 1px solid var(--line); background: #ffffff; }
.previews { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }
[hidden] { display: none !important; }
@media (max-width: 45rem) {
  body { padding: .5rem; }
  form.filters, form.plan { position: static; }
  html { scroll-padding: 0; }
  .previews { grid-template-columns: 1fr; }
  table.counts th, table.counts td { font-size: .75rem; padding: .15rem .2rem; }
  .sides thead, .conflict thead { display: none; } table.sides th:first-child, table.conflict th[scope=row] { width: auto; }
  .sides, .sides tbody, .sides tr, .sides th, .sides td { display: block; }
  table.conflict, .conflict tbody, .conflict tr, .conflict th, .conflict td { display: block; }
  .conflict td:empty { display: none; }
  td[data-side]::before { content: attr(data-side) ": "; color: var(--quiet); font-family: system-ui, sans-serif; }
}
@media print {
  form, .choice { display: none !important; }
  body { max-width: none; padding: 0; }
  article { content-visibility: visible; } tr { break-inside: avoid; } h2, h3, h4 { break-after: avoid; }
  a { color: inherit; }
}
`;
