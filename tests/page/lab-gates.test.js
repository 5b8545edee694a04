// Nothing is given away: a wrong try opens no gate, and the right answer's numbers stand nowhere in the lab.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/lib/run.mjs';
import { eventually, useBrowser, withPage } from './support.js';

useBrowser();

/** The gates of question 5 wait for models: they are tried in lab-models.test.js. */
const OF_MODELS = ['captions_', 'distances', 'likeness', 'before'];

async function type(page, name, text) {
  const field = page.locator(`typed-answer[name="${name}"]`);
  await field.getByRole('textbox').fill(text);
  await field.getByRole('button', { name: 'Check' }).click();
  await field.locator('.verdict').waitFor();
}

async function choose(page, name, text) {
  const field = page.locator(`choice-answer[name="${name}"]`);
  await field.getByText(text).click();
  await field.getByRole('button', { name: 'Check' }).click();
  await field.getByText('Not yet.').waitFor();
}

/** What can be read under an element, through shadow roots. */
function seen(element) {
  const text = (node) => {
    if (node instanceof Text) return node.data;
    if (!(node instanceof Element) || node.matches('style, input, textarea')) return '';
    const isShown = getComputedStyle(node).display === 'contents' || node.checkVisibility();
    if (!isShown) return '';
    if (node.localName === 'slot') return node.assignedNodes().map(text).join('');
    return [...(node.shadowRoot ?? node).childNodes].map(text).join(' ');
  };
  return text(element).replaceAll(/\s+/g, ' ');
}

/** One wrong try at each answer, the gates that stay closed, and what then stands nowhere. */
const LABS = [
  {
    hash: 'why-root-d?samples=1000',
    wrong: [
      ['a', 'd*mu^2'],
      ['b', 'd^2'],
      ['c', 'd'],
    ],
    closed: ['sampled', 'theory', 'divisors'],
    never: [/√d/, /slope/, /standard error/, /variance \d/, /\bsample \d/],
    none: 'scaling-lab log-plot',
  },
  {
    hash: 'argmax',
    output: ['0', '3', '4'],
    choices: [['claim', 'gets all of the credit']],
    closed: ['steps', 'gradients', 'training'],
    never: [/all exactly 0/, /\b0\.750\b/],
    none: 'step-list, argmax-gradients lab-table, retrieval-training curve-plot',
  },
  {
    hash: 'by-hand',
    blanks: { a: 'self.d_k', b: 'd_k', d: 'K', e: 'normalize', f: 'K', h: 'W_v' },
    closed: ['wider'],
    never: [/\bsoftmax\b/, /reshape/, /contiguous/],
  },
  {
    hash: 'decoding',
    wrong: [
      ['mqa-time', 'O(b d^2 + b n d/h)'],
      ['mqa-memory', 'O(d^2/h + bd + bnd/h)'],
    ],
    closed: [],
    never: [/b·n·d(?!\/)/, /d² \+/],
  },
  {
    hash: 'kernels',
    search: true,
    wrong: [
      ['sim', 'q^T k'],
      ['phi', 'x1, x2'],
      ['attention', 'Σⱼ φ(Qᵢ)ᵀφ(Kⱼ) Vⱼ'],
      ['softmax-time', 'O(N^2)'],
      ['softmax-memory', 'O(N(D+M))'],
      ['linear-time', 'O(N D^2)'],
      ['linear-memory', 'O(D^3)'],
    ],
    choices: [['condition', 'is never 0, whatever']],
    closed: ['reason', 'features', 'curves'],
    never: [/\(q·k \+ 1\)²/, /√2/, /its square/, /N²·D/, /N·D³/],
    none: 'feature-map, kernel-costs log-plot',
  },
  {
    // Whoever has (i) has the explorer; a wrong φ and a wrong count open no feature.
    hash: 'kernels?sim=(qk%2B1)^2&tried=sim',
    wrong: [
      ['phi', 'x1, x2'],
      ['count', '2'],
    ],
    closed: ['tables', 'curves'],
    never: [/√2/, /each once/, /x₁x₂/],
  },
];

for (const { hash, wrong = [], choices = [], output, blanks, search, closed, never, none } of LABS)
  test(`a wrong try opens nothing in ${hash}`, () =>
    withPage(
      async (page) => {
        await page.locator('.lab h3').first().waitFor();
        if (search) await page.getByRole('button', { name: 'Search', exact: true }).click();
        for (const [name, text] of wrong) await type(page, name, text);
        for (const [name, text] of choices) await choose(page, name, text);
        if (output) {
          for (const [at, text] of output.entries())
            await page.getByLabel(`my output, row 1, column ${at + 1}`, { exact: true }).fill(text);
          await page.getByRole('button', { name: 'Check my output' }).click();
          await page.locator('own-output .verdict').waitFor();
        }
        if (blanks) {
          for (const [name, text] of Object.entries(blanks))
            await page.getByLabel(`blank (${name})`, { exact: true }).fill(text);
          await page.getByRole('button', { name: 'Check the blanks' }).click();
          await page.locator('by-hand-lab .verdict').waitFor();
        }
        await eventually(async () => {
          const gates = await page
            .locator('.gate')
            .evaluateAll((gates) => gates.map((gate) => gate.dataset.gate));
          assert.deepEqual(gates.sort(), [...closed].sort());
        });
        if (none) await eventually(async () => assert.equal(await page.locator(none).count(), 0));
        let text = '';
        await eventually(async () => {
          text = await page.locator('article.lab').evaluate(seen);
          assert.ok(text.length > 1000, text);
        });
        for (const numbers of never) assert.doesNotMatch(text, numbers);
      },
      { hash: `labs.html#${hash}` },
    ));

test('every gate of the labs is tried above', () => {
  const labs = join(root, 'www/labs');
  const files = readdirSync(labs, { recursive: true }).filter((name) => name.endsWith('.ts'));
  const texts = files.map((name) => readFileSync(join(labs, name), 'utf8'));
  const names = texts.flatMap((text) =>
    [...text.matchAll(/name: ['`]([a-z_]+)[^\n]*\n\s*answers: \[/g)].map(([, name]) => name),
  );
  const others = texts.flatMap((text) =>
    [...text.matchAll(/name: '([a-z_]+)',\n\s*answers: Object/g)].map(([, name]) => name),
  );
  const all = new Set([...names, ...others]);
  assert.ok(all.size >= 9, [...all].join());
  const tried = new Set(LABS.flatMap(({ closed }) => closed));
  const untried = [...all].filter((name) => !tried.has(name) && !OF_MODELS.includes(name));
  assert.deepEqual(untried, []);
});
