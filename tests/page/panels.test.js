// The panels under the steps: gradients, cost and the program, by pointer, by keyboard and by link.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeFor, costOf, explainCell, listVariants, runVariant } from './core.js';
import { tabTo } from './keys.js';
import {
  arithmetic,
  blank,
  cell,
  eventually,
  holds,
  home,
  homework,
  inspect,
  lit,
  numbers,
  screens,
  shows,
  useBrowser,
  withPage,
} from './support.js';

useBrowser();

const open = (page, name) => page.getByRole('button', { name, exact: true }).click();
const zeros = (rows) => Array(rows).fill(['0', '0', '0']);
const onlyRow2 = [['0', '0', '0'], ['1', '1', '1'], ...zeros(2)];

test('argmax: exactly nothing flows back to q and k, and v gets a row of ones', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await eventually(async () =>
      assert.equal(await page.getByRole('grid', { name: '∂L/∂q', exact: true }).count(), 0),
    );
    await open(page, 'Show gradients');
    await shows(page, '∂L/∂q', zeros(1));
    await shows(page, '∂L/∂k', zeros(4));
    await shows(page, '∂L/∂v', onlyRow2);
    await eventually(async () =>
      assert.deepEqual(await page.locator('gradient-panel .remark').allTextContents(), [
        'all exactly 0',
        'all exactly 0',
        'row 2 only',
      ]),
    );

    // A soft gradient through the hard choice.
    await page.locator('param-settings').getByText('straight-through estimator').click();
    await eventually(async () => {
      const [row] = await numbers(page, '∂L/∂q');
      assert.ok(
        row.every((text) => text !== '0'),
        row.join(),
      );
    });
    await shows(page, 'Output', homework.output);
    await open(page, 'Hide gradients');
    await page.getByRole('grid', { name: '∂L/∂q', exact: true }).waitFor({ state: 'detached' });
  }));

test('on a phone what opens a panel stands beside its heading, and what it is about below', () =>
  withPage(
    async (page) => {
      await page.locator('value-table[grid] td').first().waitFor();
      for (const name of ['gradient', 'cost', 'growth']) {
        const panel = page.locator(`${name}-panel`);
        const at = (part) => panel.locator(part).first().boundingBox();
        await eventually(async () => {
          const [title, about, act] = [await at('h2'), await at('header p'), await at('.act')];
          assert.ok(act.y < title.y + title.height && act.y + act.height > title.y, name);
          assert.ok(about.y >= title.y + title.height, name);
        });
      }
    },
    { screen: screens.phone },
  ));

test('a held cell of a gradient explains itself, and so does a step on the way', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await open(page, 'Show gradients');
    await cell(page, '∂L/∂v', 2, 1).click();
    const { words } = explainCell('argmax', { gradients: true }, 'grad-v', [1, 0]);
    const lines = page.locator('gradient-panel arithmetic-lines');
    await lines.getByText(words).waitFor();
    await eventually(async () => assert.deepEqual(await lit(page, 'weights', 'source'), ['1,2']));

    // Followed to a step of the backward pass that was not shown.
    await lines
      .getByRole('button', { name: /∂L\/∂output|grad-output|∂o/ })
      .first()
      .click();
    await page.locator('step-card[data-step="grad-output"]').waitFor();
    await eventually(async () =>
      assert.deepEqual(await lit(page, 'grad-output', 'pinned'), ['1,1']),
    );
    await shows(page, '∂L/∂weights', [['3', '8', '3', '0']]);
    await page.keyboard.press('Escape');
    await open(page, 'Steps of the backward pass');
    await page.locator('step-card[data-step="grad-output"]').waitFor({ state: 'detached' });
  }));

test('the backward pass starts from what a person types, and a bad entry says so', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await open(page, 'Show gradients');
    await open(page, 'Change what the outputs are multiplied by');
    await holds(page, 'upstream', [['1', '1', '1']]);
    await blank(page, 'upstream', 1, 2).fill('1/2');
    await shows(page, '∂L/∂v', [['0', '0', '0'], ['1', '0.5', '1'], ...zeros(2)]);
    await blank(page, 'upstream', 1, 2).fill('x');
    await page.locator('matrix-field[data-name="upstream"] .error').waitFor();
    await page.getByRole('button', { name: 'Put 1/2 back' }).click();
    await page.locator('.error').waitFor({ state: 'detached' });

    // The output becomes wider than what was typed for it.
    await page
      .getByRole('button', { name: /value width/ })
      .last()
      .click();
    await page.getByRole('button', { name: 'Start from ones again' }).click();
    await eventually(async () =>
      assert.deepEqual((await numbers(page, '∂L/∂v'))[1], ['1', '1', '1', '1']),
    );
  }));

test('the cost is what the core counts, in the heading and step by step', () =>
  withPage(async (page) => {
    const { time, memory, intensity } = costOf('argmax', {});
    const panel = page.locator('cost-panel');
    await shows(page, 'Scores', homework.scores);
    await panel
      .locator('.summary')
      .filter({ hasText: `${time.forward.performed.number} operations` })
      .filter({ hasText: `${memory.every.number} numbers in memory` })
      .waitFor();
    await open(page, 'Show cost');
    const here = panel.getByRole('region', { name: 'Cost of the whole' }).locator('tbody tr');
    await eventually(async () =>
      assert.deepEqual(
        await here.evaluateAll((rows) => rows.map(({ cells }) => cells[1].textContent)),
        [
          time.forward.performed,
          time.backward.performed,
          memory.fused,
          memory.every,
          memory.kept,
        ].map(({ number }) => String(number)),
      ),
    );
    await panel.getByText(`${intensity.toFixed(2)} operations`).waitFor();
    const rows = panel.getByRole('region', { name: 'Cost of each step' }).locator('tbody tr');
    await eventually(async () =>
      assert.equal(await rows.count(), costOf('argmax', {}).steps.length),
    );

    // What a mask leaves needed is a number of its own.
    await page
      .locator('param-settings fieldset', { hasText: /causal/i })
      .locator('label', { hasText: /upper/i })
      .click();
    await blank(page, 'q', 1, 1).fill('2');
    const masked = costOf('argmax', { params: { causal: true }, inputs: { q: [[2, 1, 2]] } });
    const { performed, needed } = masked.time.forward;
    assert.ok(needed < performed.number);
    await panel.getByText(`${needed} needed`).first().waitFor();
  }));

test('the program in three languages, and the copy of it', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    for (const [label, target] of [
      ['NumPy', 'numpy'],
      ['PyTorch', 'pytorch'],
      ['LaTeX', 'latex'],
    ]) {
      await open(page, label);
      const program = page.getByRole('region', { name: `The program in ${label}` });
      const inputs = Object.fromEntries(
        await Promise.all(['q', 'k', 'v'].map(async (name) => [name, await texts(page, name)])),
      );
      const expected = codeFor('argmax', target, { inputs });
      await eventually(async () => assert.equal(await program.textContent(), expected));
      await open(page, 'Copy the program');
      await page.getByRole('status').getByText(`The ${label} program is copied.`).waitFor();
      await eventually(async () =>
        assert.equal(await page.evaluate(() => navigator.clipboard.readText()), expected),
      );
    }
    await blank(page, 'q', 1, 1).fill('7');
    await open(page, 'NumPy');
    await page
      .getByRole('region', { name: 'The program in NumPy' })
      .getByText('[[7, 1, 2]]')
      .waitFor();
    await open(page, 'Hide the program');
    await page.locator('pre').waitFor({ state: 'detached' });
  }));

/** The cells of an input as the page asks the core. */
const texts = (page, name) =>
  page
    .locator(`matrix-field[data-name="${name}"] tbody tr`)
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('.blank')].map(({ value }) => value)),
    );

test('panels survive a reload and undo, and Back leads to them', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await open(page, 'Show gradients');
    await open(page, 'Change what the outputs are multiplied by');
    await blank(page, 'upstream', 1, 1).fill('5');
    await open(page, 'Steps of the backward pass');
    await open(page, 'Show cost');
    await open(page, 'PyTorch');
    await page.locator('pre').waitFor();
    const hash = '#argmax?gradients=yes&upstream=2:5,1,1&open=steps,cost&code=pytorch';
    await eventually(async () => assert.equal(await page.evaluate(() => location.hash), hash));
    await page.reload();
    await shows(page, '∂L/∂v', [['0', '0', '0'], ['5', '1', '1'], ...zeros(2)]);
    await holds(page, 'upstream', [['5', '1', '1']]);
    await page.locator('step-card[data-step="grad-weights"]').waitFor();
    await page.getByRole('region', { name: 'Cost of each step' }).waitFor();
    await page.getByRole('region', { name: 'The program in PyTorch' }).waitFor();

    // Undo takes back what was typed, and closes nothing.
    await blank(page, 'q', 1, 1).fill('4');
    await open(page, 'NumPy');
    await page.keyboard.press('ControlOrMeta+Z');
    await holds(page, 'q', [['1', '1', '2']]);
    await page.getByRole('region', { name: 'The program in NumPy' }).waitFor();
    await eventually(async () =>
      assert.equal(await page.getByRole('region', { name: 'Cost of each step' }).count(), 1),
    );
  }));

for (const hash of [
  '#argmax?gradients=2',
  '#argmax?upstream=1,1',
  '#argmax?open=door',
  '#argmax?code=c',
]) {
  test(`the link ${hash} is refused with words`, () =>
    withPage(
      async (page) => {
        await shows(page, 'Scores', home.scores);
        await page.getByText('This link cannot be followed').first().waitFor();
      },
      { hash },
    ));
}

test('every variant shows the gradient of each of its inputs, its cost and its program', () =>
  withPage(async (page) => {
    for (const { id, title } of listVariants()) {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, `${id}?gradients=yes&open=steps,cost&code=numpy`);
      await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
      const { steps, gradients } = runVariant(id, { gradients: true });
      const shown = page.locator('gradient-panel .table h3');
      const labels = steps.filter((step) => Object.values(gradients).includes(step.id));
      await eventually(async () =>
        assert.deepEqual(
          (await shown.allTextContents()).sort(),
          labels.map(({ label }) => label).sort(),
        ),
      );
      const rows = page.getByRole('region', { name: 'Cost of each step' }).locator('tr:has(td)');
      await eventually(async () => assert.equal(await rows.count(), steps.length));
      await page.locator('pre').getByText(`# ${title}`).waitFor();
    }
  }));

test('all of it by keyboard', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await cell(page, 'Output', 1, 1).focus();
    await page.keyboard.press('Tab');
    const press = async (name) => {
      await tabTo(page, name);
      await page.keyboard.press('Enter');
    };
    await press('Show gradients');
    await shows(page, '∂L/∂v', onlyRow2);
    await press('0'); // the first cell of a gradient
    await page.locator('gradient-panel arithmetic-lines').waitFor();
    await page.keyboard.press('Escape');
    await press('Show cost');
    await press('Cost of each step');
    await press('Cost of the whole');
    await press('LaTeX');
    await page.locator('pre').waitFor();
    await press('The program in LaTeX');
    await press('Copy the program');
    await page.getByRole('status').getByText('The LaTeX program is copied.').waitFor();
  }));

for (const colorScheme of ['light', 'dark']) {
  for (const name of ['wide', 'phone']) {
    test(`axe with every panel open, ${colorScheme}, ${name}`, () =>
      withPage(
        async (page) => {
          await shows(page, '∂L/∂v', [['0', '0', '0'], ['5', '1', '1'], ...zeros(2)]);
          await page.locator('pre').waitFor();
          await arithmetic(page).waitFor();
          await inspect(page, 'every panel open');
          const wider = await page.evaluate(
            () => document.documentElement.scrollWidth - innerWidth,
          );
          assert.ok(wider <= 0, 'the page does not scroll sideways');
          await blank(page, 'upstream', 1, 1).fill('x');
          await page.locator('matrix-field[data-name="upstream"] .error').waitFor();
          await inspect(page, 'with an error in upstream');
        },
        {
          colorScheme,
          screen: screens[name],
          hash: '#argmax?gradients=yes&upstream=2:5,1,1&open=steps,cost&code=pytorch&hold=grad-v:1,0',
        },
      ));
  }
}
