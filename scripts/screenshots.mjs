// Leave pictures of the main states in screenshots/, to be looked at, and in www/public/cards/ those that a
// shared link shows, which the next build takes. The site must have been built.
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, main, root } from './lib/run.mjs';

const folder = join(root, 'screenshots');
const cards = join(root, 'www', 'public', 'cards');

const CARD = { width: 1200, height: 630 };

/** Which of the named states, on which screens; each in light and in dark, on paper once. */
const shots = [
  { name: 'opening', on: ['wide', 'phone'], print: true },
  { name: 'cell held', on: ['wide', 'phone'] },
  { name: 'softmax', on: ['wide'] },
  { name: 'entry that is no number', on: ['wide', 'phone'] },
  { name: 'compare', on: ['wide', 'phone'] },
  { name: 'map of 100 × 100', on: ['wide', 'phone'], print: true },
  { name: 'backward pass', on: ['wide'] },
  { name: 'growth, with other curves', on: ['wide', 'phone'] },
  { name: 'roofline', on: ['wide'] },
  { name: 'decoding', on: ['wide'] },
  { name: 'lab 1, wrong', on: ['wide', 'phone'] },
  { name: 'lab 2', on: ['wide'] },
  { name: 'embedded', on: ['wide', 'phone'] },
];

/** One picture for each page that can be shared: what is computed there, below what every page says. */
async function takeCards() {
  const { site, still, withPage } = await import('../tests/page/support.js');
  const { pages } = await import('./lib/shared-pages.mjs');
  mkdirSync(cards, { recursive: true });
  const own = ['home', 'labs', 'models', 'language'].map((card) => ({
    card,
    to: card === 'home' ? '' : `${card}.html`,
  }));
  for (const { card, to } of [...own, ...pages()])
    await withPage(
      async (page) => {
        await page.waitForLoadState('networkidle');
        await page.evaluate(() => document.fonts.ready);
        await page.evaluate(() => {
          const bench = document.querySelector('attention-playground')?.renderRoot;
          bench?.querySelector('.bench')?.scrollIntoView();
        });
        await still(page);
        await page.screenshot({ path: join(cards, `${card}.jpg`), type: 'jpeg', quality: 80 });
      },
      { host: new URL(to.replace('../', ''), site).href, screen: CARD },
    );
}

await main(async () => {
  if (!existsSync(join(root, 'dist', 'index.html')))
    throw new Failure('There is no site in dist/ yet: npm run build.');
  const { closeBrowser, openBrowser, screens, still, withPage } = await import(
    '../tests/page/support.js'
  );
  const { opening, states } = await import('../tests/page/states.js');
  mkdirSync(folder, { recursive: true });
  await openBrowser();
  try {
    for (const { name, on, print } of shots) {
      const state = states.find((each) => each.name === name);
      for (const screen of on) {
        const options = { ...(await opening(state)), screen: screens[screen] };
        const file = (kind) =>
          join(folder, `${name}, ${screen}, ${kind}.png`.replaceAll(/[ ,×]+/g, '-'));
        await withPage(async (page) => {
          await state.go?.(page);
          await page.evaluate(() => document.fonts.ready);
          for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
            await page.emulateMedia({ colorScheme });
            await still(page);
            await page.screenshot({ path: file(colorScheme), fullPage: true });
          }
          if (print && screen === 'wide') {
            await page.emulateMedia({ colorScheme: 'light', media: 'print' });
            await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
            await still(page);
            await page.setViewportSize({ width: 794, height: 1123 }); // A4 at 96 to the inch
            await page.screenshot({ path: file('paper'), fullPage: true });
          }
        }, options);
      }
      console.log(name);
    }
    await takeCards();
  } finally {
    await closeBrowser();
  }
  console.log(`Pictures are in ${folder}, those of shared links in ${cards}.`);
});
