// What the labs give away and when: hints in rungs, gates, progress, the empty link, the write-up.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { eventually, inspect, screens, still, useBrowser, withPage } from './support.js';

useBrowser();

const rows = JSON.parse(
  readFileSync(new URL('../homework-answers.json', import.meta.url), 'utf8'),
).wrong;

async function type(page, name, text) {
  const field = page.locator(`typed-answer[name="${name}"]`);
  await field.getByRole('textbox').fill(text);
  await field.getByRole('button', { name: 'Check' }).click();
  await field.locator('.verdict').waitFor();
  return field;
}

test('a hint has three rungs, each behind a click, and two where answers are hidden', async () => {
  for (const [hide, most] of [
    ['', 3],
    ['?answers=hide', 2],
  ])
    await withPage(
      async (page) => {
        const field = page.locator('typed-answer[name="b"]');
        for (let rung = 1; rung <= most; rung += 1) {
          await eventually(async () =>
            assert.equal(await field.locator('hint-rungs .rung').count(), rung - 1),
          );
          await field.getByRole('button', { name: `Hint ${rung} of ${most}` }).click();
        }
        await eventually(async () =>
          assert.equal(await field.locator('hint-rungs .rung').count(), most),
        );
        await eventually(async () =>
          assert.equal(await field.getByRole('button', { name: /^Hint/ }).count(), 0),
        );
        await eventually(async () =>
          assert.equal(await page.getByRole('button', { name: 'Show answers' }).count(), 0),
        );
      },
      { hash: `labs.html#why-root-d${hide}` },
    );
});

test('a wrong cost says what is wrong at once, where it comes from and what it is when asked', () =>
  withPage(
    async (page) => {
      const field = await type(page, 'softmax-time', 'O(N^2 D)');
      await eventually(async () =>
        assert.match(
          await field.locator('.verdict').innerText(),
          /missing: the weighted sums of the values\.$/,
        ),
      );
      await field.getByRole('button', { name: 'Hint 1 of 3' }).click();
      await field.getByRole('button', { name: 'Hint 2 of 3' }).click();
      await field.getByText(/^Count the multiplications of the weights with V/).waitFor();
      await eventually(async () => assert.equal(await field.getByText('N²·M').count(), 0));
      await field.getByRole('button', { name: 'Hint 3 of 3' }).click();
      await field.getByText('A term is missing: N²·M.').waitFor();
      // What does no harm is no matter while a term is to be corrected.
      const small = await type(page, 'softmax-time', 'O(N^2)');
      await small.getByText('N² is too small for the dot products of queries and keys').waitFor();
      // The first hint is about the question, and stays open.
      await small.getByText('Two products of matrices take the work').waitFor();
      await small.getByRole('button', { name: 'Hint 2 of 3' }).click();
      await small.getByRole('button', { name: 'Hint 3 of 3' }).click();
      await small.getByText('A term is missing: N²·D. A term is missing: N²·M.').waitFor();
      await eventually(async () =>
        assert.equal(await small.getByText(/no harm|leave it out|outgrows/).count(), 0),
      );
    },
    { hash: 'labs.html#kernels' },
  ));

test('a wrong mean is tried in the experiment, beside what it gives', () =>
  withPage(
    async (page) => {
      const field = await type(page, 'a', 'd*mu^2');
      await field.getByText(/all d entries have the same mean/).waitFor();
      await field.getByRole('button', { name: 'Try it in the experiment' }).click();
      await page.getByRole('heading', { name: /at d = 3, s = 1$/ }).waitFor();
      const table = page.getByRole('region', { name: 'Samples and theory' });
      await table.getByRole('columnheader', { name: 'your answer' }).waitFor();
      await table.getByRole('cell', { name: '15', exact: true }).waitFor();
      await eventually(async () =>
        assert.equal(await table.getByRole('columnheader', { name: 'exact' }).count(), 0),
      );
      // What it gives is of the last answer, and of the experiment that was made for it.
      const own = table.getByRole('columnheader', { name: 'your answer' });
      await page.getByLabel('σ', { exact: true }).fill('2');
      await page.keyboard.press('Enter');
      await own.waitFor({ state: 'detached' });
      await field.getByRole('button', { name: 'Try it in the experiment' }).click();
      await own.waitFor();
      await type(page, 'a', 'mu^T mu');
      await field.getByText('Correct.').waitFor();
      await eventually(async () => assert.equal(await own.count(), 0));
    },
    { hash: 'labs.html#why-root-d?samples=1000' },
  ));

test('the answers beside the experiment scroll with the page, and their end can be reached', () =>
  withPage(
    async (page) => {
      await type(page, 'a', 'mu^T mu');
      await type(page, 'b', 'd');
      const reasons = page.getByRole('button', { name: 'See why' });
      while ((await reasons.count()) > 0) await reasons.first().click();
      const column = page.locator('section[aria-labelledby="answers"]');
      const inner = await column.evaluate((node) => {
        const { overflowY } = getComputedStyle(node);
        return overflowY === 'visible' ? 0 : node.scrollHeight - node.clientHeight;
      });
      assert.equal(inner, 0, 'it has no scrolling of its own');
      const last = page.locator('typed-answer[name="c"]').getByRole('textbox');
      await eventually(async () => assert.ok((await column.boundingBox()).height > 600));
      await last.scrollIntoViewIfNeeded();
      await eventually(async () => {
        const { y, height } = await last.boundingBox();
        assert.ok(y >= 0 && y + height <= 600, `the last field is at ${y}`);
      });
    },
    { hash: 'labs.html#why-root-d?samples=1000', screen: { width: 1280, height: 600 } },
  ));

test('nothing is given away as a lab opens, and what is held back can be asked for', () =>
  withPage(
    async (page) => {
      const go = (hash) =>
        page.evaluate((hash) => {
          location.hash = hash;
        }, hash);
      await page.locator('by-hand-lab program-form').waitFor();
      await eventually(async () =>
        assert.equal(await page.locator('by-hand-lab').getByText('softmax').count(), 0),
      );
      await eventually(async () => assert.equal(await page.locator('widened-values').count(), 0));
      await page.getByRole('button', { name: 'Show anyway' }).click();
      await page.locator('widened-values').waitFor();
      await go('#argmax');
      await page.locator('own-output').waitFor();
      await eventually(async () =>
        assert.equal(await page.locator('argmax-gradients, step-list, lab-table').count(), 0),
      );
      await go('#kernels');
      await page.locator('denominator-search').waitFor();
      await eventually(async () =>
        assert.equal(await page.locator('feature-map, log-plot').count(), 0),
      );
    },
    { hash: 'labs.html#by-hand' },
  ));

for (const [hash, name, part] of [
  ['argmax', 'claim', '2b'],
  ['kernels', 'condition', '6a'],
])
  test(`each wrong choice of ${part} has its own reason`, () =>
    withPage(
      async (page) => {
        const choice = page.locator(`choice-answer[name="${name}"]`);
        for (const row of rows.filter((row) => row.part === part)) {
          await page.evaluate(
            ([hash, name, text]) => {
              location.hash = `#${hash}?${name}=${text}`;
            },
            [hash, name, row.text],
          );
          await eventually(async () =>
            assert.equal(await choice.evaluate(({ value }) => value), row.text),
          );
          await choice.getByRole('button', { name: 'Check' }).click();
          for (const words of row.says) await choice.locator('.verdict').getByText(words).waitFor();
        }
      },
      { hash: `labs.html#${hash}` },
    ));

test('equation 3 with features is typed, and judged by what it computes', () =>
  withPage(
    async (page) => {
      const field = await type(page, 'attention', 'Σⱼ φ(Qᵢ)ᵀφ(Kⱼ) Vⱼ');
      await field.getByText('Without the sum under the line').waitFor();
      await field.getByRole('button', { name: 'Hint 1 of 3' }).waitFor();
      await page.getByRole('list', { name: 'Progress' }).getByText('(b) tried').waitFor();
      await type(page, 'attention', 'φ(Q_i)ᵀ Σ_j φ(K_j) V_jᵀ / (φ(Q_i)ᵀ Σ_j φ(K_j))');
      await field.getByText('Correct.').waitFor();
    },
    { hash: 'labs.html#kernels' },
  ));

test('each wrong number of features is told what it is', () =>
  withPage(
    async (page) => {
      for (const row of rows.filter((row) => row.part === '6b-count')) {
        const field = await type(page, 'count', row.text);
        for (const words of row.says ?? [])
          await field.locator('.verdict').getByText(words).waitFor();
        await eventually(async () =>
          assert.match(await field.locator('.verdict').innerText(), /^Not (?:yet\.|read:)/),
        );
      }
      for (const text of ['6', 'six', '6 features']) {
        const field = await type(page, 'count', text);
        await field.getByText('Correct.').waitFor();
      }
    },
    { hash: 'labs.html#kernels?sim=(qk%2B1)^2&tried=sim&c=1' },
  ));

test('progress is kept, taken back where an answer is retyped, and no part of the empty link', () =>
  withPage(
    async (page) => {
      const progress = page.getByRole('list', { name: 'Progress' });
      await type(page, 'b', 'd');
      await progress.getByText('(b) correct').waitFor();
      await type(page, 'c', 'd');
      await progress.getByText('(c) tried').waitFor();
      await page.locator('typed-answer[name="b"]').getByRole('textbox').fill('d+1');
      await progress.getByText('(b) tried').waitFor();
      await page.getByRole('button', { name: 'Copy empty link' }).click();
      await page.getByRole('button', { name: 'Copied' }).waitFor();
      const link = await page.evaluate(() => navigator.clipboard.readText());
      assert.match(link, /#why-root-d\?samples=1000$/);
      await page.getByRole('button', { name: 'Copy link with my answers' }).click();
      await eventually(async () =>
        assert.match(await page.evaluate(() => navigator.clipboard.readText()), /c=d/),
      );
      await page.getByRole('link', { name: /^Next: question 2/ }).click();
      await page.locator('argmax-lab').waitFor();
    },
    { hash: 'labs.html#why-root-d?samples=1000' },
  ));

test('a write-up has the question, my answer, the verdict and the hints that were opened', () =>
  withPage(
    async (page) => {
      const field = await type(page, 'softmax-time', 'O(N^3)');
      await field.getByRole('button', { name: 'Hint 1 of 3' }).click();
      await field.getByRole('button', { name: 'Hint 2 of 3' }).click();
      await page.getByRole('button', { name: 'Markdown', exact: true }).click();
      const copied = () => page.evaluate(() => navigator.clipboard.readText());
      await eventually(async () => assert.match(await copied(), /^# Question 6/));
      const text = await copied();
      assert.match(text, /\*\*My answer\.\*\* time `O\(N\^3\)`/);
      assert.match(text, /> Not yet\. N³ is too large/);
      assert.match(text, /- Count the multiplications of/);
      await page.getByRole('button', { name: 'LaTeX', exact: true }).click();
      await eventually(async () => assert.match(await copied(), /\\section\*\{Question 6/));
    },
    { hash: 'labs.html#kernels' },
  ));

test('a write-up has the program of question 4 with my choices, and what was typed sign by sign', async () => {
  const written = async (page, format, question) => {
    await page.getByRole('button', { name: format, exact: true }).click();
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await eventually(async () => assert.match(await copied(), question));
    return copied();
  };
  await withPage(
    async (page) => {
      await page.locator('shared-keys-program [data-line="q"]').waitFor();
      const text = await written(page, 'Markdown', /^# Question 4/);
      assert.match(text, /W_q: .*\[h, d, q\]/);
      assert.match(text, /q = torch\.einsum\("bd,hdq->bhq", x, W_q\)/);
    },
    { hash: 'labs.html#decoding?A=hdq&C=bd,hdq->bhq' },
  );
  await withPage(
    async (page) => {
      await type(page, 'a', '\\|\\mu\\|^2');
      await type(page, 'b', 'd_k');
      const text = await written(page, 'LaTeX', /Question 1/);
      assert.ok(text.includes('\\texttt{d\\_k}'), text);
      assert.ok(text.includes('$\\|\\mu\\|^2$'), 'LaTeX is mathematics');
      assert.match(text, /\\documentclass[\s\S]*\\begin\{document\}[\s\S]*\\end\{document\}\n$/);
    },
    { hash: 'labs.html#why-root-d' },
  );
});

test('one’s own words are kept, written up, and no part of the empty link', () =>
  withPage(
    async (page) => {
      const words = page.getByLabel('Why? Say it in your own words.');
      await words.fill('No score moves the winner.');
      await page.waitForFunction(() => location.hash.includes('words_b='));
      await page.getByText('it is not judged here').waitFor();
      const copied = () => page.evaluate(() => navigator.clipboard.readText());
      await page.getByRole('button', { name: 'Markdown', exact: true }).click();
      await eventually(async () => assert.match(await copied(), /^# Question 2/));
      await eventually(async () =>
        assert.ok((await copied()).includes('own words.** No score moves the winner.')),
      );
      await page.getByRole('button', { name: 'Copy empty link' }).click();
      await eventually(async () => assert.match(await copied(), /#argmax$/));
      await page.reload();
      await eventually(async () =>
        assert.equal(await words.inputValue(), 'No score moves the winner.'),
      );
    },
    { hash: 'labs.html#argmax' },
  ));

test('the whole sheet is copied with question 7, and a write-up saves no file unasked', () =>
  withPage(
    async (page) => {
      const downloads = [];
      page.on('download', (download) => downloads.push(download.suggestedFilename()));
      const copied = () => page.evaluate(() => navigator.clipboard.readText());
      await type(page, 'b', 'd');
      await type(page, 'c', 'd');
      await page.getByRole('button', { name: 'Markdown', exact: true }).click();
      await page
        .getByText(/The write-up is copied as Markdown\. .* It names \d+ plots\./)
        .waitFor();
      await eventually(async () => assert.match(await copied(), /^# Question 1/));
      assert.deepEqual(downloads, []);
      await page.getByRole('button', { name: 'Save them as files' }).click();
      await eventually(async () => assert.ok(downloads.length > 1));
      await page.evaluate(() => {
        location.hash = '#argmax?claim=zero&words_b=No%20slope.&tried=claim&right=claim';
      });
      await page.locator('choice-answer[name="claim"]').getByText('Correct.').waitFor();
      await page.evaluate(() => {
        location.hash = '#';
      });
      await page.getByLabel('(a) Which sources did you use?').fill('The lecture.');
      await page.evaluate(() => {
        const store = (id, typed) =>
          sessionStorage.setItem(`attention-playground.lab.${id}`, `#${id}?${typed}`);
        store('by-hand', 'o_in=d_model');
        store('models', 'words_b=Four&words_b_i=One&words_a=All&mask=causal&tried=mask&right=mask');
      });
      await page.getByLabel('(c) How many hours').fill('6');
      await page.getByRole('button', { name: 'Copy the whole sheet as Markdown' }).click();
      await page
        .locator('copy-sheet .said')
        .getByText('The whole sheet is copied as Markdown.')
        .waitFor();
      const text = await copied();
      for (const piece of [
        '# EECS 182 Homework 9',
        '## Question 1: Why scores are scaled',
        '**My answer.** Var(qᵀk) = `d`\n\n> Checked: correct.',
        '**My answer.** s = `d`\n\n> Checked: not yet correct.',
        '**My answer.** Can argmax attention learn its queries and keys from a loss? No: queries and keys get a gradient of exactly 0.',
        '**In my words:** No slope.',
        // What stands as it came is no answer; words are numbered as the sheet asks for them.
        '### Part (b)\n\n**My answer.** —\n\n## Question 4',
        '**(a)(i), (ii) In my words:** All',
        '**(b)(i) In my words:** One\n\n**My answer.** (b)(ii) Which difference',
        '**(b)(iv) In my words:** Four\n\n### Part (c)',
        '## Question 6',
        '**(a) Which sources did you use?** The lecture.',
        '**(c) How many hours did it take, roughly?** 6',
      ])
        assert.ok(text.includes(piece), `${piece} in\n${text}`);
      await eventually(async () =>
        assert.equal(await page.evaluate(() => location.hash.includes('lecture')), false),
      );
      await page.reload();
      await eventually(async () =>
        assert.equal(await page.getByLabel('(c) How many hours').inputValue(), '6'),
      );
      await page.getByRole('button', { name: 'Copy the whole sheet as LaTeX' }).click();
      await eventually(async () => assert.match(await copied(), /\\section\*\{EECS 182/));
    },
    { hash: 'labs.html#why-root-d?samples=1000' },
  ));

test('the costs that are asked for stand before those that are not', () =>
  withPage(
    async (page) => {
      const costs = page.locator('section[aria-labelledby="growth-answers"]');
      await costs.locator('typed-answer').first().waitFor();
      await eventually(async () => {
        const names = await costs
          .locator('typed-answer')
          .evaluateAll((fields) => fields.map((field) => field.getAttribute('name')));
        assert.deepEqual(names.slice(0, 2), ['mqa-time', 'mqa-memory']);
        const titles = await costs.getByRole('heading', { level: 4 }).allInnerTexts();
        assert.ok(titles.slice(1).every((title) => title.startsWith('Not asked: ')));
      });
    },
    { hash: 'labs.html#decoding' },
  ));

test('the page does not jump when the first answer is typed, and Check says when nothing is chosen', () =>
  withPage(
    async (page) => {
      const choice = page.locator('choice-answer[name="claim"]');
      await choice.getByRole('button', { name: 'Check' }).click();
      await choice.getByText('Choose an answer first.').waitFor();
      const bar = page.locator('lab-bar');
      await still(page);
      const { height } = await bar.boundingBox();
      await page.getByLabel('my output, row 1, column 1', { exact: true }).fill('1');
      await page.waitForFunction(() => location.hash.includes('output'));
      await eventually(async () => assert.equal((await bar.boundingBox()).height, height));
      await choice.getByText('the best key gets all of the credit').click();
      await choice.getByText('Choose an answer first.').waitFor({ state: 'detached' });
    },
    { hash: 'labs.html#argmax', screen: { width: 1280, height: 900 } },
  ));

for (const [colorScheme, screen] of [
  ['light', screens.wide],
  ['dark', screens.phone],
])
  test(`the landing page has six rows and what is done; axe, ${colorScheme}`, () =>
    withPage(
      async (page) => {
        const rows = page.locator('.welcome .rows > li');
        await rows.first().waitFor();
        await eventually(async () => assert.equal(await rows.count(), 6));
        await rows
          .nth(4)
          .getByRole('link', { name: /GPT and BERT/ })
          .waitFor();
        await inspect(page, `landing, ${colorScheme}`);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `${over} px too wide`);
        await rows.first().getByRole('link').click();
        await page.locator('scaling-lab').waitFor();
        await type(page, 'b', 'd');
        await page.evaluate(() => {
          location.hash = '#';
        });
        await rows.first().getByText('1 of 3 correct').waitFor();
      },
      { hash: 'labs.html', colorScheme, screen },
    ));
