// A program of one's own in the page: typed, mended, named, compared and kept.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { answerOf, EXERCISES } from '../../www/program/exercises.ts';
import { RULES } from '../../www/program/rules.ts';
import { focused } from './keys.js';
import { act, field, link, messages, recognised, settled, WINDOW, yours } from './own.js';
import { openPanel, panels } from './panels.js';
import { MISTAKES, own, SLIP } from './states.js';
import {
  eventually,
  homework,
  inspect,
  numbers,
  screens,
  shows,
  typed,
  useBrowser,
  withPage,
} from './support.js';

useBrowser();

const CAUSAL = '#scaled-dot-product?q=1,0;0,1;1,1&k=1,2;0,1;2,0&v=1,2;3,4;5,6&causal=upper-left';

test('a reader with a paper types its formula, mends it, sees what it is, compares it and sends it', () =>
  withPage(async (page) => {
    await yours(page).click();
    await field(page).click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText(MISTAKES);
    await eventually(async () => assert.equal(await messages(page).count(), 2));
    await assertInvalid(page, true);
    await messages(page).first().getByRole('button', { name: 'Write k[j,d]' }).click();
    await eventually(async () => assert.equal(await messages(page).count(), 1));
    await messages(page).first().getByRole('button').first().click();
    await eventually(async () => assert.equal(await messages(page).count(), 0));
    await assertInvalid(page, false);
    await settled(page);
    await recognised(page).getByText('This is Sliding-window attention').waitFor();
    await recognised(page).getByRole('button', { name: 'Compare with it' }).click();
    await page.getByText('The outputs do not differ in any digit.').first().waitFor();
    await page.getByRole('button', { name: /^Remove: Sliding-window attention/ }).click();
    await act(page, 'Scaled dot-product attention').click();
    await page
      .getByText(/^Largest difference: output, row/)
      .first()
      .waitFor();
    await act(page, 'Back to the steps').click();
    const code = panels.find(({ view }) => view === 'code');
    await openPanel(page, code);
    await page
      .locator('code-panel')
      .getByRole('button', { name: 'FlexAttention', exact: true })
      .click();
    await page.locator('code-panel pre').getByText('flex_attention(').waitFor();
    await page.locator('code-panel').getByRole('button', { name: 'Copy the program' }).click();
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await eventually(async () => assert.match(await copied(), /create_block_mask\(output_mask/));
    const text = await field(page).inputValue();
    const output = await numbers(page, 'Output');
    const sent = await link(page);
    const other = await page.context().newPage();
    await other.goto(sent);
    await eventually(async () => assert.equal(await field(other).inputValue(), text));
    await shows(other, 'Output', output);
  }));

async function assertInvalid(page, expected) {
  await eventually(async () => {
    const invalid = await field(page).getAttribute('aria-invalid');
    assert.equal(invalid === 'true', expected);
    const described = await field(page).getAttribute('aria-describedby');
    assert.equal(described !== null, expected);
  });
}

test('a variant becomes its program on the same numbers, and Back leads to it', () =>
  withPage(
    async (page) => {
      await page.getByRole('grid', { name: 'Output' }).waitFor();
      const before = await numbers(page, 'Output');
      await act(page, 'Write it yourself').click();
      await settled(page);
      await eventually(async () =>
        assert.match(
          await field(page).inputValue(),
          /^# Scaled dot-product attention\nin q\[i,d\]/,
        ),
      );
      await shows(page, 'Output', before);
      await eventually(async () =>
        assert.deepEqual(await typed(page, 'q'), [
          ['1', '0'],
          ['0', '1'],
          ['1', '1'],
        ]),
      );
      await eventually(async () => assert.equal(await page.locator('.drawn-line').count(), 0));
      await page.goBack();
      await act(page, 'Write it yourself').waitFor();
      await shows(page, 'Output', before);
      await page.goForward();
      await field(page).waitFor();
      await shows(page, 'Output', before);
    },
    { hash: CAUSAL },
  ));

test('a wrong line keeps the last good result, hatched, until it is mended', () =>
  withPage(async (page) => {
    await yours(page).click();
    await settled(page);
    const before = await numbers(page, 'Output');
    const right = await field(page).inputValue();
    await field(page).fill(right.replace('weights[i,j] v', 'wheights[i,j] v'));
    await messages(page).waitFor();
    await page.getByText('not updated: fix the error first').first().waitFor();
    await eventually(async () => assert.deepEqual(await numbers(page, 'Output'), before));
    await field(page).fill(
      right.replace('v[j,m]\n', 'v[j,m]\n').replace('weights[i,j] v', '2 weights[i,j] v'),
    );
    await settled(page);
    await shows(
      page,
      'Output',
      before.map((row) =>
        row.map((number) => String(2 * Number(number.replace('−', '-'))).replace('-', '−')),
      ),
    );
  }));

test('a place where a size is rarely not meant is said of a program that runs, and a click writes the size', () =>
  withPage(
    async (page) => {
      await settled(page);
      const remark = messages(page).getByText(/^Line 3: Each term is divided by its own place/);
      await remark.waitFor();
      await eventually(async () =>
        assert.equal(await field(page).getAttribute('aria-invalid'), null),
      );
      await eventually(async () =>
        assert.match(await field(page).getAttribute('aria-describedby'), /message-0/),
      );
      await act(page, 'Write |d|').click();
      await eventually(async () => assert.equal(await messages(page).count(), 0));
      await eventually(async () => assert.match(await field(page).inputValue(), /sqrt\(\|d\|\)/));
    },
    { hash: own(SLIP) },
  ));

test('lines of a library are mended one by one, and a step is moved above what reads it', () =>
  withPage(async (page) => {
    await yours(page).click();
    await settled(page);
    await field(page).fill(
      'in q[i,d], k[j,d], v[j,m]\nscores = q @ k.T / sqrt(d_k)\nweights = softmax(scores, dim=-1)\noutput = weights @ v',
    );
    await act(page, 'Write scores[i,j] = sum[d] q[i,d] k[j,d] / sqrt(|d|)').click();
    await act(page, 'Write weights[i,j] = softmax[j] scores[i,j]').click();
    await act(page, 'Write output[i,m] = sum[j] weights[i,j] v[j,m]').click();
    await settled(page);
    await eventually(async () => assert.equal(await messages(page).count(), 0));
    const lines = (await field(page).inputValue()).split('\n');
    await field(page).fill([lines[0], lines[2], lines[1], lines[3]].join('\n'));
    await act(page, `Move ${lines[1]} up`).click();
    await eventually(async () => assert.equal(await field(page).inputValue(), lines.join('\n')));
    await field(page).press('Control+z');
    await eventually(async () => assert.notEqual(await messages(page).count(), 0));
  }));

test('a program takes what is typed, and fills the rest by chance, which is said', () =>
  withPage(async (page) => {
    await yours(page).click();
    await settled(page);
    await eventually(async () => assert.deepEqual(await typed(page, 'k'), homework.k));
    const text = await field(page).inputValue();
    await field(page).fill(`${text} + b[m]`.replace('v[j,m]\n', 'v[j,m], b[m]\n'));
    await page.getByText('Random until you type: b.').waitFor();
    await settled(page);
    await eventually(async () => assert.equal((await typed(page, 'b'))[0].length, 3));
    await page.getByRole('button', { name: 'one more: value width' }).click();
    await eventually(async () => assert.equal((await typed(page, 'b'))[0].length, 4));
    await eventually(async () =>
      assert.ok((await typed(page, 'b'))[0].every((number) => number !== '')),
    );
    await page.getByLabel('b, column 1', { exact: true }).fill('7');
    await eventually(async () => assert.equal(await page.locator('.drawn-line').count(), 0));
    // An input that goes comes back with what was typed in it.
    await field(page).fill(text);
    await eventually(async () =>
      assert.equal(await page.locator('matrix-field[data-name="b"]').count(), 0),
    );
    await field(page).fill(`${text} + b[m]`.replace('v[j,m]\n', 'v[j,m], b[m]\n'));
    await eventually(async () => assert.equal((await typed(page, 'b'))[0][0], '7'));
  }));

test('what was typed for other axes is kept until a person has it drawn', () =>
  withPage(async (page) => {
    await yours(page).click();
    await settled(page);
    // It stands over its steps, as wide as they are.
    await eventually(async () => {
      const [bench, steps] = await Promise.all(
        ['program-bench', 'step-list'].map((name) => page.locator(name).first().boundingBox()),
      );
      const isOver = bench.y < steps.y && bench.x === steps.x && bench.width > 500;
      assert.ok(isOver, JSON.stringify(bench));
    });
    const text = await field(page).inputValue();
    const wider = text
      .replace('in q[i,d]', 'in q[h,i,d]')
      .replaceAll('[i,j]', '[h,i,j]')
      .replace('d] q[i,d]', 'd] q[h,i,d]')
      .replace('output[i,m]', 'output[h,i,m]');
    await field(page).fill(wider);
    await page
      .locator('input-list')
      .getByText(/q has 3 axes \(hid\), 2 are given/)
      .waitFor();
    const sizes = page.locator('size-steppers');
    await sizes.getByText('keys').waitFor();
    await eventually(async () => assert.equal(await sizes.getByText(/heads|undefined/).count(), 0));
    await act(page, 'Fill q with random values').click();
    await settled(page);
    await page.getByText('Random until you type: q.').waitFor();
    await act(page, 'Undo').click();
    await page
      .locator('input-list')
      .getByText(/q has 3 axes \(hid\), 2 are given/)
      .waitFor();
  }));

test('a param has a field of its own, and comments stand beside their steps', () =>
  withPage(
    async (page) => {
      await settled(page);
      await page.getByLabel('w', { exact: true }).fill('1');
      await eventually(async () => {
        const weights = await numbers(page, 'Weights');
        assert.ok(weights.every((row, at) => row[at] === '1'));
      });
      await page.getByText('A token reads itself and the w − 1 before it').last().waitFor();
    },
    { hash: `#own?program=${encodeURIComponent(WINDOW).replaceAll('%0A', '~')}` },
  ));

test('by keyboard alone: into the editor and out of it, and a cure is taken back as it was made', () =>
  withPage(async (page) => {
    await page.getByRole('treeitem', { selected: true }).focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await settled(page);
    const right = await field(page).inputValue();
    await field(page).focus();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText(MISTAKES);
    await eventually(async () => assert.equal(await messages(page).count(), 2));
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await eventually(async () => assert.match(await field(page).inputValue(), /k\[j,d\] \//));
    // The keyboard is in the field again: the browser's own undo.
    await page.keyboard.press('ControlOrMeta+Z');
    await eventually(async () => assert.equal(await field(page).inputValue(), MISTAKES));
    await page.keyboard.press('ControlOrMeta+Z');
    await eventually(async () => assert.equal(await field(page).inputValue(), right));
    await settled(page);
    await page.keyboard.press('Shift+Tab');
    await eventually(async () => assert.equal(await focused(page), 'Copy the text'));
  }));

test('Tab completes the word that is being typed, and else leaves the field', () =>
  withPage(async (page) => {
    await yours(page).click();
    await settled(page);
    const hint = page.locator('program-editor .completion');
    await field(page).focus();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.type('\nlast[i,m] = outp');
    await hint.getByText('Tab writes output').waitFor();
    await page.keyboard.press('Tab');
    await eventually(async () => assert.match(await field(page).inputValue(), /= output$/));
    await page.keyboard.type('[i,m] + sof');
    await hint.getByText('Tab writes soft').waitFor();
    // Escape takes the offer away: the keyboard is never kept here.
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    await eventually(async () =>
      assert.equal(await field(page).evaluate((node) => node.matches(':focus')), false),
    );
    // The word is said to be none by now, and its cures stand before what had the focus.
    await messages(page).first().waitFor();
    const cures = await page.locator('program-editor .cures button').count();
    for (let back = 0; back <= cures; back += 1) await page.keyboard.press('Shift+Tab');
    await eventually(async () =>
      assert.equal(await field(page).evaluate((node) => node.matches(':focus')), true),
    );
    await page.keyboard.press('Tab');
    await eventually(async () =>
      assert.equal(await field(page).evaluate((node) => node.matches(':focus')), false),
    );
  }));

test('a program to start from is one click, and what was written before is not lost', () =>
  withPage(async (page) => {
    await yours(page).click();
    await settled(page);
    await act(page, 'Programs and exercises').click();
    await act(page, 'Talking heads').click();
    await settled(page);
    await page.getByRole('heading', { name: 'Talking heads' }).waitFor();
    await page.getByText(/Random until you type: q, k, v, p_l, and p_w\./).waitFor();
    await page.getByRole('treeitem', { name: /^Argmax/ }).click();
    await shows(page, 'Scores', homework.scores);
    await yours(page).click();
    await settled(page);
    await page.getByRole('heading', { name: 'Talking heads' }).waitFor();
  }));

test('an exercise is judged by what its program computes', () =>
  withPage(async (page) => {
    const exercise = EXERCISES.find(({ title }) => title === 'Linear attention');
    const verdict = page.locator('program-exercise .verdict');
    await yours(page).click();
    await settled(page);
    await act(page, 'Programs and exercises').click();
    await act(page, exercise.title).click();
    await page.getByText(exercise.formula).last().waitFor();
    const start = await field(page).inputValue();
    await field(page).fill(`${start}output[i,m] = sum[j] (sum[d] q[i,d] k[j,d]) v[j,m]`);
    await settled(page);
    await act(page, 'Check the program').click();
    await verdict.getByText(/^Not yet\. At output, row 1, column 1 the program gives/).waitFor();
    await field(page).fill(`${start}output[j,m] = v[j,m]`);
    await settled(page);
    await act(page, 'Check the program').click();
    await verdict.getByText(/The output has j × m = 4 × 2, and the formula gives i × m/).waitFor();
    await field(page).fill(answerOf(exercise));
    await settled(page);
    await act(page, 'Check the program').click();
    await verdict.getByText(/^Correct\./).waitFor();
    await inspect(page, 'an exercise');
  }));

test('a program that is wrong in its link is shown with what is wrong', () =>
  withPage(
    async (page) => {
      await messages(page).first().waitFor();
      await inspect(page, 'a wrong program');
      await messages(page).getByRole('button', { name: 'Write k[j,d]' }).click();
      await messages(page).getByRole('button').first().click();
      await settled(page);
      await inspect(page, 'a program');
      await page.emulateMedia({ colorScheme: 'dark' });
      await inspect(page, 'a program in the dark');
      await act(page, 'Programs and exercises').click();
      await inspect(page, 'programs from papers');
    },
    {
      hash: `#own?program=${encodeURIComponent(MISTAKES).replaceAll('%0A', '~')}`,
      screen: screens.phone,
    },
  ));

test('the editor comes only when a program is opened, in few bytes', async () => {
  const { brotliCompressSync } = await import('node:zlib');
  const { readdirSync } = await import('node:fs');
  const folder = new URL('../../dist/assets/', import.meta.url);
  const files = readdirSync(folder).filter((name) => /^program-(bench|actions|core)-/.test(name));
  const sizes = files.map((name) => brotliCompressSync(readFileSync(new URL(name, folder))).length);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  assert.ok(total > 0 && total <= 10_240, `${total} bytes`);
  await withPage(async (page) => {
    await page.getByRole('grid', { name: 'Output' }).waitFor();
    const fetched = () =>
      page.evaluate(
        () =>
          performance.getEntriesByType('resource').filter(({ name }) => /program-bench/.test(name))
            .length,
      );
    await eventually(async () => assert.equal(await fetched(), 0));
    await yours(page).click();
    await settled(page);
    await eventually(async () => assert.equal(await fetched(), 1));
  });
});

test('the reference of the language has examples that run where they stand', () =>
  withPage(
    async (page) => {
      const first = page.locator('live-example').first();
      await first.getByText('output: i × j').waitFor();
      await eventually(async () =>
        assert.equal(await page.locator('live-example table').count(), RULES.length),
      );
      const before = await first.locator('td').first().textContent();
      const text = await field(first).inputValue();
      await field(first).fill(text.replace('sum[d] q', '0 sum[d] q'));
      await eventually(async () =>
        assert.equal(await first.locator('td').first().textContent(), '0'),
      );
      await field(first).fill(text);
      await eventually(async () =>
        assert.equal(await first.locator('td').first().textContent(), before),
      );
      await inspect(page, 'the reference');
      await page.emulateMedia({ colorScheme: 'dark' });
      await inspect(page, 'the reference in the dark');
      await first.getByRole('link', { name: 'Open it in the playground' }).click();
      await eventually(async () => assert.equal(await field(page).inputValue(), text));
    },
    { hash: 'language.html' },
  ));
