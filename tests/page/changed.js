// A worker or a module of WebAssembly that a test changes: the page takes no other bytes than those whose hash its
// modules hold, so these are let go first.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/lib/run.mjs';

const HASH = /#sha384-[\w+/=]+/g;
const assets = join(root, 'dist', 'assets');
const holders = readdirSync(assets).filter(
  (file) => file.endsWith('.js') && readFileSync(join(assets, file), 'utf8').search(HASH) >= 0,
);

export const WORKER = /assets\/worker-.*\.js$/;

/** From now on the page takes any bytes. @param {import('playwright-core').Page | import('playwright-core').BrowserContext} page */
async function takeAny(page) {
  for (const file of holders)
    await page.route(`**/assets/${file}`, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replaceAll(HASH, '') });
    });
}

/** Something that is no WebAssembly in place of each module, as long as this holds. @param {() => boolean} isSo */
export async function withoutWebAssembly(page, isSo = () => true) {
  await takeAny(page);
  await page.route(/\.wasm$/, (route) =>
    isSo()
      ? route.fulfill({ contentType: 'application/wasm', body: 'not WebAssembly' })
      : route.continue(),
  );
}

/** Every worker runs this first. @param {string} script */
export async function beforeWorker(page, script) {
  await takeAny(page);
  await page.route(WORKER, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: script + (await response.text()) });
  });
}
