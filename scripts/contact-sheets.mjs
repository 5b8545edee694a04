// Leave contact sheets in screenshots/sheets/: every lab, untried and tried, every variant and all other pages,
// at two widths, light and dark, cut into strips that stand side by side. `npm run contact-sheets -- TEXT …`
// takes what has one of the texts in its name, such as "lab", "rope" or "390". The site must have been built.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, main, root } from './lib/run.mjs';

const folder = join(root, 'screenshots', 'sheets');

const looks = [
  { width: 1280, height: 900, scale: 0.8, across: 2 },
  { width: 390, height: 844, scale: 1, across: 5 },
];
const themes = /** @type {const} */ (['light', 'dark']);
/** In pixels of the page: how much of it one strip shows, and the space between strips. */
const [STRIP, GAP] = [1600, 24];

/** @typedef {{ name: string, hash?: string, least?: number, go?: (page: any) => Promise<unknown> }} Subject `least` is the narrowest page that offers it. */

/** @returns {Promise<Subject[]>} */
async function subjects() {
  const { opening, states } = await import('../tests/page/states.js');
  const { pages } = await import('./lib/shared-pages.mjs');
  const steps = (page) => page.locator('value-table[grid] td').first().waitFor();
  const lab = async (page) => {
    await page.locator('.onward').first().waitFor();
    await page.getByRole('button', { name: 'Hint 1 of 3' }).last().waitFor();
  };
  const untried = pages().map(({ to, card }) => ({
    name: card,
    hash: to.replace('../', '').replace('index.html', ''),
    go: card.startsWith('lab') ? lab : steps,
  }));
  // Widths are ours to choose, so a state that stands there for a screen is that of its wide one.
  const others = states
    .map(({ name, ...state }) => ({ ...state, name: name.replace(/, wide$/, '') }))
    .filter(
      ({ embed, screen, options, prepare, name }) =>
        !embed && !options && !prepare && (!screen || !/, (phone|\d+ px)$/.test(name)),
    );
  /** @type {Subject[]} */
  const places = [
    {
      name: 'labs',
      hash: 'labs.html',
      async go(page) {
        const pictures = page.locator('.rows lab-thumbnail');
        await pictures.last().waitFor();
        for (const picture of await pictures.all())
          await picture.locator('svg > *').first().waitFor({ state: 'attached' });
      },
    },
    {
      name: 'builder of embeds',
      least: 600,
      async go(page) {
        await steps(page);
        await page.getByRole('button', { name: 'Embed', exact: true }).click();
        await page.locator('embed-builder').first().waitFor();
      },
    },
  ];
  const tried = others.map(async (state) => ({
    ...(await opening(state)),
    name: state.name,
    go: state.go,
  }));
  return [...places, ...untried, ...(await Promise.all(tried))];
}

/** Strips of one page side by side, with its name above, as one image. */
async function sheets(browser, { name, png, width, height, scale, across }) {
  const strips = Math.ceil(height / STRIP);
  const source = `data:image/png;base64,${png.toString('base64')}`;
  const context = await browser.newContext({ deviceScaleFactor: scale });
  try {
    const page = await context.newPage();
    for (let first = 0; first < strips; first += across) {
      const count = Math.min(across, strips - first);
      const tall = Math.min(STRIP, height - first * STRIP);
      await page.setViewportSize({ width: count * (width + GAP), height: tall + 2 * GAP });
      await page.setContent('<body style="margin:0;background:#888;font:16px sans-serif"></body>');
      await page.evaluate(
        async ([name, source, first, count, width, STRIP, GAP, height]) => {
          document.body.append(name);
          const image = new Image();
          image.src = source;
          await image.decode();
          for (let at = 0; at < count; at += 1) {
            const canvas = document.createElement('canvas');
            const top = (first + at) * STRIP;
            canvas.width = width;
            canvas.height = Math.min(STRIP, height - top);
            canvas.style.cssText = `position:absolute;top:${GAP}px;left:${at * (width + GAP)}px`;
            canvas.getContext('2d')?.drawImage(image, 0, -top);
            document.body.append(canvas);
          }
        },
        [name, source, first, count, width, STRIP, GAP, height],
      );
      const part = strips > across ? `, ${first / across + 1}` : '';
      const file = `${name}${part}.png`.replaceAll(/[ ,()×]+/g, '-');
      await page.screenshot({ path: join(folder, file) });
    }
  } finally {
    await context.close();
  }
}

await main(async () => {
  if (!existsSync(join(root, 'dist', 'index.html')))
    throw new Failure('There is no site in dist/ yet: npm run build.');
  const texts = process.argv.slice(2);
  const isChosen = (name) => texts.length === 0 || texts.some((text) => name.includes(text));
  const support = await import('../tests/page/support.js');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await support.openBrowser();
  try {
    for (const { name, go, least = 0, ...rest } of await subjects())
      for (const { width, height, scale, across } of looks) {
        if (width < least) continue;
        const named = (theme) => `${name}, ${width}, ${theme}`;
        const chosen = themes.filter((theme) => isChosen(named(theme)));
        if (chosen.length === 0) continue;
        await support.withPage(
          async (page) => {
            await go?.(page);
            await page.evaluate(() => document.fonts.ready);
            for (const colorScheme of chosen) {
              await page.emulateMedia({ colorScheme });
              await support.still(page);
              const png = await page.screenshot({ fullPage: true });
              const size = { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
              const whole = { name: named(colorScheme), png, ...size, scale, across };
              await sheets(support.browser, whole);
            }
          },
          { ...rest, screen: { width, height } },
        );
        console.log(chosen.map(named).join('\n'));
      }
  } finally {
    await support.closeBrowser();
  }
  console.log(`Contact sheets are in ${folder}.`);
});
