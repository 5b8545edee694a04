// Keys in an element on the pages of others: what is used or typed there is no shortcut of the page around.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { materialSite, PLAYGROUND } from '../../scripts/lib/material-site.mjs';
import { root } from '../../scripts/lib/run.mjs';
import { filesOf, serve } from '../../scripts/lib/static-host.mjs';
import { ONE, onCourse, one, useCourse } from './course.js';
import { blank, cell, eventually, holds, homework, shows, site, withPage } from './support.js';

useCourse();

/** In the page: what its listeners hear, each with whether a careful one would take it for a shortcut. */
function listen() {
  window.heard = [];
  const names = ['window', 'document', 'body'];
  for (const [at, where] of [window, document, document.body].entries())
    for (const capture of [true, false])
      for (const type of ['keydown', 'keypress', 'keyup'])
        where.addEventListener(
          type,
          ({ key, target }) => {
            const mine = target instanceof Element && target.localName === 'attention-playground';
            if (mine)
              window.heard.push({ type, key, on: names[at], typed: target.isContentEditable });
          },
          capture,
        );
}

const heard = (page) => page.evaluate(() => window.heard.splice(0));

/** The keys that come down, in their order and once each. */
const downs = (list) => [
  ...new Set(list.filter(({ type }) => type === 'keydown').map(({ key }) => key)),
];

const TYPED = [
  ...['1', '/', '.', ',', 's', 'n', 'b', 'o', ' ', '?', 'A', '-'],
  'Backspace',
  'Delete',
];
const MOVED = [
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
  'PageUp',
  'PageDown',
];

test('what is typed or used in the element is heard by no listener of the page, on its way down or up', () =>
  onCourse(ONE, async (page) => {
    await shows(page, 'Scores', homework.scores);
    await page.evaluate(listen);
    for (const place of [blank(page, 'q', 1, 2), cell(page, 'Scores', 1, 2)]) {
      for (const key of [...TYPED, ...MOVED, 'Enter']) {
        await place.focus();
        await page.keyboard.press(key);
        assert.deepEqual(await heard(page), [], key);
      }
    }
    for (const keys of ['Control+Z', 'Control+Y', 'Control+A', 'Control+C']) {
      await blank(page, 'q', 1, 2).focus();
      await page.keyboard.press(keys);
      assert.deepEqual(downs(await heard(page)), ['Control'], keys);
    }
    await one(page).getByRole('button', { name: 'Paste q' }).focus();
    await page.keyboard.press('Enter'); // opens a text to paste into
    await page.keyboard.type('1 1 2.');
    await page.keyboard.press('Control+Enter');
    assert.deepEqual(downs(await heard(page)), ['Control']);
    await holds(page, 'q', [['1', '1', '2.']]);
  }));

test('a listener that stood on the window before the element sees that somebody types', () =>
  onCourse(`<script>(${listen})()</script>${ONE}`, async (page) => {
    await shows(page, 'Scores', homework.scores);
    await blank(page, 'q', 1, 1).fill('3');
    await page.keyboard.press('.');
    await cell(page, 'Scores', 1, 1).focus();
    await page.keyboard.press('n');
    const all = await heard(page);
    assert.deepEqual(new Set(all.map(({ on }) => on)), new Set(['window']));
    assert.ok(all.every(({ typed }) => typed));
    await one(page).getByRole('button', { name: 'Paste q' }).focus();
    await eventually(async () =>
      assert.equal(await one(page).evaluate((element) => element.isContentEditable), false),
    );
  }));

test('the keys of the browser and of the page, and Escape at rest, go through', () =>
  onCourse(
    `<p><a href="#end" accesskey="e" id="skip">Skip</a></p>${ONE}<p id="end">End</p>`,
    async (page) => {
      await shows(page, 'Scores', homework.scores);
      await page.evaluate(listen);
      for (const place of [blank(page, 'q', 1, 2), cell(page, 'Scores', 1, 2)]) {
        for (const [keys, key] of [
          ['Escape', 'Escape'],
          ['F2', 'F2'],
          ['Control+K', 'k'],
          ['Control+F', 'f'],
          ['Alt+ArrowUp', 'ArrowUp'],
          ['Tab', 'Tab'],
        ]) {
          await place.focus();
          await page.keyboard.press(keys);
          const all = await heard(page);
          assert.equal(downs(all).at(-1).toLowerCase(), key.toLowerCase(), keys);
          for (const on of ['window', 'document', 'body'])
            assert.ok(
              all.some((event) => event.on === on),
              `${keys} on ${on}`,
            );
        }
      }
      // On a button Enter is its own, and a letter is not.
      await one(page).getByRole('button', { name: 'Keyboard ?' }).focus();
      await page.keyboard.press('Enter');
      await one(page).locator('key-list').waitFor();
      assert.deepEqual(downs(await heard(page)), []);
      await page.keyboard.press('s');
      assert.deepEqual(downs(await heard(page)), ['s']);
      await page.keyboard.press('Escape'); // closes the list: ours
      await one(page).locator('key-list').waitFor({ state: 'detached' });
      assert.deepEqual(downs(await heard(page)), []);
      await page.keyboard.press('Escape'); // nothing is left to close
      assert.deepEqual(downs(await heard(page)), ['Escape']);
      await page.locator('#skip').focus();
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => location.hash === '#end');
    },
  ));

/** Open a page of a site as built, with the address of ours in the place that its pages leave for it. */
async function onSite(folder, page, use, { pages = {}, ...options } = {}) {
  const files = filesOf(folder, { compressed: false });
  for (const [path, html] of Object.entries(pages))
    files.set(path, { body: html, headers: { 'content-type': 'text/html' } });
  for (const [path, file] of files)
    if (path.endsWith('.html')) file.body = String(file.body).replaceAll(PLAYGROUND, site);
  const server = await serve(files);
  try {
    await withPage(use, {
      host: server.site + page,
      expected: [new RegExp(`^request: ${server.site}`)],
      ...options,
    });
  } finally {
    server.close();
  }
}

const DECK = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Deck</title>
  <link rel="icon" href="data:,"><link rel="stylesheet" href="/reveal.css">
  <div class="reveal"><div class="slides">
    <section>First</section>
    <section><attention-playground id="one" variant="argmax"></attention-playground></section>
    <section>Last</section>
  </div></div>
  <script type="module" src="${PLAYGROUND}attention-playground.js"></script>
  <script type="module">
    import Reveal from '/reveal.mjs';
    window.deck = new Reveal(document.querySelector('.reveal'), { transition: 'none' });
    await deck.initialize();
    deck.slide(1);
    window.ready = true;
  </script></html>`;

test('on a page of Material for MkDocs a point turns no page and a slash opens no search', () =>
  onSite(materialSite(), 'week-2.html', async (page) => {
    await shows(page, 'Scores', homework.scores);
    const start = page.url();
    const search = () => page.evaluate(() => document.getElementById('__search').checked);
    await blank(page, 'q', 1, 1).selectText();
    await page.keyboard.type('1.5/2');
    await holds(page, 'q', [['1.5/2', '1', '2']]);
    await cell(page, 'Scores', 1, 1).focus();
    for (const key of ['.', ',', 'n', 'p', 's', 'f', '/', 'ArrowRight'])
      await page.keyboard.press(key);
    assert.equal(page.url(), start);
    await eventually(async () => assert.equal(await search(), false));
    await one(page).getByRole('button', { name: 'Paste q' }).focus();
    await page.keyboard.press('/'); // types nothing here: it is the page's
    await eventually(async () => assert.equal(await search(), true));
  }));

test('on a slide of reveal.js nothing typed turns the slide', () =>
  onSite(
    join(root, 'node_modules', 'reveal.js', 'dist'),
    'index.html',
    async (page) => {
      await page.waitForFunction(() => window.ready);
      await shows(page, 'Scores', homework.scores);
      const at = () =>
        page.evaluate(() => [deck.getIndices().h, deck.isPaused(), deck.isOverview()]);
      await blank(page, 'q', 1, 1).selectText();
      await page.keyboard.type('0.5');
      for (const key of ['ArrowLeft', 'ArrowRight', ' ', 'n', 'b', 'o'])
        await page.keyboard.press(key);
      // While its step is out of sight the output stands in a strip too.
      await cell(page.locator('step-list'), 'Output', 1, 1).focus();
      for (const key of ['ArrowRight', ' ', 'n', '.', 'b', 'End']) await page.keyboard.press(key);
      await page.keyboard.press('Escape'); // unpins the cell
      await eventually(async () => assert.deepEqual(await at(), [1, false, false]));
      await page.keyboard.press('Escape'); // nothing is left of ours
      await eventually(async () => assert.deepEqual(await at(), [1, false, true]));
    },
    { pages: { '/index.html': DECK } },
  ));
