// Every state is a link: copied, opened, followed back and forward, and refused without loss.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BrokenLink } from '../../www/state/url/broken-link.ts';
import { pack, unpack } from '../../www/state/url/compress.ts';
import { MOST_AXES, readLink } from '../../www/state/url/read-link.ts';
import { writeLink } from '../../www/state/url/write-link.ts';
import { listVariants, parseTensor } from './core.js';
import { panels } from './panels.js';
import {
  arithmetic,
  blank,
  cell,
  eventually,
  holds,
  homework,
  lit,
  numbers,
  screens,
  shows,
  still,
  useBrowser,
  withPage,
} from './support.js';

useBrowser();

/** 64 rows of 64 numbers, as somebody's program printed them. */
const pasted = (seed, digits) =>
  Array.from({ length: 64 }, (_, i) =>
    Array.from({ length: 64 }, (_, j) => Math.sin(seed + 64 * i + j).toFixed(digits)).join(' '),
  ).join('\n');

async function paste(page, name, text) {
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await blank(page, name, 1, 1).focus();
  await page.keyboard.press('ControlOrMeta+V');
  const report = page.locator(`matrix-field[data-name="${name}"] paste-report`);
  await report.waitFor();
}

/** The cells of every input as typed, from the state itself: not all of a large table is drawn. */
const cells = (page) =>
  page.evaluate(() => {
    const { inputs } = document.querySelector('attention-playground').workbench.store.state;
    return Object.entries(inputs).map(([name, sheet]) => [name, sheet.shape, sheet.cells]);
  });

/** The tab crashes, and is loaded again; then an expression of the page, as soon as it is true. */
async function crashed(page, expression) {
  const tab = await page.context().newCDPSession(page);
  const crash = page.waitForEvent('crash');
  tab.send('Page.crash').catch(() => {}); // it cannot answer any more
  await crash;
  await tab.send('Page.reload');
  await eventually(async () => {
    const { result } = await tab.send('Runtime.evaluate', {
      expression,
      replMode: true,
    });
    assert.ok(result.value, `${expression}: ${JSON.stringify(result)}`);
  }, 20_000);
}

/** Is the state on the screen computed? */
const computed = (page) =>
  page.waitForFunction(() => {
    const { results, store } = document.querySelector('attention-playground').workbench;
    return results.good?.state.inputs === store.state.inputs;
  });

test('a copied link opens the same state, held cell included', async () => {
  let link = '';
  await withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await blank(page, 'q', 1, 1).fill('1/2');
    await page.getByRole('radio', { name: '1/√d' }).check();
    await cell(page, 'Output', 1, 3).click();
    await arithmetic(page).waitFor();
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    link = await page.evaluate(() => navigator.clipboard.readText());
  });
  await withPage(
    async (page) => {
      await holds(page, 'q', [['1/2', '1', '2']]);
      await shows(page, 'Output', homework.output);
      await eventually(async () =>
        assert.ok(await page.getByRole('radio', { name: '1/√d' }).isChecked()),
      );
      await eventually(async () => assert.deepEqual(await lit(page, 'output', 'pinned'), ['1,3']));
    },
    { hash: new URL(link).hash },
  );
});

test('Back and Forward go through the variants, and the numbers travel along', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await blank(page, 'k', 3, 1).fill('6');
    await shows(page, 'Scores', [['3', '11', '6', '2']]);
    await page
      .locator('variant-picker')
      .getByRole('treeitem', { name: /^Softmax/ })
      .click();
    await shows(page, 'Dot products q·k', [['3', '11', '6', '2']]);
    await page.waitForFunction(() => location.hash.startsWith('#scaled-dot-product'));
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Argmax attention' }).waitFor();
    await shows(page, 'Scores', [['3', '11', '6', '2']]);
    await page.goForward();
    await shows(page, 'Dot products q·k', [['3', '11', '6', '2']]);
  }));

for (const [name, hash, says] of [
  ['an unknown variant', '#softmax-with-sugar', 'no variant here has that name'],
  ['rows of two lengths', '#argmax?q=1,2;3', 'not equally long'],
  ['an unknown name', '#argmax?z=1', 'which Argmax attention does not take'],
  ['a bad value', '#argmax?causal=maybe', 'is not a value for causal'],
  ['a broken escape', '#argmax?q=%E0%A4%A', 'is not spelled as a link is'],
  ['what another tab kept', '#argmax?kept=m1', 'only the tab that made it'],
  ['a held cell that is none', '#argmax?hold=scores', 'names no cell'],
  ['a version of another day', '#argmax?version=2&q=9,9,9', 'made by a later version'],
  ['an input twice', '#argmax?q=1,1,2&q=9,9,9', 'it gives “q” twice'],
  ['a curve that there is not', '#argmax?open=growth&curves=steep', 'no curve is called “steep”'],
]) {
  test(`a link with ${name} says so, and nothing is lost`, () =>
    withPage(
      async (page) => {
        await page.getByText('This link cannot be followed').first().waitFor();
        await page.getByText('Example: Four words').waitFor();
        await eventually(async () =>
          assert.ok((await page.locator('.notice').textContent()).includes(says)),
        );
        assert.equal(new URL(page.url()).hash, hash, 'the link itself is still there');
        await blank(page, 'q', 1, 1).fill('7');
        const products = async () => (await numbers(page, 'Dot products q·k'))[0];
        await eventually(async () => assert.deepEqual(await products(), ['0', '14', '0', '0']));
        await page.waitForFunction((hash) => location.hash !== hash, hash);
        await page.goBack();
        await page.waitForFunction((hash) => location.hash === hash, hash);
        await eventually(async () => assert.deepEqual(await products(), ['0', '14', '0', '0']));
      },
      { hash },
    ));
}

test('64 × 64 inputs are a packed link, which opens with the same texts to the last digit', async () => {
  let link = '';
  let typed;
  await withPage(
    async (page) => {
      await shows(page, 'Dot products q·k', homework.scores);
      for (const [seed, name] of ['k', 'v', 'q'].entries()) {
        await paste(page, name, pasted(seed, 2));
      }
      await computed(page);
      await page.getByRole('button', { name: 'Copy link' }).click();
      await page.getByRole('button', { name: 'Copied' }).waitFor();
      link = await page.evaluate(() => navigator.clipboard.readText());
      typed = await cells(page);
      await page.waitForFunction((link) => location.href === link, link);
    },
    { hash: '#scaled-dot-product' },
  );
  assert.match(new URL(link).hash, /^#1~[\w-]+$/);
  assert.ok(link.length < 32_000, `${link.length} characters`);
  await withPage(
    async (page) => {
      const title = page.getByRole('heading', { level: 1, name: 'Scaled dot-product attention' });
      await title.waitFor();
      await computed(page);
      await eventually(async () => assert.deepEqual(await cells(page), typed));
    },
    { hash: new URL(link).hash },
  );
});

test('what is too large for a link survives a reload and the crash of its tab, and that is said', () =>
  withPage(
    async (page) => {
      await shows(page, 'Scores', homework.scores);
      for (const [seed, name] of ['k', 'v', 'q'].entries()) {
        await paste(page, name, pasted(seed, 15));
      }
      await computed(page);
      const typed = await cells(page);
      // All three tables are in the entry, not only those that were there a pause ago.
      const lastTyped = pasted(2, 15).split(' ').at(-1);
      await page.waitForFunction((text) => history.state?.playground?.includes(text), lastTyped);
      assert.match(new URL(page.url()).hash, /^#argmax\?kept=\w+$/);
      await page.getByRole('button', { name: 'Copy link' }).click();
      await page.getByRole('button', { name: 'Too large for a link' }).waitFor();
      await page.reload();
      await page.getByText('Your browser has kept it for this tab').first().waitFor();
      await eventually(async () => assert.deepEqual(await cells(page), typed));
      // Elsewhere and Back: the entry still has it.
      await page.evaluate(() => {
        location.hash = '#linear';
      });
      await page.getByRole('heading', { level: 1, name: 'Linear attention' }).waitFor();
      await page.goBack();
      await page.getByRole('heading', { level: 1, name: 'Argmax attention' }).waitFor();
      await eventually(async () => assert.deepEqual(await cells(page), typed));
      const first = JSON.stringify(typed[0][2][0]);
      await crashed(
        page,
        `const { notice, store, results } = document.querySelector('attention-playground').workbench;
        notice.includes('kept it for this tab') && results.good &&
          store.state.inputs.${typed[0][0]}.cells[0] === ${first}`,
      );
    },
    { hash: '#argmax?q=1,1,2&k=1,2,0;0,3,4;5,0,0;0,0,1&v=0,2,5;1,4,3;1,2,3;4,1,1' },
  ));

test('an ordinary state survives the crash of its tab', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await blank(page, 'q', 1, 1).fill('1/2');
    await shows(page, 'Scores', [['2.5', '11', '2.5', '2']]);
    await page.waitForFunction(() => location.hash.includes('q=1/2'));
    await crashed(
      page,
      `const { store, results } = document.querySelector('attention-playground').workbench;
      results.good && store.state.inputs.q.cells[0] === '1/2'`,
    );
  }));

const LATER = 'q=7,1,2&k=1,2,0;0,3,4;5,0,0;0,0,1&v=0,2,5;1,4,3;1,2,3;4,1,1';
const NOT_WHOLE = 'a part of it is missing, or was changed on the way';

test('a packed link that is damaged, foreign or a bomb is refused in words, and nothing is lost', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await blank(page, 'q', 1, 1).fill('3');
    await shows(page, 'Scores', [['5', '11', '15', '2']]);
    const whole = await pack(`argmax?${LATER}`);
    const other = whole[30] === 'A' ? 'B' : 'A';
    const bomb = await pack(`argmax?q=${'1,'.repeat(20_000_000)}1`);
    assert.ok(bomb.length < 100_000, 'it is small outside');
    for (const [hash, says] of [
      [whole.slice(0, -7), NOT_WHOLE],
      [whole.slice(0, 30), NOT_WHOLE],
      ['1~', NOT_WHOLE],
      [`${whole}AAAA`, NOT_WHOLE],
      [whole.slice(0, 30) + other + whole.slice(31), NOT_WHOLE],
      ['1~not base 64 !', NOT_WHOLE],
      [whole.replace('1~', '2~'), 'made by a later version'],
      [bomb, 'larger than anything that can be shown here'],
      [await pack(`argmax?q=${'1,'.repeat(1_000_000)}1`), 'q is too large'],
      [await pack(`argmax?${'z'.repeat(500_000)}=1`), `“${'z'.repeat(40)}…”`],
      [await pack(await pack('argmax')), 'no variant here has that name'],
    ]) {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, hash);
      await page.locator('.notice').filter({ hasText: says }).waitFor();
      await eventually(async () =>
        assert.ok((await page.locator('.notice').textContent()).length < 300),
      );
      await holds(page, 'q', [['3', '1', '2']]);
      await shows(page, 'Scores', [['5', '11', '15', '2']]);
    }
    await page.evaluate((hash) => {
      location.hash = hash;
    }, whole);
    await shows(page, 'Scores', [['9', '11', '35', '2']]);
    await eventually(async () => assert.equal(await page.locator('.notice').count(), 0));
  }));

const READABLE = `argmax?${LATER}&digits=3&gradients=yes&open=steps,cost&code=numpy&hold=scores:0,1`;
const PUT = [
  ...'0123456789,;:&=?~#%/._-+*()[]{}<>"\\ aezAZ',
  ...['%00', '%ED%A0%80', '∞', '\u202E', '__proto__', ';;', '1e999'],
];

/** So many links with a few changes each, the same ones each time. */
async function mutated(count) {
  const seeds = [READABLE, READABLE, await pack(READABLE), 'linear?digits=2', 'multi-head?heads=2'];
  let chance = 7;
  const next = (most) => {
    chance = (chance * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((chance / 2 ** 31) * most);
  };
  return Array.from({ length: count }, () => {
    let text = seeds[next(seeds.length)];
    for (let edits = 1 + next(3); edits > 0; edits -= 1) {
      const [from, length] = [next(text.length + 1), next(4)];
      const put = next(3) === 0 ? '' : PUT[next(PUT.length)];
      text = text.slice(0, from) + put + text.slice(from + length);
    }
    return text;
  });
}

const variants = listVariants();
const known = { variants, panels };

test('thousands of mutated links: each is a state that spells itself, or refused in words', async () => {
  const outcomes = { opened: 0, refused: 0 };
  for (const text of await mutated(4000)) {
    try {
      const readable = /^\d+~/.test(text) ? await unpack(text) : text;
      const { state, pinned } = readLink(readable, known);
      const info = variants.find(({ id }) => id === state.variant);
      const again = writeLink(state, info, { pinned, panels }).slice(1);
      assert.deepEqual(readLink(again, known), { state, pinned }, text);
      outcomes.opened += 1;
    } catch (error) {
      assert.ok(error instanceof BrokenLink, `${text}: ${error.stack}`);
      assert.ok(error.message.length < 200, error.message);
      outcomes.refused += 1;
    }
  }
  assert.ok(outcomes.opened > 200 && outcomes.refused > 400, JSON.stringify(outcomes));
});

test('a hundred of them in the page: it stands, whatever comes', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await page.evaluate(
      async (links) => {
        const { workbench } = document.querySelector('attention-playground');
        for (const text of links) {
          history.replaceState(null, '', `#${text}`);
          await workbench.navigate();
          await new Promise((drawn) => requestAnimationFrame(drawn));
        }
      },
      await mutated(100),
    );
    await eventually(async () =>
      assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1),
    );
    await page.evaluate((hash) => {
      location.hash = hash;
    }, `argmax?${LATER}`);
    await shows(page, 'Scores', [['9', '11', '35', '2']]);
  }));

test('the text of a link is the state, whatever was typed in a cell', async () => {
  const [info] = variants.filter(({ id }) => id === 'argmax');
  const texts = [
    '',
    '_',
    '%',
    '1,2;3',
    '&q=1',
    '−1/3',
    '1e-320',
    '0.1000000000000000055',
    'é∞😀',
    '\n',
    '#~',
  ];
  const { state } = readLink('argmax', known);
  const inputs = { ...state.inputs, k: { shape: [texts.length, 1], cells: texts } };
  const text = writeLink({ ...state, inputs }, info, { pinned: null, panels });
  for (const way of [text.slice(1), await unpack(await pack(text.slice(1)))]) {
    assert.deepEqual(readLink(way, known).state.inputs, inputs);
  }
  // Half a character has no spelling in an address: it is replaced, and nothing fails.
  inputs.k = { shape: [1, 1], cells: ['\ud800'] };
  const half = writeLink({ ...state, inputs }, info, { pinned: null, panels });
  assert.deepEqual(readLink(half.slice(1), known).state.inputs.k.cells, ['\ufffd']);
});

test('a table in a link may have as many axes as one that is pasted, and no more', () => {
  const upstream = (axes) => `argmax?gradients=yes&upstream=${axes}:1`;
  assert.equal(readLink(upstream(MOST_AXES), known).state.inputs.upstream.shape.length, MOST_AXES);
  assert.throws(() => readLink(upstream(MOST_AXES + 1), known), BrokenLink);
  const pasted = (axes) => parseTensor('['.repeat(axes) + 1 + ']'.repeat(axes), axes);
  assert.equal(pasted(MOST_AXES).shape.length, MOST_AXES);
  assert.throws(() => pasted(MOST_AXES + 1), { code: 'rank', message: /cannot be pasted/ });
});

test('a pinned cell that the table does not have is unpinned', () =>
  withPage(
    async (page) => {
      await shows(page, 'Scores', homework.scores);
      await eventually(async () => assert.deepEqual(await lit(page, 'scores', 'pinned'), []));
      await page.waitForFunction(() => location.hash === '#argmax');
    },
    { hash: '#argmax?hold=scores:0,9' },
  ));

test('light and dark are remembered, and follow the system until one is chosen', () =>
  withPage(
    async (page) => {
      await shows(page, 'Scores', homework.scores);
      const paper = () =>
        page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      const dark = await paper();
      await page.getByRole('button', { name: 'Light' }).click();
      await eventually(async () => assert.notEqual(await paper(), dark));
      await still(page);
      const light = await paper();
      await page.reload();
      await shows(page, 'Scores', homework.scores);
      await eventually(async () => assert.equal(await paper(), light));
    },
    { colorScheme: 'dark', screen: screens.middle },
  ));

for (const place of ['scores:9,9', 'nowhere:0'])
  test(`a link that holds ${place} opens, and says that there is no such cell`, () =>
    withPage(
      async (page) => {
        await shows(page, 'Scores', [['5', '11', '15', '2']]);
        const said = /^The cell that was to be pinned is not there: (scores, 10, 10|nowhere, 1)\.$/;
        await eventually(async () =>
          assert.match(await page.locator('.notice').textContent(), said),
        );
        await page.waitForFunction(() => !location.hash.includes('hold'));
      },
      {
        hash: `#argmax?q=3,1,2&k=1,2,0;0,3,4;5,0,0;0,0,1&v=2,0,1;1,4,3;0,-1,4;1,0,-1&hold=${place}`,
      },
    ));
