// npm run test:embeds: the site that was built last on the pages of others, as rude as pages are and as the
// generators of examples/ build them, and in notebooks. Every cell is computed, or says in words what cannot be had.
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { generators } from './embeds/generators.mjs';
import { rudeHosts } from './embeds/hosts.mjs';
import { myst } from './embeds/myst.mjs';
import { notebooks } from './embeds/notebooks.mjs';
import { launchOptions } from './lib/browser.mjs';
import { main, root } from './lib/run.mjs';
import { filesOf, serve } from './lib/static-host.mjs';

const CORS = 'access-control-allow-origin';

/** The same files, which no other site may read. */
const closedToOthers = (files) =>
  new Map(
    [...files].map(
      ([
        path,
        {
          body,
          headers: { [CORS]: _, ...headers },
        },
      ]) => [path, { body, headers }],
    ),
  );

await main(async () => {
  const files = filesOf(join(root, 'dist'), { compressed: false });
  const open = await serve(files);
  const closed = await serve(closedToOthers(files));
  const browser = await chromium.launch(launchOptions());
  const [only] = process.argv.slice(2);
  const count = { cells: 0, failed: [], missing: [] };
  const lines = [];
  /** One row a page. */
  const table = async (rows) => {
    for await (const { title, missing, cells } of rows) {
      console.log(`\n${title}${missing ? `: ${missing}` : ''}`);
      if (missing) count.missing.push(title);
      for (const [name, { ok, text }] of Object.entries(cells)) {
        count.cells += 1;
        if (!ok) count.failed.push(`${title} × ${name}: ${text}`);
        console.log(`  ${ok ? '✔' : '✖'} ${name.padEnd(40)} ${text}`);
      }
      const marks = Object.entries(cells).map(([name, { ok }]) => `${ok ? '✔' : '✖'} ${name}`);
      lines.push(`${title.padEnd(32)}${missing ? 'cannot be had here' : marks.join('  ')}`);
    }
  };
  try {
    await table(generators(browser, open.site, only));
    await table(myst(browser, open.site, only));
    await table(notebooks(browser, open.site, only));
    await table(rudeHosts(browser, { open: open.site, closed: closed.site }, only));
  } finally {
    await browser.close();
    open.close();
    closed.close();
  }
  console.log(`\n${lines.join('\n')}`);
  const { cells, failed, missing } = count;
  console.log(`\n${cells} cells, ${failed.length} failed, ${missing.length} cannot be had here`);
  for (const line of failed) console.log(line);
  if (failed.length > 0) process.exitCode = 1;
});
