/** The document around a report: nothing in it may load, send, or run what is not its own. */
import { createHash } from 'node:crypto';
import { type Html, html } from './html.ts';
import { script } from './script.ts';
import { style } from './style.ts';

/**
 * Only this style sheet and this script, by their digests; no address at all. A frame gets the same
 * policy, and by its `sandbox` no script and no origin.
 *
 * @param hasFrames lets what is in them have styles of its own, which can load nothing
 */
function policyOf(hasFrames: boolean): string {
  return [
    "default-src 'none'",
    `style-src '${sourceHash(style)}'`,
    ...(hasFrames ? ["style-src-attr 'unsafe-inline'"] : []),
    `script-src '${sourceHash(script)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** The same for any report, for who sends one over HTTP. */
export const reportPolicy = policyOf(true);

/** A whole document. */
export function documentOf(title: string, body: Html, has: { readonly frames: boolean }): string {
  const head = html`<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(has.frames)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${title}</title>`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
${head.markup}
<style>${style}</style>
</head>
<body>
${body.markup}
<script>${script}</script>
</body>
</html>
`;
}

function sourceHash(text: string): string {
  return `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;
}
