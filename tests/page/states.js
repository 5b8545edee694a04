// The states of the product that axe and people look at: where each one opens, and the way to it.
import { createServer } from 'node:http';
import { answerOf, EXERCISES, startOf } from '../../www/program/exercises.ts';
import { EXAMPLES } from '../../www/program/programs.ts';
import { listVariants } from './core.js';
import { openPanel, panels } from './panels.js';
import { arithmetic, blank, cell, screens, site } from './support.js';

/** @typedef {import('playwright-core').Page} Page */

/**
 * @typedef {object} State
 * @property {string} name
 * @property {string} [hash] the rest of the address
 * @property {string} [embed] what a page of another origin holds, in place of ours
 * @property {{width: number, height: number}} [screen]
 * @property {boolean} [error] is something refused in it?
 * @property {(page: Page) => Promise<unknown>} [go] from the page as it opens to the state
 * @property {(page: Page) => Promise<unknown>} [prepare] before it opens
 * @property {Record<string, unknown>} [options] of the browser's context
 * @property {RegExp[]} [expected] what the console may say
 */

/** @param {Page} page @param {string | RegExp} name */
const press = (page, name) =>
  page.getByRole('button', { name, exact: typeof name === 'string' }).click();

/** @param {Page} page @param {string} text */
const says = (page, text) => page.getByText(text).first().waitFor();

/** @param {number} rows @param {number} columns @param {number} seed */
const table = (rows, columns, seed) =>
  Array.from({ length: rows }, (_, r) =>
    Array.from({ length: columns }, (_, c) => (((r * 31 + c * 17 + seed * 7) % 41) - 20) / 10).join(
      ',',
    ),
  ).join(';');

/** A program of one's own as an address. @param {string} text */
export const own = (text) => `#own?program=${encodeURIComponent(text).replaceAll('%0A', '~')}`;
/** @param {Page} page */
const programmed = (page) => page.locator('program-bench .recognised').waitFor();
/** Two slips: the axes of k the other way round, and two comparisons in a row. */
/** What shows that each embedded element is there, by its name. */
const EMBEDDED = {
  playground: 'Scores',
  lab: 'What a loss could teach it',
  model: 'Mean weight that a key receives',
};

export const MISTAKES = `# Sliding window
in q[i,d], k[j,d], v[j,m]
param w = 2
scores[i,j]  = sum[d] q[i,d] k[d,j] / sqrt(|d|)
weights[i,j] = softmax[j : i - w < j <= i] scores[i,j]
output[i,m]  = sum[j] weights[i,j] v[j,m]`;

/** The root of a place, where that of a size is meant. */
export const SLIP = `# Scaled dot-product attention
in q[i,d], k[j,d], v[j,m]
scores[i,j]  = sum[d] q[i,d] k[j,d] / sqrt(d)
weights[i,j] = softmax[j] scores[i,j]
output[i,m]  = sum[j] weights[i,j] v[j,m]`;

/** Softmax attention, in another author's letters. */
const NAMED_OTHERWISE = `# Attention
in query[n,d], value[l,m], key[l,d]
s[n,l] = sum[d] query[n,d] key[l,d] / sqrt(|d|)
a[n,l] = softmax[l] s[n,l]
o[n,m] = sum[l] a[n,l] value[l,m]`;

/** A paper's notation, with a size that no axis has. */
export const LATEX = String.raw`# Scaled dot-product attention
in q[i,d], k[j,d], v[j,m]
scores_{ij} = \frac{\sum_d q_{id} k_{jd}}{\sqrt{d_k}}
weights_{ij} = \mathrm{softmax}_j scores_{ij}
output_{im} = \sum_j weights_{ij} v_{jm`;

/** An address with as many queries as keys. @param {number} n */
const square = (n) =>
  `#scaled-dot-product?q=${table(n, 4, 1)}&k=${table(n, 4, 2)}&v=${table(n, 4, 3)}`;

const steps = (/** @type {Page} */ page) => page.locator('value-table[grid] td').first().waitFor();
/** Press a button once the steps stand there. @param {string} name */
const act = (name) => async (/** @type {Page} */ page) => {
  await steps(page);
  await press(page, name);
};
const map = (/** @type {Page} */ page) =>
  page.locator('step-card value-map canvas').first().waitFor();

/** @param {Page} page @param {string} name @param {string} text @param {string} verdict */
async function answer(page, name, text, verdict) {
  const field = page.locator(`typed-answer[data-part="${name}"]`);
  await field.getByRole('textbox').fill(text);
  await field.getByRole('button', { name: 'Check' }).click();
  await field.locator('.verdict').getByText(verdict).waitFor();
}

/** @param {Page} page @param {string[]} texts @param {string} verdict */
async function output(page, texts, verdict) {
  for (const [at, text] of texts.entries())
    await page.getByLabel(`my output, row 1, column ${at + 1}`, { exact: true }).fill(text);
  await press(page, 'Check my output');
  await page.locator('own-output .verdict').getByText(verdict).waitFor();
}

/** @param {Page} page @param {Record<string, string>} texts @param {string} says */
async function fillIn(page, texts, says) {
  for (const [name, text] of Object.entries(texts))
    await page.getByLabel(`blank (${name})`, { exact: true }).fill(text);
  await press(page, 'Check the blanks');
  await page.getByText(says).first().waitFor();
}

/** @param {Page} page @param {string} text */
async function refuse(page, text) {
  await press(page, 'Paste k');
  await page.locator('matrix-field[data-name="k"] textarea').fill(text);
  await press(page, 'Replace k');
  await page.locator('matrix-field[data-name="k"] paste-box .error').waitFor();
}

/** @param {Page} page @param {string} name @param {number} row @param {number} column */
async function hold(page, name, row, column) {
  await cell(page, name, row, column).click();
  await arithmetic(page).waitFor();
}

/** @param {Page} page */
async function wrongEntry(page) {
  await blank(page, 'v', 2, 2).fill('4x');
  await page.locator('matrix-field[data-name="v"] .error').waitFor();
}

/** @param {Page} page */
async function search(page) {
  await page.getByLabel('dot product').waitFor();
  await press(page, 'Search');
  await page.getByText(/This similarity fails/).waitFor();
}

/** @param {Page} page */
async function noWorker(page) {
  await page.route(/assets\/worker-.*\.js$/, (route) => route.abort());
}

/** @param {Page} page */
async function model(page) {
  await page.locator('model-explorer fieldset.tabs').first().waitFor();
  await page.locator('prediction-panel tbody').first().waitFor();
}

const TRIO = '#argmax?compare=.&compare=scaled-dot-product&compare=linear';
const CURVES = '#linear?open=growth&curves=scaled-dot-product,linear.elu%2B1';
const WORKER = [/ERR_FAILED/];
const ELEMENT = '<attention-playground variant="argmax"></attention-playground>';

/** @type {State[]} */
export const states = [
  { name: 'opening', hash: '', go: steps },
  { name: 'opening, phone', hash: '', screen: screens.phone, go: steps },
  { name: 'opening, 320 px', hash: '', screen: screens.small, go: steps },
  { name: 'homework 2 (a)', go: steps },
  {
    name: 'text at 200 %',
    go: async (page) => {
      await page.evaluate(() => {
        document.documentElement.style.fontSize = '200%';
      });
      await steps(page);
    },
  },
  {
    name: 'forced colours',
    options: { forcedColors: 'active' },
    go: (page) => hold(page, 'Scores', 1, 2),
  },
  { name: 'reduced motion', options: { reducedMotion: 'reduce' }, go: steps },
  { name: 'list of keys', go: act('Keyboard ?') },
  { name: 'save and print', go: act('Save / print') },
  { name: 'examples', go: act('Examples') },
  {
    name: 'another example',
    hash: '#argmax?example=tie',
    go: steps,
  },
  {
    name: 'variants, phone',
    screen: screens.phone,
    go: (page) => page.locator('variant-picker .folded').click(),
  },
  { name: 'cell held', go: (page) => hold(page, 'Scores', 1, 2) },
  { name: 'cell held, phone', screen: screens.phone, go: (page) => hold(page, 'Scores', 1, 2) },
  {
    name: 'typed cell held',
    go: async (page) => {
      await hold(page, 'Scores', 1, 2);
      await page.getByRole('button', { name: /^3, from k, 2, 2$/ }).click();
      await page.getByRole('button', { name: 'Unpin' }).first().waitFor();
    },
  },
  {
    name: 'edited, with undo',
    go: async (page) => {
      await blank(page, 'q', 1, 1).fill('1/2');
      await says(page, 'Edited from Homework 2 (a).');
    },
  },
  {
    name: 'row menu',
    go: (page) => page.locator('matrix-field[data-name="k"] .stub').first().click(),
  },
  {
    name: 'mask',
    go: async (page) => {
      await press(page, 'Add mask');
      await page.locator('step-card[data-step="masked"] value-table').waitFor();
    },
  },
  { name: 'ways to copy a table', go: (page) => press(page, 'Copy or save Scores') },
  {
    name: 'table to check against',
    go: (page) => page.locator('step-card check-answer button').first().click(),
  },
  {
    name: 'walk',
    go: async (page) => {
      await press(page, 'Next step');
      await press(page, 'Next step');
    },
  },
  { name: 'softmax', hash: '#scaled-dot-product', go: steps },
  { name: 'many heads', hash: '#multi-head', go: steps },
  { name: 'layer', hash: '#transformer-layer', go: steps },
  { name: 'dense tables', hash: square(12), go: steps },
  { name: 'map of 100 × 100', hash: square(100), go: map },
  { name: 'map of 100 × 100, phone', hash: square(100), screen: screens.phone, go: map },
  { name: 'map with a cell held', hash: `${square(40)}&hold=weights:10,20`, go: map },
  ...panels.map((panel) => ({
    name: panel.title.toLowerCase(),
    hash: `#${listVariants().find((info) => panel.forVariant?.(info) ?? true)?.id}`,
    go: (/** @type {Page} */ page) => openPanel(page, panel),
  })),
  {
    name: 'backward pass',
    hash: '#scaled-dot-product?gradients=yes&open=steps',
    go: (page) => page.locator('gradient-panel step-card').first().waitFor(),
  },
  {
    name: 'growth, with other curves',
    hash: CURVES,
    go: (page) => page.locator('growth-panel log-plot').first().waitFor(),
  },
  {
    name: 'growth, phone',
    hash: CURVES,
    screen: screens.phone,
    go: (page) => page.locator('growth-panel log-plot').first().waitFor(),
  },
  { name: 'compare', hash: TRIO, go: steps },
  { name: 'compare, phone', hash: TRIO, screen: screens.phone, go: steps },
  {
    name: 'embedded',
    embed: `<div class="column">${ELEMENT}</div>`,
    go: steps,
  },
  {
    name: 'embedded twice',
    embed: ELEMENT + ELEMENT.replace('argmax', 'scaled-dot-product'),
    go: steps,
  },

  { name: 'entry that is no number', error: true, go: wrongEntry },
  { name: 'entry that is no number, phone', error: true, screen: screens.phone, go: wrongEntry },
  { name: 'refused paste', error: true, go: (page) => refuse(page, '1 2\n3') },
  {
    name: 'refused paste, 320 px',
    error: true,
    screen: screens.small,
    go: (page) => refuse(page, '1 2\n3'),
  },
  {
    name: 'sizes that do not fit',
    error: true,
    hash: '#argmax?q=1,1,2&k=1,2;0,3&v=0,2;1,4',
    go: (page) => page.locator('.error').first().waitFor(),
  },
  {
    name: 'broken link',
    error: true,
    hash: '#argmax?hold=scores:0,9&qq=1',
    go: (page) => page.locator('.notice').waitFor(),
  },
  {
    name: 'calculator that cannot start',
    error: true,
    prepare: noWorker,
    expected: WORKER,
    go: async (page) => {
      await page.keyboard.press('Shift'); // at a sign of a person it is to start
      await page.getByText('The calculator cannot start.').waitFor();
    },
  },
  { name: 'embedded, with an error', error: true, embed: ELEMENT, go: wrongEntry },

  {
    name: 'lab 1',
    hash: 'labs.html#why-root-d?samples=1000',
    go: (page) => answer(page, 'c', 'sqrt(d)', 'Correct.'),
  },
  {
    name: 'lab 1, wrong',
    error: true,
    hash: 'labs.html#why-root-d?samples=1000',
    go: (page) => answer(page, 'c', 'd', 'Not yet.'),
  },
  {
    name: 'lab 1, answers hidden',
    hash: 'labs.html#why-root-d?samples=1000&answers=hide',
    go: (page) => answer(page, 'b', 'd', 'Correct.'),
  },
  {
    name: 'lab 2',
    hash: 'labs.html#argmax?gradients=shown',
    go: (page) => output(page, ['1', '4', '3'], 'Correct.'),
  },
  {
    name: 'lab 2, wrong',
    error: true,
    hash: 'labs.html#argmax',
    go: (page) => output(page, ['0.998', '3.986', '3.001'], 'Not yet.'),
  },
  {
    name: 'lab 3',
    hash: 'labs.html#by-hand',
    go: (page) =>
      fillIn(
        page,
        { a: 'self.d_model', b: 'd_model', d: 'Q', e: 'softmax', f: 'V', h: 'W_o' },
        'All blanks are correct.',
      ),
  },
  {
    name: 'lab 3, wrong',
    error: true,
    hash: 'labs.html#by-hand',
    go: (page) => fillIn(page, { a: 'self.d_k' }, 'Not yet.'),
  },
  {
    name: 'lab 4',
    hash: 'labs.html#decoding',
    go: (page) => answer(page, 'mqa-time', 'bd^2 + bnd', 'Correct.'),
  },
  {
    name: 'lab 4, wrong',
    error: true,
    hash: 'labs.html#decoding',
    go: (page) => press(page, 'Load it into the einsum desk, h ≠ k'),
  },
  {
    name: 'lab 6',
    hash: 'labs.html#kernels?shown=features,tables,curves,reason',
    go: (page) => says(page, 'Equal at N = 4,162'),
  },
  {
    name: 'lab 6, wrong',
    error: true,
    hash: 'labs.html#kernels',
    screen: screens.small,
    go: search,
  },
  {
    name: 'lab 5',
    hash: 'labs.html#models?same=0.2:previous_token',
    go: async (page) => {
      await model(page);
      const claim = page.locator('measured-claim').first();
      await claim.getByRole('button', { name: 'Check' }).click();
      await claim.getByText('Correct.').waitFor();
    },
  },
  {
    name: 'lab 5, wrong',
    error: true,
    hash: 'labs.html#models?same=2.0:previous_token&a_view=head&a_locked=2',
    go: async (page) => {
      await model(page);
      const claim = page.locator('measured-claim').first();
      await claim.getByRole('button', { name: 'Check' }).click();
      await claim.getByText('Not yet.').waitFor();
    },
  },

  { name: 'own program', hash: own(EXAMPLES[0].text), go: programmed },
  {
    name: 'own program that is a variant by other names',
    hash: own(NAMED_OTHERWISE),
    go: programmed,
  },
  {
    name: 'own program beside the closest variant',
    hash: own(SLIP.replace('softmax[j]', 'softmax[j : j < i]')),
    go: async (page) => {
      await says(page, /The first step that differs is/);
      await press(page, 'Compare with it');
      await page.locator('compare-row').nth(2).waitFor();
    },
  },
  {
    name: 'own program that is like no variant',
    hash: own(EXAMPLES.find(({ id }) => id === 'delta')?.text ?? ''),
    go: (page) => says(page, /None of the variants here/),
  },
  {
    name: 'own program, phone',
    hash: own(EXAMPLES[0].text),
    screen: screens.phone,
    go: programmed,
  },
  {
    name: 'own program with two mistakes',
    error: true,
    hash: own(MISTAKES),
    go: (page) => page.locator('program-editor .message').nth(1).waitFor(),
  },
  {
    name: 'own program with two mistakes, 320 px',
    error: true,
    hash: own(MISTAKES),
    screen: screens.small,
    go: (page) => page.locator('program-editor .message').nth(1).waitFor(),
  },
  {
    name: 'own program with a remark',
    hash: own(SLIP),
    screen: screens.phone,
    go: (page) => page.locator('program-editor .message').waitFor(),
  },
  {
    name: 'own program along two axes',
    hash: own(EXAMPLES.find(({ id }) => id === 'monotonic')?.text ?? ''),
    go: (page) => page.locator('step-card').nth(3).waitFor(),
  },
  {
    name: 'programs and exercises',
    hash: own(EXAMPLES[0].text),
    go: async (page) => {
      await programmed(page);
      await press(page, 'Programs and exercises');
      await page.locator('program-gallery').waitFor();
    },
  },
  {
    name: 'exercise',
    hash: own(startOf(EXERCISES[0])),
    go: (page) => page.locator('program-exercise').waitFor(),
  },
  {
    name: 'exercise, phone',
    hash: own(startOf(EXERCISES[0])),
    screen: screens.phone,
    go: (page) => page.locator('program-exercise').waitFor(),
  },
  {
    name: 'exercise, wrong, phone',
    error: true,
    hash: own(answerOf(EXERCISES[1]).replace('j : j <= i', 'j')),
    screen: screens.phone,
    go: async (page) => {
      await programmed(page);
      await press(page, 'Check the program');
      await page.locator('program-exercise').getByText('Not yet.').waitFor();
    },
  },
  {
    name: 'own program as LaTeX with mistakes',
    error: true,
    hash: own(LATEX),
    go: (page) => page.locator('program-editor .message').first().waitFor(),
  },
  {
    name: 'own program beside a variant',
    hash: own(EXAMPLES[0].text),
    go: async (page) => {
      await programmed(page);
      await press(page, 'Compare with it');
      await page.locator('program-diff li').first().waitFor();
    },
  },
  {
    name: 'delta rule, its growth',
    hash: own(EXAMPLES.find(({ id }) => id === 'delta')?.text ?? ''),
    go: async (page) => {
      await page.locator('step-card').first().waitFor();
      await press(page, 'Show growth');
      await page.locator('growth-panel log-plot').first().waitFor();
    },
  },
  ...['wide', 'phone'].map((screen) => ({
    name: `settings of the elements, ${screen}`,
    hash: 'embedding.html',
    screen: screens[screen],
    go: async (page) => {
      for (const [element, text] of Object.entries(EMBEDDED))
        await page.locator(`attention-${element}`).getByText(text).first().waitFor();
    },
  })),
  {
    name: 'language',
    hash: 'language.html',
    go: (page) => page.locator('live-example table').last().waitFor(),
  },

  { name: 'models', hash: 'models.html', go: model },
  { name: 'models, phone', hash: 'models.html', screen: screens.phone, go: model },
  { name: 'models by a pattern', hash: 'models.html#causal?sort=induction&least=0.3', go: model },
  {
    name: 'head view, tokens locked',
    hash: 'models.html#causal?view=head&locked=4,9&heads=0,2',
    go: model,
  },
  {
    name: 'neuron view',
    hash: 'models.html#causal?view=neuron&locked=8&off=0.2',
    go: async (page) => {
      await model(page);
      await page.locator('table.pair').waitFor();
    },
  },
  {
    name: 'neuron view, 320 px',
    hash: 'models.html#causal?view=neuron',
    screen: screens.small,
    go: (page) => page.locator('table.pair').waitFor(),
  },
  {
    name: 'gradients, and a second run',
    hash: 'models.html#causal?open=gradients,compare&with=causal.random',
    go: async (page) => {
      await page
        .getByText(/^∂ logit/)
        .first()
        .waitFor();
      await page.getByText('How far apart each head is').waitFor();
    },
  },
  {
    name: 'models, a text that is refused',
    error: true,
    hash: `models.html#causal?text=${'word+'.repeat(200)}&view=head`,
    go: (page) => page.getByText(/the network has 128 positions/).waitFor(),
  },
  {
    name: 'models, a name that is none',
    error: true,
    hash: 'models.html',
    go: async (page) => {
      await model(page);
      await press(page, 'How large is it?');
      await page.getByText(/Type a name as the Hub writes it/).waitFor();
    },
  },
];

/** What `withPage` opens for a state. @param {State} state */
export async function opening({ hash, embed, screen, prepare, options, expected }) {
  const host = embed && (await course(embed));
  return { hash, host, screen, prepare, expected, ...options };
}

/** The address of a page of another origin that holds this. @param {string} body */
async function course(body) {
  const text = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Lecture 7</title>
    <meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
    <link rel="icon" href="data:,"><style>.column { max-width: 44rem; margin: auto }</style>
    <script type="module" src="${site}attention-playground.js"></script></head>
    <body><main><h1>Lecture 7</h1><p>On attention.</p>${body}</main></body></html>`;
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(text);
  });
  await new Promise((ready) => {
    server.listen(0, '127.0.0.1', () => ready(undefined));
  });
  server.unref(); // it ends with whoever looks
  return `http://127.0.0.1:${/** @type {any} */ (server.address()).port}/`;
}
