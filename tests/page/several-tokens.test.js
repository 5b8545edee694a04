// Several tokens at once into a cache: pasted, typed, in the address, undone, compared and costed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLink } from '../../www/state/url/read-link.ts';
import { writeLink } from '../../www/state/url/write-link.ts';
import { costOf, listVariants, runVariant } from './core.js';
import { panels } from './panels.js';
import { eventually, useBrowser, withPage } from './support.js';

useBrowser();

const TOKENS = [
  [
    [1, 0, 0, 1],
    [0, 1, 2, 0],
    [1, 1, 0, 1],
  ],
];
const field = (page) => page.locator('matrix-field[data-name="x"]');

/** What the page has computed last. */
const computed = (page) =>
  page.evaluate(() => {
    const { good } = document.querySelector('attention-playground').workbench.results;
    const steps = good?.trace.steps ?? [];
    return Object.fromEntries(steps.map(({ id, tensor }) => [id, tensor.shape.join(' × ')]));
  });

async function paste(page, text) {
  await field(page).getByRole('button', { name: 'Paste x' }).click();
  await field(page).locator('paste-box textarea').fill(text);
  await field(page).locator('paste-box').getByRole('button', { name: 'Replace x' }).click();
}

for (const variant of ['multi-head-decode', 'grouped-query-decode', 'multi-query-decode']) {
  test(`${variant}: three tokens in order are pasted, and each reads up to itself`, () =>
    withPage(
      async (page) => {
        await paste(page, `tensor(${JSON.stringify(TOKENS)})`);
        await eventually(async () => {
          assert.match(await field(page).locator('.name').textContent(), /1 × 3 × 4\s*$/);
          assert.match(
            await field(page).locator('.under').textContent(),
            /x has one axis more, t: 3 tokens in order/,
          );
          assert.equal((await computed(page)).output, '1 × 3 × 4');
        });
        await eventually(async () =>
          assert.ok('masked' in (await computed(page)), 'a later token is not read'),
        );
        await eventually(async () =>
          assert.match(await page.evaluate(() => location.hash), /x=3:1,0,0,1;0,1,2,0;1,1,0,1/),
        );
        // A link of it opens it.
        await page.reload();
        await eventually(async () => assert.equal((await computed(page)).output, '1 × 3 × 4'));
        // Without the axis the first token is left, as today.
        await field(page).getByRole('button', { name: 'Without the axis t' }).click();
        await eventually(async () => {
          assert.equal((await computed(page)).output, '1 × 4');
          assert.ok(!('masked' in (await computed(page))));
        });
        await page.getByRole('button', { name: 'Undo' }).click();
        await eventually(async () => assert.equal((await computed(page)).output, '1 × 3 × 4'));
        // One table again is one token for each sequence.
        await paste(page, '1 2 3 4');
        await eventually(async () => assert.equal((await computed(page)).output, '1 × 4'));
      },
      { hash: `#${variant}` },
    ));
}

test('a state with several tokens spells itself, also as a column of a comparison', () => {
  const known = { variants: listVariants(), panels };
  const [info] = known.variants.filter(({ id }) => id === 'multi-query-decode');
  const x = { shape: [1, 3, 4], cells: TOKENS.flat(2).map(String) };
  const { state } = readLink('multi-query-decode', known);
  const inputs = { ...state.inputs, x };
  const column = { variant: state.variant, params: {}, inputs };
  for (const next of [
    { ...state, inputs },
    { ...state, compare: { others: [column], at: 0 } },
    { ...state, inputs, compare: { others: [column], at: 1 } },
  ]) {
    const text = writeLink(next, info, { pinned: null, ...known });
    const back = readLink(text.slice(1), known).state;
    assert.deepEqual(back.inputs, next.inputs, text);
    assert.deepEqual(back.compare, next.compare, text);
  }
  assert.throws(() => readLink('multi-query-decode?x=4:1,2;;;3', known), /4 axes/);
  assert.throws(() => readLink('argmax?k=3:1,2', known));
});

test('what several tokens cost is counted in letters', () => {
  const request = { inputs: { x: TOKENS } };
  const cost = costOf('multi-query-decode', request);
  const one = costOf('multi-query-decode', {});
  assert.match(cost.time.forward.performed.polynomial.text, /t/);
  assert.ok(cost.time.forward.needed < cost.time.forward.performed.number);
  assert.equal(one.time.forward.needed, one.time.forward.performed.number);
  const { steps } = runVariant('multi-query-decode', request);
  assert.deepEqual(steps.find(({ id }) => id === 'masked').tensor.axes.join(''), 'bhtj');
});
