// What the page's tests share: the built site, the browser, and a page that reports every offence.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { after, before } from 'node:test';
import { chromium } from 'playwright-core';
import { windowlessOptions } from '../../scripts/lib/browser.mjs';
import { root } from '../../scripts/lib/run.mjs';
import { filesOf, serve } from '../../scripts/lib/static-host.mjs';
import { eventually, LONG, PATIENCE } from '../eventually.js';

export { inspect, inspectColours } from './axe.js';
export { still } from './still.js';
export { eventually, LONG };

/** Where `npm test` runs many files: a site and a browser that it has started. A file alone has its own. */
const shared = process.env.PAGE_TESTS && JSON.parse(process.env.PAGE_TESTS);

let server;
export let browser;
export let site;

/** Serve dist/ and start the browser. */
export async function openBrowser() {
  if (!shared) server = await serve(filesOf(join(root, 'dist'), { compressed: false }));
  site = shared ? shared.site : server.site;
  browser = shared
    ? await chromium.connect(shared.browser)
    : await chromium.launch(windowlessOptions());
}

/** Of a shared one, only what was opened in it. */
export async function closeBrowser() {
  await browser?.close();
  server?.close();
}

/** Once for the tests of a file. */
export function useBrowser() {
  before(openBrowser);
  after(closeBrowser);
}

export const screens = {
  wide: { width: 1440, height: 1000 },
  middle: { width: 1024, height: 800 },
  phone: { width: 390, height: 844 },
  small: { width: 320, height: 640 },
};

/**
 * Open the page and hand it to `use`; afterwards nothing may have gone wrong on the way: no error in
 * the console, no violation of the security policy, no request to another host. `host` is the address
 * of another page that is opened instead. Without a `hash` it is homework 2 (a), whatever the page
 * itself opens with, which is the `hash` of no text.
 * @param {(page: import('playwright-core').Page) => Promise<void>} use
 */
export async function withPage(use, options = {}) {
  const {
    hash = '#argmax',
    screen = screens.wide,
    expected = [],
    prepare,
    host,
    ...rest
  } = options;
  const context = await browser.newContext({
    viewport: screen,
    permissions: ['clipboard-read', 'clipboard-write'],
    ...rest,
  });
  context.setDefaultTimeout(PATIENCE);
  const offences = [];
  const page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) offences.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => offences.push(`uncaught: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    const own = [site, host, 'data:', 'blob:'].some((start) => start && url.startsWith(start));
    if (!own) offences.push(`request: ${url}`);
  });
  await page.exposeFunction('offend', (offence) => offences.push(offence));
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
      window.offend(`policy: ${violatedDirective} ${blockedURI} ${sample}`),
    );
  });
  try {
    await prepare?.(page);
    await page.goto(host ?? site + hash);
    await use(page);
    const unexpected = offences.filter((text) => !expected.some((pattern) => pattern.test(text)));
    assert.deepEqual(unexpected, []);
  } finally {
    // What was to answer a request may be at it still: that nobody waits for it any more is no fault.
    await Promise.all([context, page].map((own) => own.unrouteAll({ behavior: 'ignoreErrors' })));
    await context.close();
  }
}

/** Timers of one length take another, so that a test need not be quicker than the page is. @param {number} length @param {number} instead milliseconds */
export const retimed = (length, instead) => (page) =>
  page.addInitScript(
    ([length, instead]) => {
      const within = setTimeout;
      window.setTimeout = (call, time, ...of) =>
        within(call, time === length ? instead : time, ...of);
    },
    [length, instead],
  );

/** What is downloaded, once this has been done. @param {() => Promise<unknown>} start @returns {Promise<{ name: string, bytes: Buffer }>} */
export async function downloaded(page, start) {
  const [download] = await Promise.all([page.waitForEvent('download'), start()]);
  const bytes = await buffer(await download.createReadStream());
  return { name: download.suggestedFilename(), bytes };
}

/** The numbers of a table of results, row by row. */
export async function numbers(page, name) {
  const grid = page.getByRole('grid', { name, exact: true });
  return grid
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent.trim())),
    );
}

/** Wait until a table of results shows these numbers. */
export async function shows(page, name, expected) {
  await eventually(async () => assert.deepEqual(await numbers(page, name), expected));
}

/** The texts in the blanks of an input, row by row. */
export async function typed(page, name) {
  return page
    .locator(`matrix-field[data-name="${name}"] table tbody tr`)
    .evaluateAll((rows) =>
      rows.map((row) =>
        [...row.querySelectorAll('.blank')].map((cell) => cell.value || cell.textContent.trim()),
      ),
    );
}

/** Wait until the blanks of an input hold these texts. */
export async function holds(page, name, expected) {
  await eventually(async () => assert.deepEqual(await typed(page, name), expected));
}

export const blank = (page, name, row, column) =>
  page.getByLabel(`${name}, row ${row}, column ${column}`, { exact: true });

export const cell = (page, name, row, column) =>
  page
    .getByRole('grid', { name, exact: true })
    .locator(`td[data-row="${row - 1}"][data-column="${column - 1}"]`);

/** The cells of a step that carry a class, as "row,column" from 1; in the input's blanks or a table. */
export async function lit(page, step, className) {
  return page.evaluate(
    ([step, className]) => {
      const deep = (root, selector) => [
        ...root.querySelectorAll(selector),
        ...[...root.querySelectorAll('*')].flatMap((node) =>
          node.shadowRoot ? deep(node.shadowRoot, selector) : [],
        ),
      ];
      const field = deep(document, `matrix-field[data-name="${step}"]`)[0];
      const table = deep(document, `value-table[data-step="${step}"][grid]`)[0];
      const cells = [...(field ?? table).shadowRoot.querySelectorAll(`td.${className}`)];
      return cells.map((cell) => {
        const rows = [...cell.closest('tbody').rows];
        return `${rows.indexOf(cell.parentElement) + 1},${cell.cellIndex}`;
      });
    },
    [step, className],
  );
}

export const homework = {
  scores: [['3', '11', '5', '2']],
  weights: [['0', '1', '0', '0']],
  output: [['1', '4', '3']],
  k: [
    ['1', '2', '0'],
    ['0', '3', '4'],
    ['5', '0', '0'],
    ['0', '0', '1'],
  ],
};

/** What an address that says nothing opens. */
export const home = {
  scores: [
    ['0', '2.3094', '0', '0'],
    ['0', '0', '2.3094', '1.1547'],
    ['0.5774', '2.3094', '0', '0.5774'],
    ['0.5774', '0', '2.3094', '1.7321'],
  ],
};

/** Wait until there is something on a map: it stands there before it is painted. @param {import('playwright-core').Locator} canvas */
export const painted = (canvas) =>
  eventually(async () => {
    const isEmpty = await canvas.evaluate((canvas) => {
      const { width, height } = canvas;
      const empty = Object.assign(document.createElement('canvas'), { width, height });
      return canvas.toDataURL() === empty.toDataURL();
    });
    assert.ok(!isEmpty, 'the map is empty');
  });

/** The arithmetic of the pinned cell in its step, and not at the foot of the screen. @param {import('playwright-core').Page} page */
export const arithmetic = (page) => page.locator('arithmetic-lines:not(.docked > *)');
