/** What the wiki makes of changed sections, in frames that can do nothing. */
import type { Preview } from '../run-report.ts';
import { type Html, html } from './html.ts';

/** Each section before and after; none if there are none. */
export function previewGroup(previews: readonly Preview[]): Html | undefined {
  if (previews.length === 0) return undefined;
  return html`<section><h3>How the wiki shows it (${previews.length})</h3>
${previews.map(previewPair)}
</section>`;
}

function previewPair({ heading, before, after }: Preview): Html {
  const name = heading === '' ? 'The lead' : heading;
  return html`<h4>${name}</h4>
<div class="previews">
<div><p class="quiet">Before</p>${frame(`${name}, before`, before)}</div>
<div><p class="quiet">After</p>${frame(`${name}, after`, after)}</div>
</div>
`;
}

/** No script, no origin, and nothing loaded: the wiki's own style sheets and pictures are left out. */
function frame(title: string, markup: string): Html {
  const policy = "default-src 'none'; style-src-attr 'unsafe-inline'";
  const head = `<!DOCTYPE html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">`;
  return html`<iframe sandbox="" loading="lazy" title="${title}" srcdoc="${head + markup}"></iframe>`;
}
