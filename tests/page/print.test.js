// On paper: a handout with every number, or a worksheet with blank cells; never a button.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arithmetic, cell, eventually, homework, shows, useBrowser, withPage } from './support.js';

useBrowser();

/** Pretend to print: note what would be on the paper, then end as a browser does. */
const pretend = {
  prepare: (page) =>
    page.addInitScript(() => {
      window.print = () => {
        window.printed = document.querySelector('attention-playground').hasAttribute('worksheet');
      };
    }),
};

async function printAs(page, name) {
  await page.getByRole('button', { name: 'Save / print' }).click();
  await page.getByRole('button', { name }).click();
  await page.waitForFunction(() => window.printed !== undefined);
  await page.emulateMedia({ media: 'print' });
}

const isVisible = (locator) =>
  locator.evaluate((node) => getComputedStyle(node).visibility === 'visible');
const fillOf = (locator) => locator.evaluate((node) => getComputedStyle(node).backgroundColor);
const visibleButtons = (page) =>
  page.evaluate(() => {
    const all = (root) =>
      [...root.querySelectorAll('*')].flatMap((node) => [
        node,
        ...(node.shadowRoot ? all(node.shadowRoot) : []),
      ]);
    const shown = (node) => node.checkVisibility() && node.getBoundingClientRect().height > 0;
    return (
      all(document)
        // A blank, and the number of a row or a column, belong to the table on paper too.
        .filter((node) => node.localName === 'button' && !node.matches('.blank, .stub'))
        .filter(shown)
        .map((node) => node.textContent.trim())
    );
  });

/** Formulas and the name of the example are on the paper, and nothing of what one would click. */
async function saysWhatItIs(page) {
  await eventually(async () => assert.ok(await page.locator('math-formula').first().isVisible()));
  await eventually(async () =>
    assert.ok(
      await page
        .getByRole('link', { name: /^Homework 2/ })
        .first()
        .isVisible(),
    ),
  );
  for (const words of ['on these numbers', 'to jump to it'])
    await eventually(async () =>
      assert.equal(await page.getByText(words).first().isVisible(), false, words),
    );
}

test('a handout has the inputs, the formulas and every number, and neither bar nor buttons', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await printAs(page, 'Print with results');
    await eventually(async () => assert.equal(await page.evaluate(() => window.printed), false));
    await eventually(async () => assert.deepEqual(await visibleButtons(page), []));
    await eventually(async () => assert.equal(await page.locator('page-bar').isVisible(), false));
    await eventually(async () => assert.equal(await page.locator('take-away').isVisible(), false));
    await eventually(async () =>
      assert.ok(await isVisible(cell(page, 'Scores', 1, 2).locator('.number'))),
    );
    await eventually(async () =>
      assert.notEqual(await fillOf(cell(page, 'Scores', 1, 2)), 'rgba(0, 0, 0, 0)'),
    );
    await saysWhatItIs(page);
    const breaks = await page
      .locator('step-card')
      .evaluateAll((cards) => cards.map((card) => getComputedStyle(card).breakInside));
    assert.ok(breaks.length > 0 && breaks.every((rule) => rule === 'avoid'), breaks.join());
    const pdf = await page.pdf({ format: 'A4' });
    const pages = pdf.toString('latin1').match(/\/Type \/Page\b/g).length;
    assert.ok(pages >= 1 && pages <= 3, `the homework takes ${pages} pages`);
  }, pretend));

test('a worksheet leaves every computed cell blank, its fill too, and keeps what is given', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await cell(page, 'Scores', 1, 2).click();
    await arithmetic(page).waitFor();
    await eventually(async () => assert.ok(await page.getByText('Key 2 scores 11').isVisible()));
    await printAs(page, 'Print blank');
    await eventually(async () => assert.equal(await page.evaluate(() => window.printed), true));
    await eventually(async () => assert.ok(!(await page.getByText('Key 2 scores 11').isVisible())));
    for (const name of ['Scores', 'Weights', 'Output']) {
      const cells = page.getByRole('grid', { name }).locator('td');
      for (const each of await cells.all()) {
        await eventually(async () =>
          assert.equal(await isVisible(each.locator('.number')), false, name),
        );
        await eventually(async () =>
          assert.equal(await fillOf(each), 'rgba(0, 0, 0, 0)', `${name}: its fill would tell`),
        );
      }
    }
    const operands = page.locator('step-picture value-table:not([grid])');
    for (const operand of await operands.all()) {
      const given = await operand.evaluate((table) => table.hasAttribute('given'));
      await eventually(async () =>
        assert.equal(await isVisible(operand.locator('.number').first()), given),
      );
    }
    await eventually(async () => assert.ok((await operands.count()) > 2));
    await eventually(async () =>
      assert.equal(await isVisible(arithmetic(page).locator('.line').first()), false),
    );
    await eventually(async () =>
      assert.equal(await isVisible(page.locator('step-card value-key').first()), false),
    );
    await eventually(async () =>
      assert.ok(await page.getByLabel('k, row 2, column 3', { exact: true }).isVisible()),
    );
    await saysWhatItIs(page);
    await page.emulateMedia({ media: 'screen' });
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    await eventually(async () =>
      assert.ok(await isVisible(cell(page, 'Scores', 1, 2).locator('.number'))),
    );
  }, pretend));

test('paper does not scroll: a program and the picture of one are printed whole', () =>
  withPage(
    async (page) => {
      await page.locator('code-panel pre').waitFor();
      await page.locator('program-drawing svg').first().waitFor();
      await page.emulateMedia({ media: 'print' });
      for (const name of ['code-panel pre', 'program-drawing .scroll']) {
        await eventually(async () => {
          const cut = await page
            .locator(name)
            .filter({ visible: true })
            .evaluate((box) => [
              box.scrollHeight - box.clientHeight,
              box.scrollWidth - box.clientWidth,
            ]);
          assert.deepEqual(cut, [0, 0], name);
        });
      }
    },
    { hash: '#transformer-layer?code=numpy' },
  ));

test('of the controls of plots there is on paper what they are set to', () =>
  withPage(
    async (page) => {
      await page.locator('log-plot').first().waitFor();
      await page.locator('decoding-panel cache-map').first().waitFor();
      await page.emulateMedia({ media: 'print' });
      const controls = page.locator(
        ':is(growth-panel, roofline-panel, decoding-panel) :is(input, button)',
      );
      await eventually(async () => {
        const shown = await controls
          .filter({ visible: true })
          .evaluateAll((all) =>
            all.filter(({ checked }) => !checked).map(({ outerHTML }) => outerHTML),
          );
        assert.deepEqual(shown, []);
      });
      await eventually(async () =>
        assert.ok(await page.locator('growth-panel size-slider').first().isVisible()),
      );
    },
    { hash: '#grouped-query-decode?open=growth,roofline,decoding' },
  ));

/** All text that has ink. */
const inked = (page) =>
  page.evaluate(() => {
    const texts = (root) =>
      [...root.querySelectorAll('*')].flatMap((node) => {
        const inner = node.shadowRoot ? texts(node.shadowRoot) : [];
        const seen = node.checkVisibility({ visibilityProperty: true });
        const own = [...node.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE);
        return [...(seen ? own.map(({ data }) => data) : []), ...inner];
      });
    return texts(document).join(' ').replace(/\s+/g, ' ');
  });

for (const [what, hash, prepare, given, told] of [
  [
    'a comparison',
    '#argmax?compare=.&compare=scaled-dot-product',
    async (page) => {
      await page.locator('temperature-curves .line').first().waitFor();
      // Said aloud a while later: it may not stay on the paper either.
      await page.getByRole('status').filter({ hasText: 'Largest difference' }).waitFor();
    },
    /Side by side/,
    /0\.9554|3\.7916|Largest difference|against/,
  ],
  [
    'panels and a table of one’s own',
    '#argmax?open=steps,cost,growth&gradients=yes',
    async (page) => {
      await page.getByRole('button', { name: 'Check my answer for Scores' }).click();
      for (const [at, text] of ['4', '11', '5', '2'].entries())
        await page.getByLabel(`my scores, row 1, column ${at + 1}`, { exact: true }).fill(text);
      await page.getByRole('button', { name: 'Check my scores' }).click();
      await page.locator('check-answer .verdict').waitFor();
      await page.locator('log-plot').first().waitFor();
    },
    /Cost/,
    /28 operations|which is 3|slope|Operations/,
  ],
  [
    'a program of one’s own',
    `#own?program=${encodeURIComponent('# Mine~in q[i,d], k[j,d]~s[i,j] = sum[d] q[i,d] k[j,d] / sqrt(|d|)~w[i,j] = softmax[j] s[i,j]').replaceAll('%7E', '~')}&q.2=1,0;0,1&k.2=1,2;0,1`,
    async (page) => {
      await page.getByRole('grid', { name: /^w$/i }).waitFor();
    },
    /Mine/,
    /0\.\d{3}/,
  ],
])
  test(`a worksheet of ${what} tells no answer`, () =>
    withPage(
      async (page) => {
        await prepare(page);
        await eventually(async () => assert.match(await inked(page), told));
        await printAs(page, 'Print blank');
        const text = await inked(page);
        assert.match(text, given);
        assert.doesNotMatch(text, told);
      },
      { ...pretend, hash },
    ));

test('paper is light, whatever the screen is, and so is a map on it', () =>
  withPage(
    async (page) => {
      const canvas = page.locator('step-card value-map canvas').first();
      await canvas.waitFor();
      await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
      await page.emulateMedia({ media: 'print' });
      await eventually(async () => {
        const ink = await page
          .locator('step-card h2')
          .first()
          .evaluate((node) => getComputedStyle(node).color);
        assert.equal(ink, 'rgb(27, 26, 23)');
      });
      await eventually(async () => {
        const [red, green, blue] = await canvas.evaluate((canvas) => {
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          const sums = [0, 0, 0];
          let cells = 0;
          for (let at = 0; at < data.length; at += 4) {
            if (data[at + 3] === 0) continue;
            cells += 1;
            for (const part of [0, 1, 2]) sums[part] += data[at + part];
          }
          return sums.map((sum) => sum / cells);
        });
        assert.ok(red + green + blue > 3 * 128, `light on the whole: ${[red, green, blue]}`);
      });
    },
    {
      colorScheme: 'dark',
      hash: `#scaled-dot-product?${['q', 'k', 'v'].map((name) => `${name}=${Array.from({ length: 20 }, (_, r) => ((r * 7) % 11) / 10).join(';')}`).join('&')}`,
    },
  ));
