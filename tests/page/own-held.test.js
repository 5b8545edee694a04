// What holds a program of one's own: its picture, its panels, its code, a check, a worksheet and a file.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EXAMPLES } from '../../www/program/programs.ts';
import { act, field, link, messages, recognised, settled, WINDOW, yours } from './own.js';
import { openPanel, panels } from './panels.js';
import { own } from './states.js';
import {
  arithmetic,
  cell,
  downloaded,
  eventually,
  numbers,
  shows,
  site,
  useBrowser,
  withPage,
} from './support.js';

useBrowser();

test('everything holds a program: its picture, growth, gradients, cost, code and a check', () =>
  withPage(
    async (page) => {
      await settled(page);
      await page
        .locator('program-drawing')
        .getByRole('button', { name: /Weights|weights/ })
        .first()
        .waitFor();
      for (const panel of panels.filter(({ forVariant }) => !forVariant))
        await openPanel(page, panel);
      await page.locator('gradient-panel').getByRole('grid').first().waitFor();
      await page.getByText('This as code').first().waitFor();
      await page.locator('code-panel pre').getByText('import numpy').waitFor();
      await page.locator('growth-panel svg').first().waitFor();
      await page.locator('cost-panel').getByText(/N|i/).first().waitFor();
      await cell(page, 'Output', 1, 1).click();
      await arithmetic(page).first().waitFor();
    },
    { hash: `#own?program=${encodeURIComponent(WINDOW).replaceAll('%0A', '~')}` },
  ));

test('a recurrence has its growth in its own letter, and no FlexAttention, which is said', () =>
  withPage(
    async (page) => {
      await settled(page);
      const [growth, code] = ['growth', 'code'].map((name) =>
        panels.find(({ view }) => view === name),
      );
      await openPanel(page, growth);
      await page.getByRole('figure', { name: 'Operations' }).getByText('t = 4,096').waitFor();
      // What a counts is known to its writer alone: it opens at a width, and b as batches do.
      await page.locator('growth-panel').getByText('these sizes are a start').waitFor();
      await eventually(async () => {
        const sizes = await page
          .locator('growth-panel size-slider')
          .evaluateAll((all) => all.map(({ letter, size }) => [letter, size]));
        assert.deepEqual(sizes, [
          ['a', 64],
          ['b', 32],
        ]);
      });
      await openPanel(page, code);
      await page
        .locator('code-panel')
        .getByRole('button', { name: 'FlexAttention', exact: true })
        .click();
      await page
        .locator('code-panel pre')
        .getByText(/^# FlexAttention has no program/)
        .waitFor();
    },
    { hash: own(EXAMPLES.find(({ id }) => id === 'delta').text) },
  ));

test('a window grows by what its mask leaves needed', () =>
  withPage(
    async (page) => {
      await settled(page);
      const growth = panels.find(({ view }) => view === 'growth');
      await openPanel(page, growth);
      const figure = page.getByRole('figure', { name: 'Operations' });
      const slope = () => figure.locator('log-plot').evaluate((plot) => plot.lines[0].slope);
      await eventually(async () => assert.equal(await slope(), 2));
      await figure.getByRole('radio', { name: 'needed under the mask' }).check();
      await eventually(async () => assert.ok((await slope()) < 1.001));
      await page.waitForFunction(() => location.hash.includes('needed:1'));
      await page.reload();
      await eventually(async () => assert.ok((await slope()) < 1.001));
    },
    { hash: own(WINDOW) },
  ));

test('a table of a program is checked, and a worksheet leaves it blank', () =>
  withPage(
    async (page) => {
      await settled(page);
      const output = await numbers(page, 'Output');
      const mine = page.locator('step-card[data-step="output"] check-answer');
      await mine.getByRole('button', { name: 'Check my answer for Output' }).click();
      await page.getByRole('button', { name: 'Paste my output' }).click();
      const rows = output.map((row) => row.join(' ').replaceAll('−', '-'));
      await mine.locator('textarea').fill(rows.join('\n'));
      await page.getByRole('button', { name: 'Replace my output' }).click();
      await page.getByRole('button', { name: 'Check my output' }).click();
      await mine.locator('.verdict').getByText('Correct.').waitFor();
    },
    { hash: own(WINDOW) },
  ));

test('the file of a state has its program, and an element shows it', () =>
  withPage(async (page) => {
    await yours(page).click();
    await settled(page);
    const output = await numbers(page, 'Output');
    await act(page, 'Save / print').click();
    const { name, bytes } = await downloaded(page, () => act(page, 'Save as a file').click());
    assert.equal(name, 'own.json');
    const { variant } = JSON.parse(bytes.toString());
    assert.match(variant.program, /^# Your own attention/);
    const hash = new URL(await link(page)).hash;
    const other = await page.context().newPage();
    await other.goto(`${site}labs.html`);
    await other.evaluate(
      ([script, state]) => {
        const element = document.createElement('attention-playground');
        element.setAttribute('state', state);
        document.body.replaceChildren(element);
        return import(script);
      },
      [`${site}attention-playground.js`, hash],
    );
    await field(other).waitFor();
    await shows(other, 'Output', output);
  }));

const BIASED = `# With a bias
in q[i,d], k[j,d], v[j,m], b[i,j]
scores[i,j]  = sum[d] q[i,d] k[j,d] / sqrt(|d|) + b[i,j]
weights[i,j] = softmax[j] scores[i,j]
output[i,m]  = sum[j] weights[i,j] v[j,m]`;
const NUMBERS = '&q.2=1,0;0,1&k.2=1,0;0,1;1,1&v.2=1;2;3&b.2=1,2,3;4,5,6';

test('an input that the program has no more is named nowhere, and comes back with it', () =>
  withPage(
    async (page) => {
      await settled(page);
      assert.match(await link(page), /[&~]b\.2=1,2,3;4,5,6/);
      await field(page).fill(BIASED.replace(', b[i,j]\n', '\n').replace(' + b[i,j]', ''));
      await settled(page);
      assert.doesNotMatch(await link(page), /b\.2/);
      await page.waitForFunction(() => !location.hash.includes('b.2'));
      await recognised(page).getByRole('button', { name: 'Compare with it' }).click();
      await page.getByText('The outputs do not differ in any digit.').first().waitFor();
      assert.deepEqual(
        await page
          .locator('compare-head')
          .getByText(/takes no/)
          .all(),
        [],
      );
      assert.deepEqual(
        await page.evaluate(() =>
          Object.keys(document.querySelector('attention-playground').inputs),
        ),
        ['q', 'k', 'v'],
      );
      await act(page, 'Back to the steps').click();
      await field(page).fill(BIASED);
      await settled(page);
      assert.match(await link(page), /[&~]b\.2=1,2,3;4,5,6/);
    },
    { hash: own(BIASED) + NUMBERS },
  ));

test('what is wrong with an older text is never said above the steps of a newer one', () =>
  withPage(
    async (page) => {
      await settled(page);
      await page.evaluate(() => {
        const { shadowRoot } = document.querySelector('attention-playground');
        const said = [];
        const look = () => {
          const error = shadowRoot.querySelector('.reading > .error');
          if (error) said.push(error.textContent);
        };
        new MutationObserver(look).observe(shadowRoot, { childList: true, subtree: true });
        Object.assign(window, { said });
      });
      await field(page).fill(BIASED.replace('k[j,d]', 'k[d,j]').replace('softmax', 'softmx'));
      await messages(page).nth(1).waitFor();
      await field(page).press('ControlOrMeta+End');
      await page.keyboard.type(' + 1 - 1 * 2 / 3');
      await field(page).fill(BIASED);
      await settled(page);
      assert.deepEqual(await page.evaluate(() => window.said), []);
    },
    { hash: own(BIASED) },
  ));

const PROJECTED = `# Self-attention
in x[i,e], A[e,d], B[e,d], C[e,m]
Q[i,d] = sum[e] x[i,e] A[e,d]
K[i,d] = sum[e] x[i,e] B[e,d]
V[i,m] = sum[e] x[i,e] C[e,m]
s[i,j] = sum[d] Q[i,d] K[j,d] / sqrt(|d|)
a[i,j] = softmax[j] s[i,j]
output[i,m] = sum[j] a[i,j] V[j,m]`;

test('a program is recognised by what it computes, whatever its tables are called', () =>
  withPage(
    async (page) => {
      const says = (text) => recognised(page).getByText(text).waitFor();
      await says('From its Q, K and V on, this is Scaled dot-product attention');
      // A variant beside it takes what is given, and not what a step makes.
      assert.equal(await recognised(page).getByRole('button').count(), 0);
      await field(page).fill(BIASED.replaceAll(/\bq\b/g, 'query').replaceAll(/\bb\b/g, 'bias'));
      await says('This is Scaled dot-product attention with q = query: the same numbers');
      await recognised(page).getByRole('button', { name: 'Compare with it' }).click();
      await page.getByText('The outputs do not differ in any digit.').first().waitFor();
      await page.getByText('With q = query.').waitFor();
      // Where nothing is alike, that is said too.
      await field(page).fill(EXAMPLES.find(({ id }) => id === 'delta').text);
      await says('None of the variants here has such steps.');
    },
    { hash: own(PROJECTED) },
  ));

const SHORT = `# Short names
in q[i,d], k[j,d], v[j,m]
s[i,j] = sum[d] q[i,d] k[j,d] / |d|
c[i,j] = tanh(s[i,j])
p[i,j] = softmax[j] c[i,j]
o[i,m] = sum[j] p[i,j] v[j,m]`;

test('beside a variant each step stands beside its like, whatever it is called', () =>
  withPage(
    async (page) => {
      await recognised(page).getByRole('button', { name: 'Compare with it' }).click();
      const row = (name) => page.locator(`compare-row[data-row="${name}"]`);
      for (const [own, variant] of [
        ['s', 'Scores'],
        ['p', 'Weights'],
      ]) {
        const cell = row(own).getByText(`Scaled dot-product attention: ${variant}`);
        await cell.waitFor();
        await row(own)
          .getByText(/^Largest difference: /)
          .waitFor();
      }
      await page.getByText('Steps that no other column has: c (Short names).').waitFor();
    },
    { hash: own(SHORT) },
  ));
