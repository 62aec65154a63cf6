/** How the dashboard looks: light and dark, on a phone and on a wall. */
export const dashboardStyle = `
:root {
  color-scheme: light dark;
  --text: #1b1f24; --quiet: #57606a; --back: #ffffff; --box: #f6f8fa; --line: #d0d7de; --link: #0550ae;
  --good: #0a5428; --good-back: #dafbe1; --bad: #8a1420; --bad-back: #ffebe9; --warn: #7a4a00; --warn-back: #fff3d6;
  --page: #0969da; --data: #1a7f5a; --conflict: #bf7000; --fail: #cf222e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e6edf3; --quiet: #9da7b3; --back: #0d1117; --box: #161b22; --line: #3d444d; --link: #79c0ff;
    --good: #9be9a8; --good-back: #0f2f1c; --bad: #ffb3ad; --bad-back: #3c1618; --warn: #e3b341; --warn-back: #33270b;
    --page: #4c9df3; --data: #3fb68b; --conflict: #e0a23b; --fail: #f4716b;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1rem; max-width: 80rem; color: var(--text); background: var(--back);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere;
}
h1 { font-size: 1.5rem; margin: .5rem 0; } h2 { font-size: 1.2rem; margin: 1.5rem 0 .5rem; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.quiet { color: var(--quiet); }
.problem p { margin: .25rem 0; }
.problem { background: var(--bad-back); color: var(--bad); border-radius: 6px; padding: .5rem .75rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: .4rem .5rem; text-align: left; vertical-align: top; }
thead th { color: var(--quiet); font-size: .875rem; font-weight: 600; }
th[scope=row] { font-weight: 600; min-width: 9rem; }
td { font-size: .9375rem; }
time { white-space: nowrap; }
.message { display: block; color: var(--quiet); font-size: .875rem; max-width: 40rem; }
.state { border-radius: 1em; padding: .05em .6em; font-size: .875rem; white-space: nowrap; background: var(--box); }
.state.good { color: var(--good); background: var(--good-back); }
.state.bad { color: var(--bad); background: var(--bad-back); }
.state.warn { color: var(--warn); background: var(--warn-back); }
figure { margin: .5rem 0; background: var(--box); border: 1px solid var(--line); border-radius: 6px; padding: .75rem; }
figure svg { display: block; width: 100%; height: 126px; }
figcaption { font-size: .875rem; color: var(--quiet); margin-top: .5rem; display: flex; flex-wrap: wrap; gap: .25rem 1rem; }
.key::before { content: ""; display: inline-block; width: .75em; height: .75em; border-radius: 2px; margin-right: .4em; background: currentColor; }
.key { color: var(--text); }
.key.page::before { background: var(--page); } .key.data::before { background: var(--data); }
.key.conflict::before { background: var(--conflict); } .key.fail::before { background: var(--fail); }
rect.page { fill: var(--page); } rect.data { fill: var(--data); }
rect.conflict { fill: var(--conflict); } rect.fail { fill: var(--fail); }
line.axis { stroke: var(--line); stroke-width: 1; }
p.scale { display: flex; justify-content: space-between; gap: 1rem; margin: .25rem 0; color: var(--quiet); font-size: .875rem; }
svg.spark { width: 120px; height: 22px; display: block; }
@media (max-width: 48rem) {
  body { padding: .5rem; }
  table, tbody, tr, th, td { display: block; }
  thead { position: absolute; left: -999rem; }
  tr { border: 1px solid var(--line); border-radius: 6px; margin: .5rem 0; padding: .35rem .6rem; }
  th, td { border: 0; padding: .1rem 0; } td:empty { display: none; }
  td[data-name]::before { content: attr(data-name) ": "; color: var(--quiet); }
  svg.spark { display: inline-block; vertical-align: middle; }
}
`;
