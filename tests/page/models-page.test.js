// The models' page: views, predictions, ablation, gradients and comparison show what the models compute.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { initSync, Model } from '../../pkg/attention_models.js';
import { downloaded, eventually, numbers, screens, useBrowser, withPage } from './support.js';

useBrowser();

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url));
const FILES = ['config.json', 'model.safetensors', 'tokenizer.json'];
const PROMPTS = JSON.parse(read('models/prompts.json'));
const TEXT = 'And the king said unto the woman, Give me the cup.';
const HASH = `models.html#causal?text=${encodeURIComponent(TEXT)}&head=0.0`;

/** The same model in this process. */
let model;

before(() => {
  initSync({ module: read('pkg/attention_models_bg.wasm') });
  const files = FILES.map((name) => [name, new Uint8Array(read(`models/causal/${name}`))]);
  model = Model.fromFiles(Object.fromEntries(files));
});

const ready = (page) => page.locator('model-explorer fieldset.tabs').waitFor();
const tile = (page, layer, head) =>
  page.locator(`model-view button[aria-label^="layer ${layer}, head ${head}:"]`);
const field = (page) => page.getByRole('textbox', { name: /^Text/ });
/** A number as the page writes it. */
const value = (text) => {
  const [, mantissa, power] = /^([−\d.]*)(?:·?10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?$/.exec(text) ?? [];
  const raised = [...(power ?? '')].map((sign) => '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(sign));
  const exponent = Number(raised.map((at) => (at === 0 ? '-' : at - 1)).join('') || 0);
  const plain = mantissa === '' || mantissa === '−' ? `${mantissa}1` : mantissa;
  return Number(plain.replace('−', '-')) * 10 ** exponent;
};
const near = (text, expected, tolerance) =>
  assert.ok(Math.abs(value(text) - expected) <= tolerance, `${text}, not ${expected}`);

test('the shipped model comes with its size, and every head has its measured pattern', () =>
  withPage(
    async (page) => {
      await page
        .getByText(/GPT-2: predicts the next token, 3 layers × 4 heads, 1\.48\sMB/)
        .waitFor();
      await ready(page);
      await page.getByText('676,224 parameters').waitFor();
      const patterns = model.run({ text: TEXT }).patterns(1);
      await eventually(async () =>
        assert.equal(await page.locator('model-view .tile').count(), 12),
      );
      const score = `token before ${patterns.previous_token.data[2].toFixed(2)}`;
      await eventually(async () => {
        const label = await tile(page, 0, 2).getAttribute('aria-label');
        assert.ok(label.includes(score), label);
      });

      // Sorted by a pattern the best head is the first; filtered, only those that reach it stay.
      await page.getByLabel('Order').selectOption('previous_token');
      const first = page.locator('model-view .tile').first();
      await eventually(async () =>
        assert.match(await first.getAttribute('aria-label'), /^layer 0, head 2: token before/),
      );
      await page.getByRole('slider').fill('0.5');
      const reach = [...patterns.previous_token.data].filter((score) => score >= 0.5).length;
      await eventually(async () =>
        assert.equal(await page.locator('model-view .tile').count(), reach),
      );
      await page.waitForFunction(() => location.hash.includes('sort=previous_token&least=0.5'));
      await page.reload();
      await ready(page);
      await eventually(async () =>
        assert.equal(await page.locator('model-view .tile').count(), reach),
      );
    },
    { hash: HASH },
  ));

test('nothing of the models is asked for by the workbench or the labs’ list', () =>
  withPage(async (page) => {
    const asked = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.reload();
    await page.getByRole('grid', { name: 'Scores' }).waitFor();
    await page.getByRole('banner').getByRole('link', { name: 'Labs' }).click();
    await page
      .getByText('Try each question, check your answer, and see why.', { exact: true })
      .waitFor();
    assert.ok(asked.length > 3);
    assert.deepEqual(
      asked.filter((url) => /model/.test(url)),
      [],
    );
  }));

for (const [name, hash] of [
  ['workbench', ''],
  ['labs', 'labs.html#argmax'],
])
  test(`the bar of the ${name} leads to the models`, () =>
    withPage(
      async (page) => {
        await page.getByRole('link', { name: 'GPT and BERT', exact: true }).first().click();
        await page.getByRole('heading', { level: 1, name: 'Models' }).waitFor();
        await ready(page);
      },
      { hash },
    ));

test('the head view: tokens lock by the mouse and by the keyboard, heads are left out, numbers stand beside', () =>
  withPage(
    async (page) => {
      await ready(page);
      const view = page.locator('head-view');
      const run = model.run({ text: TEXT });
      const n = run.tokens.length;
      const weights = run.weights();
      const weight = (layer, head, i, j) => weights.data[((layer * 4 + head) * n + i) * n + j];
      const query = (at) => view.getByRole('button', { name: new RegExp(`^query ${at + 1}: `) });
      const row = (at) =>
        view.getByRole('row', { name: new RegExp(`^${at + 1} `) }).getByRole('cell');
      /** The row of a token has a weight of each of the four heads. */
      const reads = (at, expected) =>
        eventually(async () => {
          const texts = await row(at).allInnerTexts();
          assert.equal(texts.length, 4);
          for (const [head, text] of texts.entries()) near(text, expected(head), 6e-4);
        });

      await query(6).click();
      await eventually(async () =>
        assert.equal(await query(6).getAttribute('aria-pressed'), 'true'),
      );
      await reads(5, (head) => weight(0, head, 6, 5));
      await query(4).click({ modifiers: ['Shift'] });
      await page.waitForFunction(() => location.hash.includes('locked=4,6'));
      await reads(3, (head) => weight(0, head, 6, 3) + weight(0, head, 4, 3));

      await view.getByRole('button', { name: 'head 1', exact: true }).click();
      await eventually(async () => assert.equal(await row(3).count(), 3));
      await view.getByRole('button', { name: 'head 2', exact: true }).dblclick();
      await eventually(async () => assert.equal(await row(3).count(), 1));
      // The last head that is on stays on.
      await view.getByRole('button', { name: 'head 2', exact: true }).press('Enter');
      await eventually(async () => assert.equal(await row(3).count(), 1));
      await view.getByRole('button', { name: 'All heads' }).click();

      await query(6).press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => location.hash.includes('locked=7'));
      await page.keyboard.press('Escape');
      await view.getByText('Mean weight that a key receives').waitFor();
      const key = view.getByRole('button', { name: /^key 1: / });
      await key.click();
      await reads(n - 1, (head) => weight(0, head, n - 1, 0));
      const { name, bytes } = await downloaded(page, () =>
        view.getByRole('button', { name: 'Save attention of layer 0 as SVG' }).click(),
      );
      assert.equal(name, 'attention-of-layer-0.svg');
      assert.match(String(bytes), /<text[^>]*>␣king<\/text>/);
    },
    { hash: `${HASH}&view=head` },
  ));

test('the neuron view: every step of a row with its numbers, and every number of a pair', () =>
  withPage(
    async (page) => {
      await ready(page);
      const view = page.locator('neuron-view');
      const run = model.run({ text: TEXT });
      const shows = async (head, query, key) => {
        const row = run.row(...head, query);
        const { q, k, v } = run.head(...head);
        const n = run.tokens.length;
        const cells = (at) =>
          view
            .locator('table.steps tbody tr')
            .nth(at)
            .locator('td:not(.strip):not(.gap):not(.name)');
        await eventually(async () => {
          for (const at of [0, query, n - 1]) {
            const texts = await cells(at).allInnerTexts();
            near(texts[0], row.dots.data[at], 6e-3);
            near(texts[1], row.scaled.data[at], 6e-3);
            if (at > query) assert.equal(texts[2], '−∞');
            else near(texts[2], row.masked.data[at], 6e-3);
            near(texts[3].trim(), row.weights.data[at], 6e-4);
          }
        });
        const lines = view.locator('table.pair tbody tr');
        for (const [line, expected] of [
          q.data.subarray(query * 32, query * 32 + 32),
          k.data.subarray(key * 32, key * 32 + 32),
          row.products.data.subarray(key * 32, key * 32 + 32),
          v.data.subarray(key * 32, key * 32 + 32),
          row.weighted.data.subarray(key * 32, key * 32 + 32),
          row.output.data,
        ].entries()) {
          await eventually(async () => {
            const texts = await lines.nth(line).getByRole('cell').allInnerTexts();
            assert.equal(texts.length, 32);
            for (const [at, text] of texts.entries()) near(text, expected[at], 6e-3);
          });
        }
      };
      const most = (data) => data.indexOf(Math.max(...data));
      const last = run.tokens.length - 1;
      await shows([1, 1], last, most(run.row(1, 1, last).weights.data));
      await view.getByRole('button', { name: /^query 5: / }).click();
      await shows([1, 1], 4, most(run.row(1, 1, 4).weights.data));
      await view.getByRole('button', { name: /^key 3: / }).click();
      await view.getByLabel('Layer').selectOption('0');
      await view.getByRole('button', { name: /^key 3: / }).click();
      await shows([0, 1], 4, 2);
      await page.waitForFunction(
        () => location.hash.includes('head=0.1') && location.hash.includes('key=2'),
      );
    },
    { hash: `${HASH.replace('0.0', '1.1')}&view=neuron` },
  ));

test('a head opens in the workbench with its inputs, its mask and its scale', () =>
  withPage(
    async (page) => {
      await ready(page);
      const { output } = model.run({ text: 'The cup.' }).head(1, 2);
      await page.getByRole('link', { name: 'Open head 1.2 in the workbench' }).click();
      await eventually(async () => {
        const shown = await numbers(page, 'Output');
        assert.ok(shown.length > 2);
        for (const [row, cells] of shown.entries())
          for (const [column, cell] of cells.entries())
            near(cell, output.data[row * 32 + column], 6e-3);
      });
    },
    { hash: 'models.html#causal?text=The+cup.&head=1.2' },
  ));

test('a head that is off changes the prediction at once', () =>
  withPage(
    async (page) => {
      await ready(page);
      const panel = page.locator('prediction-panel');
      const { text } = PROMPTS[1];
      const run = model.run({ text });
      const last = run.tokens.length - 1;
      const [top] = run.predictions(last, 1);
      const cells = panel.locator('tbody tr').first().getByRole('cell');
      await eventually(async () => near((await cells.allInnerTexts())[0], top.probability, 6e-5));
      await panel.getByRole('button', { name: 'switch off layer 0, head 2' }).click();
      const off = model.run({ text }, { ablate: [[0, 2]] });
      const [, less] = off.predictions(last, 1, [top.id]);
      await eventually(async () => {
        const [before, after, change] = await cells.allInnerTexts();
        near(before, top.probability, 6e-5);
        near(after, less.probability, 6e-5);
        near(change.replace('+', ''), less.probability - top.probability, 1e-4);
      });
      // The views show the run without it, and so does the link.
      await page.waitForFunction(() => location.hash.includes('off=0.2'));
      await eventually(async () =>
        assert.match(await tile(page, 0, 2).getAttribute('aria-label'), /, off$/),
      );
      const changed = off.patterns(1).induction.data[4 + 1];
      await eventually(async () =>
        assert.ok(
          (await tile(page, 1, 1).getAttribute('aria-label')).includes(
            changed >= 0.3 ? changed.toFixed(2) : 'head 1',
          ),
        ),
      );
      await panel.getByRole('button', { name: 'All on again' }).click();
      await eventually(async () =>
        assert.equal(await panel.getByText('change', { exact: true }).count(), 0),
      );
    },
    { hash: `models.html#causal?text=${encodeURIComponent(PROMPTS[1].text)}` },
  ));

test('gradients are those of the chosen logit', () =>
  withPage(
    async (page) => {
      await ready(page);
      await page.getByRole('button', { name: 'Gradients of a logit' }).click();
      const run = model.run({ text: TEXT });
      const position = run.tokens.length - 1;
      const [, second] = run.predictions(position, 2);
      await page.getByLabel('The logit of').selectOption(String(second.id));
      const { q } = model.gradients({
        text: TEXT,
        of: { token: second.id, position },
        head: [1, 1],
      });
      const name = '∂ logit / ∂ q of head 1.1';
      await eventually(async () => {
        const shown = await numbers(page, name);
        for (let row = 0; row < 5; row += 1)
          for (let column = 0; column < 5; column += 1)
            near(shown[row][column], q.data[row * 32 + column], 6e-4);
      });
    },
    { hash: HASH.replace('0.0', '1.1') },
  ));

test('the same model before its training is one press away, and stands beside the trained one', () =>
  withPage(
    async (page) => {
      await ready(page);
      await page.getByRole('button', { name: 'Beside another text or model' }).click();
      await page.getByLabel('The other model').selectOption('causal.random');
      const beside = page.locator('compare-runs');
      await beside.getByText('Before training, head 0.0').waitFor();
      await beside.getByText('Difference, head 0.0').waitFor();
      // The head that looks one token back is far from what it was.
      const label = beside.getByRole('button', { name: 'layer 0, head 2: distance' });
      await eventually(async () => {
        const [, distance] = /distance (.*)$/.exec(await label.getAttribute('aria-label'));
        assert.ok(Number(distance) > 0.5, distance);
      });

      await page.getByRole('button', { name: /With random weights/ }).click();
      await page.waitForFunction(() => location.hash.startsWith('#causal.random'));
      await eventually(async () => {
        const labels = await page
          .locator('model-view .tile')
          .evaluateAll((tiles) => tiles.map((tile) => tile.ariaLabel));
        assert.equal(labels.length, 12);
        assert.ok(!labels.some((text) => text.includes('token before')), labels.join('; '));
      });
    },
    { hash: HASH },
  ));

test('two texts with as many tokens have a map of differences, others say why not', () =>
  withPage(
    async (page) => {
      await ready(page);
      const beside = page.locator('compare-runs');
      await beside.getByText('Difference, head 1.1').waitFor();
      await page.getByLabel('The other text').fill('Give me the cup');
      await beside.getByText(/needs\s+two texts of the same length/).waitFor();
      await eventually(async () =>
        assert.equal(await beside.getByText('Difference, head 1.1').count(), 0),
      );
    },
    { hash: 'models.html#causal?text=Give+me+the+cup.&other=Give+us+the+cup.&open=compare' },
  ));

test('the shelf: every prompt fires its head, measured here', () =>
  withPage(
    async (page) => {
      await ready(page);
      await page.getByText('Texts to try').click();
      const scores = page.locator('prompt-shelf .score');
      const own = PROMPTS.filter(({ model }) => model === 'causal');
      await eventually(async () => {
        const texts = await scores.allInnerTexts();
        assert.equal(texts.length, own.length);
        for (const [at, text] of texts.entries()) {
          const { head, score } = own[at];
          assert.ok(text.startsWith(`head ${head.join('.')} · `), text);
          near(/[\d.]+$/.exec(text)[0], score, 0.02);
        }
      });
      await page.getByRole('button', { name: own[3].text }).click();
      await eventually(async () => assert.equal(await field(page).inputValue(), own[3].text));
      await page.waitForFunction(() => location.hash.includes('head=0.2'));
      await page.goBack();
      await eventually(async () => assert.equal(await field(page).inputValue(), TEXT));
    },
    { hash: HASH },
  ));

test('a text that is too long or empty is refused in words, and the last result stays', () =>
  withPage(
    async (page) => {
      await ready(page);
      await field(page).fill('');
      await page.getByText(/The text has no tokens\. Type a word\./).waitFor();
      await eventually(async () =>
        assert.equal(await page.locator('model-view .tile').count(), 12),
      );
      await field(page).fill('word '.repeat(200));
      await page.getByText(/the network has 128 positions/).waitFor();
      await field(page).fill('The cup.');
      await eventually(async () =>
        assert.equal(await page.locator('model-explorer .error').count(), 0),
      );
    },
    { hash: HASH },
  ));

for (const [name, screen] of Object.entries(screens))
  for (const view of ['model', 'head', 'neuron'])
    test(`${view} view, ${name}: the page is no wider than its screen`, () =>
      withPage(
        async (page) => {
          await ready(page);
          await page.locator(`${view}-view .box, ${view}-view .body`).first().waitFor();
          await page.locator('prediction-panel tbody').waitFor();
          await eventually(async () => {
            const { wide, most } = await page.evaluate(() => ({
              wide: document.documentElement.scrollWidth,
              most: document.documentElement.clientWidth,
            }));
            assert.equal(wide, most);
          });
        },
        { hash: `${HASH}&view=${view}`, screen },
      ));
