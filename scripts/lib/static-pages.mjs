// One small static page for each variant and lab, with a title, a description and a picture of its own: what
// a shared link shows before anybody opens it. Each leads on to its state.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { read } from '../../www/core/lossless-json.ts';
import { labs } from '../../www/labs/registry.ts';
import { main, root } from './run.mjs';
import { settings } from './settings.mjs';
import { shareTags } from './share-tags.mjs';

const dist = join(root, 'dist');

/** @param {string} text */
const escaped = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Every page: where it lies in the site, what it says, and where it leads. */
export function pages() {
  const file = join(root, settings.build['out-dir'], settings['first-core'].answers);
  const answers = JSON.parse(readFileSync(file, 'utf8'));
  const variants = read(answers.find(({ fn }) => fn === 'listVariants').value);
  return [
    ...variants.map(({ id, title, summary }) => ({
      path: `variants/${id}.html`,
      card: `variant-${id}`,
      title,
      description: summary,
      to: `../index.html#${id}`,
    })),
    ...labs.map(({ id, number, title, question }) => ({
      path: `labs/${id}.html`,
      card: `lab-${id}`,
      title: `Question ${number}: ${title}`,
      description: question,
      to: `../labs.html#${id}`,
    })),
  ];
}

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
