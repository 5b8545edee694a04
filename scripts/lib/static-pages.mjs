// One small static page for each variant and lab, with a title, a description and a picture of its own: what
// a shared link shows before anybody opens it. Each leads on to its state.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { escaped } from './escaped.mjs';
import { main, root } from './run.mjs';
import { shareTags } from './share-tags.mjs';
import { pages } from './shared-pages.mjs';

const dist = join(root, 'dist');

/** @param {ReturnType<typeof pages>[number]} page */
const html = ({ path, card, title, description, to }) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${escaped(title)} · Attention Playground</title>
    <meta name="description" content="${escaped(description)}">
    ${shareTags({ path, card, title: escaped(title), description: escaped(description) }).join('\n    ')}
    <meta http-equiv="refresh" content="0; url=${to}">
    <link rel="icon" href="data:,">
  </head>
  <body>
    <h1>${escaped(title)}</h1>
    <p>${escaped(description)}</p>
    <p><a href="${to}">Open it in the Attention Playground</a></p>
  </body>
</html>
`;

await main(async () => {
  if (!existsSync(dist)) return;
  for (const folder of ['variants', 'labs']) mkdirSync(join(dist, folder), { recursive: true });
  for (const page of pages()) writeFileSync(join(dist, page.path), html(page));
});
