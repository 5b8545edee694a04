// The sites of examples/ as their generators build them, on one origin, with the playground on another: what
// the element, the lab and the frame show there, and who gets the keys that are typed.
import { filesOf, serve } from '../lib/static-host.mjs';
import { builtSite, generatorOf, PLAYGROUND, pins } from './build-recipe.mjs';
import { scoresOf, short, until } from './read.mjs';
import { recipes } from './recipes.mjs';

/** What examples/pages/index.md shows: the element with the example, 1/2 typed into it, the frame with 3,1,2. */
const ELEMENT = '3,11,5,2';
const TYPED = '2.5,11,2.5,2';
const FRAME = '5,11,15,2';
const OURS = 'iframe[src*="?compact"]';
/** The output of the lab's numbers. */
const ANSWER = ['1', '4', '3'];

/** @typedef {{ ok: boolean, text: string }} Cell */
/** @typedef {{ title: string, missing?: string, cells: Record<string, Cell> }} Row */

/** Every generator whose name has this in it. @param {import('playwright-core').Browser} browser @param {string} site of ours @returns {AsyncGenerator<Row>} */
export async function* generators(browser, site, only = '') {
  for (const recipe of recipes.filter(({ name }) => name.includes(only))) {
    const title = pins(recipe)[0] ?? 'plain HTML';
    const { missing } = generatorOf(recipe);
    if (missing) yield { title, missing, cells: {} };
    else yield { title, cells: await rowOf(browser, site, recipe) };
  }
}

/** Serve a built site, with the address of ours in the place that its texts leave for it. */
async function hosted(folder, site) {
  const files = filesOf(folder, { compressed: false });
  for (const [path, file] of files)
    if (/\.(html|js|json)$/.test(path)) file.body = String(file.body).replaceAll(PLAYGROUND, site);
  const icon = '/favicon.ico'; // a browser asks for one
  if (!files.has(icon)) files.set(icon, { body: '', headers: {} });
  return serve(files);
}

async function rowOf(browser, site, recipe) {
  const server = await hosted(builtSite(recipe), site);
  const context = await browser.newContext({ viewport: { width: 1100, height: 900 } });
  const page = await context.newPage();
  const wrong = [];
  const hear = (text) => {
    if (!recipe.faults?.test(text)) wrong.push(text);
  };
  page.on('pageerror', ({ message }) => hear(message));
  page.on('console', (message) => {
    const { url } = message.location();
    // What a generator loads from elsewhere has nothing to do with us.
    const isOurs = !url || url.startsWith(site) || url.startsWith(server.site);
    if (message.type() === 'error' && isOurs) hear(`${message.text()} ${url}`);
  });
  try {
    await page.goto(server.site);
    const cells = { element: await element(page), keys: await typed(page) };
    await recipe.turn?.(page);
    cells.lab = await lab(page);
    await recipe.turn?.(page);
    cells.frame = await frame(page);
    cells['the site’s own key'] = await shortcut(page, recipe);
    if (recipe.second) {
      await page.goto(server.site + recipe.second);
      cells[recipe.second] = await element(page);
    }
    cells.console = { ok: wrong.length === 0, text: wrong.length ? short(wrong[0]) : 'silent' };
    return cells;
  } finally {
    await context.close();
    server.close();
  }
}

const playground = (page) => page.locator('attention-playground').first();

async function element(page) {
  const scores = await until(() => scoresOf(playground(page)));
  return { ok: scores === ELEMENT, text: scores ?? 'no table' };
}

/** Numbers with keys that sites have shortcuts on, then a walk through a table. */
async function typed(page) {
  const start = page.url();
  const first = playground(page).getByLabel('q, row 1, column 1', { exact: true });
  await first.selectText();
  await page.keyboard.type('.5/1');
  const text = await first.inputValue();
  await page.keyboard.press('Enter');
  const scores = await until(async () => {
    const now = await scoresOf(playground(page));
    return now !== ELEMENT && now;
  });
  await playground(page)
    .getByRole('grid', { name: 'Scores', exact: true })
    .locator('td')
    .first()
    .focus();
  for (const key of ['ArrowRight', 'ArrowLeft', '.', ',', 'n', 's', '/', 'b', 'm'])
    await page.keyboard.press(key);
  const holder = await page.evaluate(() => document.activeElement?.localName);
  const isStill = page.url() === start && holder === 'attention-playground';
  if (!isStill) return { ok: false, text: `the site acted: ${page.url()}, ${holder} has the keys` };
  if (text !== '.5/1') return { ok: false, text: `typed .5/1, there stands ${text}` };
  return { ok: scores === TYPED, text: scores ?? 'no new table' };
}

/** A part of a lab is answered. */
export async function lab(page, place = page.locator('attention-lab').first()) {
  for (const [at, text] of ANSWER.entries())
    await place.getByLabel(`my output, row 1, column ${at + 1}`, { exact: true }).fill(text);
  await place.getByRole('button', { name: 'Check my output' }).click();
  const verdict = await until(async () => {
    const all = await place.locator('.verdict').allTextContents();
    return all.length > 0 && short(all[0]);
  });
  return { ok: verdict?.startsWith('Correct.') === true, text: verdict ?? 'no verdict' };
}

/** What a frame shows. */
export async function frame(page) {
  const inside = page.frameLocator(OURS);
  await page.locator(OURS).scrollIntoViewIfNeeded();
  const scores = await until(() => scoresOf(inside));
  return { ok: scores === FRAME, text: scores ?? 'no table' };
}

/** Outside of the playground the site still has its keys. */
async function shortcut(page, { shortcut }) {
  if (!shortcut) return { ok: true, text: 'has none' };
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press(shortcut.key);
  const acted = await until(() => page.evaluate(shortcut.acts).catch(() => false)); // it may leave
  return { ok: Boolean(acted), text: acted ? `${shortcut.key} acts` : `${shortcut.key} is lost` };
}
