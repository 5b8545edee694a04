// Side by side: softmax against argmax against linear, a state against itself later, the temperature.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareRuns, runVariant } from './core.js';
import {
  blank,
  cell,
  eventually,
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

const trio = '#argmax?compare=.&compare=scaled-dot-product&compare=linear';
const ARGMAX = 'Argmax attention';
const SOFTMAX = 'Scaled dot-product attention';
const LINEAR = 'Linear attention';

const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
const temperature = (page) => page.getByRole('slider', { name: 'Temperature' });
const summary = (page) => page.locator('[data-summary]');
const says = (page, pattern) =>
  eventually(async () => assert.match(await summary(page).textContent(), pattern));

/** Numbers as a table shows them that has four decimals. */
const four = (data) => [...data].map((value) => value.toFixed(4).replace('-', '−'));

/** The cells of a row that are held, by the table that they stand in. */
const heldIn = (page, row) =>
  page.locator(`compare-row[data-row="${row}"] value-table`).evaluateAll((tables) =>
    tables.flatMap((table) => {
      const held = [...table.shadowRoot.querySelectorAll('td.pinned')];
      return held.map(({ dataset }) => `${table.name}: ${dataset.place}`);
    }),
  );

test('a student sees softmax become argmax, with linear attention beside it', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await press(page, 'Compare');
    const given = runVariant('argmax').steps.filter(({ op }) => op === 'input');
    const inputs = Object.fromEntries(given.map(({ id, tensor }) => [id, tensor]));
    // Argmax opens without a scale, and softmax beside it takes none either.
    const unscaled = { 'scaled-dot-product': { scale: false } };
    const runs = ['argmax', 'scaled-dot-product', 'linear'].map((variant) => ({
      variant,
      request: { inputs, params: unscaled[variant] ?? {} },
    }));
    const { rows } = compareRuns(runs);
    const weights = rows.find(({ id }) => id === 'weights').cells;
    await shows(page, `Weights, ${ARGMAX}`, homework.weights);
    await shows(page, `Weights, ${SOFTMAX}`, [four(weights[1].tensor.data)]);
    await shows(page, `Weights, ${LINEAR}`, [four(weights[2].tensor.data)]);
    await shows(page, `Weights, ${SOFTMAX} minus ${ARGMAX}`, [
      four(weights[1].difference.tensor.data),
    ]);
    await page.getByText(`${LINEAR}, in its plain form`).waitFor();
    await says(page, /^Largest difference: output, row 1, column 2: 2\.6341 against 4, in Linear/);
    // By ear too, once it has settled.
    const heard = page.getByRole('status');
    await eventually(async () => assert.match(await heard.textContent(), /2\.6341 against 4/));
    // Hotter: a plain mean. Colder: argmax, but for less than a double of this size can tell.
    await temperature(page).focus();
    await page.keyboard.press('End');
    await page.getByText('T = 100', { exact: true }).waitFor();
    await eventually(async () => {
      const [[, most]] = await numbers(page, `Weights, ${SOFTMAX}`);
      assert.ok(Math.abs(Number(most) - 0.25) < 0.02, most);
    });
    await page.keyboard.press('Home');
    await page.getByText('T = 0.01', { exact: true }).waitFor();
    await eventually(async () => {
      const [[, most]] = await numbers(page, `Weights, ${SOFTMAX}`);
      assert.equal(Number(most), 1);
    });
    // What is left of the other weights is lost in the digits of the output.
    await shows(page, `Output, ${SOFTMAX}`, homework.output);
    const output = page.locator('compare-row[data-row="output"]');
    await output.getByText('No difference in any digit.').waitFor();
    await eventually(async () =>
      assert.equal(await temperature(page).getAttribute('aria-valuetext'), 'T = 0.01'),
    );
    await press(page, 'Stop comparing');
    await shows(page, 'Scores', homework.scores);
  }));

test('a drag of the temperature is followed while it lasts, and undone as one', () =>
  withPage(
    async (page) => {
      const name = `Weights, ${SOFTMAX}`;
      await shows(page, name, [['0.0094', '0.9554', '0.0299', '0.0053']]);
      const start = await numbers(page, name);
      // What comes after a first table moves the slider.
      await page.locator('temperature-curves .line').first().waitFor();
      await still(page);
      const { x, y, width, height } = await temperature(page).boundingBox();
      const seen = new Set();
      await page.mouse.move(x + width / 2, y + height / 2);
      await page.mouse.down();
      for (const share of [0.55, 0.6, 0.65, 0.7]) {
        await page.mouse.move(x + share * width, y + height / 2, { steps: 8 });
        await eventually(async () => {
          const text = JSON.stringify(await numbers(page, name));
          assert.ok(!seen.has(text) && text !== JSON.stringify(start));
          seen.add(text);
        });
      }
      await page.mouse.up();
      assert.equal(seen.size, 4);
      await page.waitForFunction(() => /scaled-dot-product:temperature=/.test(location.hash));
      // The tables seen may be of places on the way: this is that of the end.
      await page.waitForFunction(() => {
        const { store, comparison } = document.querySelector('attention-playground').workbench;
        const set = (columns) => columns.map(({ params }) => JSON.stringify(params));
        const shown = set(comparison.good.columns);
        return set(store.state.compare.others).every((params) => shown.includes(params));
      });
      await still(page);
      const end = await numbers(page, name);
      await press(page, 'Undo');
      await shows(page, name, start);
      await page.waitForFunction(() => !location.hash.includes('temperature'));
      await press(page, 'Redo');
      assert.notDeepEqual(end, start);
      await shows(page, name, end);
    },
    { hash: trio },
  ));

test('the state as it is now is pinned, and what is edited after differs from it', async () => {
  let link = '';
  const sentence =
    /^Largest difference: output, row 1, column 2: −1 against 4, in Argmax attention, now and in Argmax attention, pinned\.$/;
  await withPage(
    async (page) => {
      await press(page, 'a copy of the current settings');
      await says(page, /^The outputs do not differ in any digit\.$/);
      await blank(page, 'k', 3, 1).fill('50');
      await says(page, sentence);
      await shows(page, `Scores, ${ARGMAX}, pinned`, homework.scores);
      await shows(page, `Scores, ${ARGMAX}, now`, [['3', '11', '50', '2']]);
      await shows(page, `Scores, ${ARGMAX}, now minus ${ARGMAX}, pinned`, [['0', '0', '45', '0']]);
      await page.getByText('With k as pinned.').waitFor();
      await cell(page, `Scores, ${ARGMAX}, now`, 1, 3).click();
      await press(page, 'Copy link');
      await page.getByRole('button', { name: 'Copied' }).waitFor();
      link = await page.evaluate(() => navigator.clipboard.readText());
    },
    { hash: '#argmax?compare=.' },
  );
  assert.match(link, /compare=argmax:q:k=1,2,0;0,3,4;5,0,0;0,0,1:v&compare=\.&hold=scores:0,2$/);
  await withPage(
    async (page) => {
      await says(page, sentence);
      await eventually(async () => assert.equal((await heldIn(page, 'scores')).length, 3));
    },
    { hash: new URL(link).hash },
  );
});

test('a cell that is pinned lights in every column, is read across, and is unpinned', () =>
  withPage(
    async (page) => {
      await cell(page, `Weights, ${SOFTMAX}`, 1, 3).focus();
      await page.keyboard.press('Enter');
      await page
        .getByText(`Weights, row 1, column 3: 0 in ${ARGMAX}, 0.0299 in ${SOFTMAX} and 0.1756 in`)
        .first()
        .waitFor();
      await eventually(async () =>
        assert.deepEqual(await heldIn(page, 'weights'), [
          `Weights, ${ARGMAX}: 2`,
          `Weights, ${SOFTMAX}: 2`,
          `Weights, ${SOFTMAX} minus ${ARGMAX}: 2`,
          `Weights, ${LINEAR}: 2`,
          `Weights, ${LINEAR} minus ${ARGMAX}: 2`,
        ]),
      );
      await eventually(async () => assert.deepEqual(await heldIn(page, 'output'), []));
      await page.waitForFunction(() => location.hash.endsWith('hold=weights:0,2'));
      await page.keyboard.press('Escape');
      await eventually(async () => assert.deepEqual(await heldIn(page, 'weights'), []));
    },
    { hash: trio },
  ));

test('columns are added, made the reference and removed; Back and Forward follow', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await press(page, 'Compare');
    const heads = page.locator('compare-head h3');
    await eventually(async () =>
      assert.deepEqual(await heads.allTextContents(), [ARGMAX, SOFTMAX, LINEAR]),
    );
    await page.getByRole('button', { name: /^Why not the other \d+\?$/ }).click();
    await page
      .getByText(/^Multi-head attention needs x \(i × d\), w_q .* typed are q, k and v\.$/)
      .waitFor();
    await press(page, `Use as the reference: ${SOFTMAX}`);
    await says(page, /and in Scaled dot-product attention\.$/);
    await press(page, `Remove: ${LINEAR}`);
    await press(page, 'Kernel attention');
    await eventually(async () =>
      assert.deepEqual(await heads.allTextContents(), [SOFTMAX, ARGMAX, 'Kernel attention']),
    );
    await press(page, 'Linear attention');
    await page.getByText('There may be 4 columns.').waitFor();
    await page.waitForFunction(() => location.hash.match(/compare=/g)?.length === 4);
    await page.goBack();
    await shows(page, 'Scores', homework.scores);
    await eventually(async () => assert.equal(await page.locator('compare-view').count(), 0));
    await page.goForward();
    await eventually(async () => assert.equal(await heads.count(), 4));
  }));

test('another variant is picked: the two change places, and other inputs end the comparison', () =>
  withPage(
    async (page) => {
      const heads = page.locator('compare-head h3');
      const pick = (name) => page.getByRole('treeitem', { name }).click();
      await eventually(async () =>
        assert.deepEqual(await heads.allTextContents(), [ARGMAX, SOFTMAX, LINEAR]),
      );
      await pick(/^Softmax/);
      await eventually(async () =>
        assert.deepEqual(await heads.allTextContents(), [SOFTMAX, ARGMAX, LINEAR]),
      );
      await eventually(async () =>
        assert.equal(await temperature(page).getAttribute('aria-valuetext'), 'T = 0.5'),
      );
      await pick(/^Heads/);
      await pick(/^Multi-head heads/);
      await page.locator('step-card').first().waitFor();
      await eventually(async () => assert.equal(await page.locator('compare-view').count(), 0));
    },
    { hash: trio.replace('product', 'product:temperature=0.5') },
  ));

test('a column has settings of its own, and an error there keeps what was good', () =>
  withPage(
    async (page) => {
      await page.getByRole('button', { name: `Settings of ${LINEAR}` }).click();
      await page.getByRole('radio', { name: 'elu + 1' }).check();
      await shows(page, `Weights, ${LINEAR}`, [['0.2000', '0.3846', '0.2615', '0.1538']]);
      await page.getByRole('button', { name: `Settings of ${SOFTMAX}` }).click();
      const entry = page.getByLabel('temperature T', { exact: true });
      await entry.fill('0');
      await page.locator('.right .error').getByText('Use a number from 0.01 to 100.').waitFor();
      await page.getByText('not updated: fix the error first').first().waitFor();
      await shows(page, `Weights, ${SOFTMAX}`, [['0.0094', '0.9554', '0.0299', '0.0053']]);
      await entry.fill('2');
      await page.locator('.right .error').waitFor({ state: 'detached' });
      await press(page, 'Add mask');
      await page.getByText('This variant takes no mask, and is computed without it.').waitFor();
    },
    { hash: trio },
  ));

for (const [what, columns, reason] of [
  ['an unknown variant', 'compare=.&compare=softmin', 'no variant here has that name'],
  ['inputs that do not fit', 'compare=.&compare=multi-head', 'does not take the inputs of'],
  [
    'a name that is not taken',
    'compare=linear:z=1',
    'but Linear attention does not take it in this form',
  ],
  ['too many columns', `compare=${Array(4).fill('linear').join('&compare=')}`, 'more than 4'],
]) {
  test(`a link that compares with ${what} is refused, and nothing is lost`, () =>
    withPage(
      async (page) => {
        await page.getByText(reason).first().waitFor();
        await shows(page, 'Scores', home.scores);
      },
      { hash: `#argmax?${columns}` },
    ));
}

for (const screen of ['phone', 'small']) {
  test(`on a ${screen} screen columns stand one under the other, and the step's name stays`, () =>
    withPage(
      async (page) => {
        const last = page.getByRole('grid', { name: `Weights, ${LINEAR}`, exact: true });
        await last.scrollIntoViewIfNeeded();
        const name = page.getByRole('heading', { name: 'Weights', exact: true });
        await eventually(async () => assert.ok((await name.boundingBox()).y >= 0));
        await eventually(async () => {
          const [first, second] = await Promise.all(
            [ARGMAX, LINEAR].map((column) =>
              page.getByRole('grid', { name: `Weights, ${column}`, exact: true }).boundingBox(),
            ),
          );
          assert.ok(first.y < second.y && first.x === second.x);
          const width = await page.evaluate(() => document.documentElement.scrollWidth);
          assert.equal(width, screens[screen].width, 'no sideways scroll of the page');
        });
      },
      { hash: trio, screen: screens[screen] },
    ));
}

for (const colorScheme of ['light', 'dark']) {
  for (const screen of ['wide', 'phone']) {
    test(`axe finds nothing, ${colorScheme}, ${screen}`, () =>
      withPage(
        async (page) => {
          await cell(page, `Weights, ${SOFTMAX}`, 1, 2).click();
          await page.getByText('Unpin').waitFor();
          await page.getByRole('button', { name: `Settings of ${LINEAR}` }).click();
          await page.getByRole('button', { name: /^Why not the other \d+\?$/ }).click();
          await inspect(page, 'side by side');
        },
        { hash: trio, colorScheme, screen: screens[screen] },
      ));
  }
}

/** Numbers without a pattern that anybody would take for one. */
const matrix = (rows, columns) =>
  Array.from({ length: rows }, (_, r) =>
    Array.from({ length: columns }, (_, c) => ((r * 7 + c * 5 + r * c) % 9) - 4).join(','),
  ).join(';');

test('large tables are maps, read at one place, the differences too', () =>
  withPage(
    async (page) => {
      const weights = page.locator('compare-row[data-row="weights"]');
      const maps = weights.locator('map-reader');
      await maps.nth(2).waitFor();
      await eventually(async () =>
        assert.equal(await maps.count(), 3, 'two columns and their difference'),
      );
      const places = () =>
        maps.evaluateAll((all) => all.map(({ cursor }) => `${cursor.row},${cursor.column}`));
      await eventually(async () => {
        const [place, ...others] = await places();
        assert.deepEqual(others, [place, place], 'all are read at the largest difference');
        const [row, column] = place.split(',').map((at) => Number(at) + 1);
        assert.match(
          await weights.getByText(/^Largest difference/).textContent(),
          new RegExp(`row ${row}, column ${column}`),
        );
      });
      const first = maps.first().locator('canvas');
      await first.scrollIntoViewIfNeeded();
      const middle = async () => {
        const { x, y, width, height } = await first.boundingBox();
        return [x + width / 2, y + height / 2];
      };
      await eventually(async () => {
        await page.mouse.move(...(await middle()));
        assert.deepEqual(new Set(await places()), new Set(['12,12']));
      });
      await page.mouse.click(...(await middle()));
      await page
        .getByText(/^Weights, row 13, column 13: .* in Argmax attention.* in Scaled/)
        .waitFor();
    },
    {
      hash: `#argmax?q=${matrix(25, 3)}&k=${matrix(25, 3)}&v=${matrix(25, 2)}&compare=.&compare=scaled-dot-product`,
    },
  ));

test('after weights that are too many to follow, the plot of the temperature is there again', () =>
  withPage(
    async (page) => {
      const curves = page.locator('temperature-curves .line');
      await eventually(async () => assert.equal(await curves.count(), 4));
      await page.evaluate(() => {
        const { workbench } = document.querySelector('attention-playground');
        for (const letter of ['i', 'j']) workbench.actions['axis-resize']({ letter, size: 17 });
      });
      await eventually(async () => assert.equal(await curves.count(), 0));
      for (let time = 0; time < 2; time += 1) await page.keyboard.press('ControlOrMeta+Z');
      await eventually(async () => assert.equal(await curves.count(), 4));
    },
    { hash: trio },
  ));

test('columns stand side by side while each has room for a map', () =>
  withPage(
    async (page) => {
      const boxes = () =>
        Promise.all(
          [ARGMAX, SOFTMAX, LINEAR].map((column) =>
            page.getByRole('grid', { name: `Weights, ${column}`, exact: true }).boundingBox(),
          ),
        );
      await eventually(async () => {
        const [first, second, third] = await boxes();
        assert.ok(first.x < second.x && second.x < third.x, 'beside each other');
        assert.ok(first.y === second.y && second.y === third.y, 'on one line');
      });
    },
    { hash: trio, screen: { width: 1100, height: 900 } },
  ));

test('a schedule that is too large for its plain form says why it has no weights', () =>
  withPage(
    async (page) => {
      const row = page.locator('compare-row[data-row="weights"]');
      await page.getByText(`${LINEAR}, in its plain form`).waitFor();
      await page.evaluate(() => {
        const { workbench } = document.querySelector('attention-playground');
        workbench.actions['axis-resize']({ letter: 'd', size: 64 });
        for (const letter of ['i', 'j']) workbench.actions['axis-resize']({ letter, size: 64 });
      });
      await row
        .getByText('This variant has no step “Weights”. Its plain form has it, but is')
        .waitFor();
    },
    { hash: trio },
  ));
