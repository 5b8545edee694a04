// Find your way: the tree of variants with its thumbnails, and the examples to start from.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listVariants, runVariant } from './core.js';
import {
  blank,
  eventually,
  holds,
  home,
  homework,
  inspect,
  numbers,
  screens,
  shows,
  still,
  useBrowser,
  withPage,
} from './support.js';

useBrowser();

const variants = listVariants();
const families = [...new Set(variants.map(({ family }) => family.title))];
const tree = (page) => page.getByRole('tree', { name: 'Variants' });
const line = (page, name) => tree(page).getByRole('treeitem', { name: new RegExp(`^${name}`) });
const heading = (page, name) => page.getByRole('heading', { level: 1, name, exact: true });

/** The text of the line that has the keyboard. */
const focusedLine = (page) =>
  tree(page).evaluate((list) => {
    const line = list.getRootNode().activeElement;
    return line?.querySelector('.name')?.textContent ?? '';
  });

const at = (page, name) => eventually(async () => assert.equal(await focusedLine(page), name));

test('every family has its line, and every variant its name, its line and a picture', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    for (const family of families) {
      const item = line(page, family);
      if ((await item.getAttribute('aria-expanded')) === 'false') await item.click();
      await eventually(async () => assert.equal(await item.getAttribute('aria-expanded'), 'true'));
    }
    for (const { id, name, line: words, thumbnail } of variants) {
      const item = tree(page).locator(`[data-key="${id}"]`);
      await eventually(async () =>
        assert.match(
          (await item.textContent()).replaceAll(/\s+/g, ' '),
          new RegExp(`${name} ${words}`),
        ),
      );
      const filled = await item.locator('rect:not(.tile)').count();
      // What could not be read as a weight has no tint.
      const largest = Math.max(...thumbnail.data.map(Math.abs));
      assert.equal(
        filled,
        thumbnail.data.filter((cell) => Math.abs(cell) >= 0.005 * largest).length,
        id,
      );
    }
    await inspect(page, 'with every family unfolded');
  }));

test('one tab stop; arrows fold, unfold and move, letters jump, Enter chooses, Back comes back', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await eventually(async () =>
      assert.equal(await tree(page).locator('[tabindex="0"]').count(), 1),
    );
    await tree(page).locator('[tabindex="0"]').focus();
    await at(page, 'Argmax');
    await page.keyboard.press('ArrowUp');
    await at(page, 'Softmax');
    await page.keyboard.press('ArrowLeft');
    await at(page, 'Whole sequence');
    await page.keyboard.press('ArrowLeft');
    await eventually(async () => assert.equal(await line(page, 'Softmax').count(), 0));
    await page.keyboard.press('ArrowRight');
    await line(page, 'Softmax').waitFor();
    await page.keyboard.press('End');
    await at(page, 'Your own');
    await page.keyboard.press('Home');
    await at(page, 'Whole sequence');
    await page.keyboard.type('lin', { delay: 20 });
    await at(page, 'Linear');
    await page.keyboard.press('Enter');
    await heading(page, 'Linear attention').waitFor();
    await eventually(async () =>
      assert.equal(
        await line(page, `Linear ${variants.find(({ id }) => id === 'linear').line}`).getAttribute(
          'aria-selected',
        ),
        'true',
      ),
    );
    await page.waitForFunction(() => location.hash.startsWith('#linear'));
    await page.goBack();
    await heading(page, 'Argmax attention').waitFor();
    await shows(page, 'Scores', homework.scores);
  }));

test('on a phone the tree is folded to the chosen variant, which has the keyboard again after', () =>
  withPage(
    async (page) => {
      const folded = page.getByRole('button', { name: /^Argmax/ });
      await folded.waitFor();
      await eventually(async () => assert.equal(await tree(page).isVisible(), false));
      await folded.click();
      await line(page, 'Softmax').tap();
      await heading(page, 'Scaled dot-product attention').waitFor();
      await eventually(async () => assert.equal(await tree(page).isVisible(), false));
      await eventually(async () =>
        assert.ok(
          await page
            .locator('variant-picker')
            .evaluate((picker) => picker.shadowRoot.activeElement?.className === 'folded'),
        ),
      );
    },
    { screen: screens.phone, hasTouch: true },
  ));

test('an example opens with what to notice, is undone, and is a link', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await blank(page, 'q', 1, 1).fill('7');
    await page.getByRole('button', { name: 'Examples', exact: true }).click();
    await inspect(page, 'with the examples open');
    await page.getByRole('link', { name: 'Homework 6 (a), a row of 0/0' }).click();
    await heading(page, 'Kernel attention').waitFor();
    await page.getByText('Example: Homework 6 (a), a row of 0/0').waitFor();
    await page.locator('.notice-line').getByText('The row would be 0/0; it is set to 0.').waitFor();
    await shows(page, 'Dot products q·k', [
      ['−1', '−1', '−1'],
      ['1', '2', '−1'],
      ['0', '1', '−2'],
    ]);
    await page.waitForFunction(() => location.hash === '#kernel?example=6-zero');

    // Changed, it still says what it began with, and leads back to it.
    await blank(page, 'v', 1, 1).fill('9');
    await page.getByText('Edited from Homework 6 (a), a row of 0/0.').waitFor();
    await page.waitForFunction(() => /^#kernel\?example=6-zero&q=.*&v=9,/.test(location.hash));
    await page.reload();
    await page.getByText('Edited from Homework 6 (a), a row of 0/0.').waitFor();
    await holds(page, 'v', [
      ['9', '0'],
      ['0', '1'],
      ['2', '2'],
    ]);
    await page.getByRole('button', { name: 'Reset' }).click();
    await holds(page, 'v', [
      ['1', '0'],
      ['0', '1'],
      ['2', '2'],
    ]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await holds(page, 'v', [
      ['9', '0'],
      ['0', '1'],
      ['2', '2'],
    ]);
  }));

test('the examples are opened at the right of the first line, however long the title is', async () => {
  const all = variants.flatMap(({ id, examples }) => examples.map((example) => ({ id, example })));
  const longest = all.reduce((one, two) =>
    two.example.title.length > one.example.title.length ? two : one,
  );
  for (const screen of [screens.wide, screens.phone, screens.small])
    await withPage(
      async (page) => {
        const text = page.locator('example-list > span');
        const examples = page.getByRole('button', { name: 'Examples', exact: true });
        const beside = async () => {
          const [line, button] = [await text.boundingBox(), await examples.boundingBox()];
          const list = await page.locator('example-list').boundingBox();
          assert.ok(button.x >= line.x + line.width, 'beside the title');
          assert.ok(Math.abs(button.y - line.y) < 8, 'on its first line');
          assert.ok(Math.abs(button.x + button.width - list.x - list.width) < 1, 'at the right');
        };
        await page.getByText(`Example: ${longest.example.title}`, { exact: true }).waitFor();
        await still(page);
        await beside();
        await page.locator('input.blank').first().fill('7');
        await page.getByText(`Edited from ${longest.example.title}.`).waitFor();
        await beside();
      },
      { hash: `#${longest.id}?example=${longest.example.id}`, screen },
    );
});

test('choosing an example is one step to undo', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await blank(page, 'q', 1, 1).fill('7');
    await shows(page, 'Scores', [['9', '11', '35', '2']]);
    await page.getByRole('button', { name: 'Examples', exact: true }).click();
    await page
      .getByRole('region', { name: 'Besides the homework' })
      .getByRole('link', { name: 'A tie' })
      .click();
    await shows(page, 'Scores', [['3', '11', '11', '2']]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await shows(page, 'Scores', [['9', '11', '35', '2']]);
    await page.getByRole('button', { name: 'Redo' }).click();
    await page.getByText('Example: A tie').waitFor();
  }));

test('the link of every example opens it, with its gradients where they are part of it', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    const all = variants.flatMap(({ id, examples }) =>
      examples.map((example) => ({ id, example })),
    );
    for (const { id, example } of all) {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, `#${id}?example=${example.id}`);
      await page.getByText(`Example: ${example.title}`, { exact: true }).waitFor();
      const { inputs, params, gradients } = example;
      const { steps, output } = runVariant(id, { inputs, params });
      const last = steps.find((step) => step.id === output);
      const cells = page.locator(`[data-step="${output}"] value-table[grid] td`);
      await eventually(async () => assert.equal(await cells.count(), last.tensor.data.length));
      const slopes = page.getByRole('heading', { name: '∂L/∂v' });
      await eventually(async () => assert.equal(await slopes.count(), gradients ? 1 : 0));
      await eventually(async () => assert.equal(await page.locator('.error').count(), 0));
    }
  }));

test('a link to an example that there is none of says so', () =>
  withPage(
    async (page) => {
      await page
        .locator('.notice')
        .getByText('Argmax attention has no example called “nine”')
        .waitFor();
      await eventually(async () => assert.deepEqual(await numbers(page, 'Scores'), home.scores));
    },
    { hash: '#argmax?example=nine' },
  ));
