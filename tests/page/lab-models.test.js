// A student's visit to question 5: claims are measured, wrong ones first, and the gates open.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { learned } from '../../www/labs/q5-models/learned-patterns.ts';
import { course } from '../../www/labs/q5-models/likeness-course.ts';
import { eventually, inspect, screens, useBrowser, withPage } from './support.js';

useBrowser();

const HASH = 'labs.html#models';
const claim = (page, name) => page.locator(`measured-claim`).filter({ hasText: name });
const check = (of) => of.getByRole('button', { name: 'Check' }).click();

/** Claim that a head does something. */
async function say(of, layer, head, pattern) {
  await of.getByLabel(/^Layer/).selectOption(String(layer));
  await of.getByLabel(/^head/).selectOption(String(head));
  await of.getByLabel('attends to').selectOption(pattern);
  await check(of);
}

/** What an answer opens when it is right. */
const TABLES = { sense: 'The vectors of “play”', untrained: 'Mean weight on each pattern' };

const ready = (page) => page.locator('model-explorer fieldset.tabs').first().waitFor();

test('a whole visit: wrong claims and answers first, then right ones, and all is kept in the link', () =>
  withPage(
    async (page) => {
      await ready(page);
      const same = claim(page, 'each of the first three texts');
      await say(same, 2, 0, 'previous_token');
      await same.getByText('Not yet.').waitFor();
      await same
        .getByText(/The claim is right if this weight is at least 0\.5 on every text\./)
        .waitFor();
      await same.getByRole('button', { name: 'Hint 1 of 3' }).click();
      await say(same, 0, 2, 'previous_token');
      await same.getByText('Correct.').waitFor();
      await same
        .getByText(/Its mean weight on the token before is [01]\.\d\d on “The dog ran”/)
        .waitFor();

      const layers = page.locator('typed-answer[name="layers"]');
      await eventually(async () =>
        assert.equal(await page.getByRole('region', { name: 'Distances by layer' }).count(), 0),
      );
      await layers.getByRole('textbox').fill('9');
      await check(layers);
      await layers.getByText(/Not read: layers are counted from 0 to 2\./).waitFor();
      // What is not understood is no try.
      await eventually(async () =>
        assert.equal(await page.getByRole('region', { name: 'Distances by layer' }).count(), 0),
      );
      await layers.getByRole('textbox').fill('1');
      await check(layers);
      await layers.getByText('Not yet.').waitFor();
      // The table has the answer in it: a wrong try does not open it.
      await eventually(async () =>
        assert.equal(await page.getByRole('region', { name: 'Distances by layer' }).count(), 0),
      );
      await layers.getByRole('textbox').fill('the first layer');
      await check(layers);
      await layers.getByText('Correct.').waitFor();
      await page.getByRole('region', { name: 'Distances by layer' }).waitFor();

      for (const [name, wrong, right] of [
        ['mask', /weights are sharper/, /empty above the diagonal/],
        ['sense', /Nowhere: it is the same token/, /In the layers: each adds/],
        ['both', /longer texts/, /the words after a word/],
        ['why', /pushes the heads of a layer apart/, /start from different random weights/],
        ['untrained', /untrained weights are 0/, /Nearly uniform/],
        ['gradient', /a low score stays low/, /with the weight of this key as a factor/],
      ]) {
        const answer = page.locator('choice-answer').filter({ hasText: right });
        await answer.getByLabel(wrong).check();
        await check(answer);
        await answer.getByText('Not yet.').waitFor();
        const table = TABLES[name] && page.getByRole('region', { name: TABLES[name] });
        if (table)
          await eventually(async () =>
            assert.equal(await table.count(), 0, `${TABLES[name]} is open before its answer`),
          );
        await answer.getByLabel(right).check();
        await check(answer);
        await answer.getByText('Correct.').waitFor();
        await table?.waitFor();
        await page.waitForFunction((name) => location.hash.includes(`${name}=`), name);
      }
      // What the best heads score before training is next to what they score after it.
      const before = page.getByRole('region', { name: 'Mean weight on each pattern' });
      const cells = before.getByRole('row', { name: /what \[MASK\] hides/ }).getByRole('cell');
      await eventually(async () => {
        const [initial, trained] = (await cells.allInnerTexts()).map(Number);
        assert.ok(initial < 0.2 && trained > 0.8, `${initial}, ${trained}`);
      });

      const own = claim(page, 'What does a head do on your text?');
      const part = page.locator('section[aria-labelledby="e"]');
      await part
        .getByRole('textbox', { name: /^Text/ })
        .fill('zig zag zog zig zag zog zig zag zog');
      await say(own, 0, 0, 'induction');
      await own.getByText('Not yet.').waitFor();
      await say(own, 1, 1, 'induction');
      await own.getByText('Correct.').waitFor();
      // It was tried before, so that only `right` says that the link knows of this answer.
      await page.waitForFunction(() =>
        [/e_text=zig/, /own=1\.1:induction/, /right=[^&]*own/].every((part) =>
          part.test(location.hash),
        ),
      );

      await page.reload();
      await ready(page);
      const progress = page.getByRole('list', { name: 'Progress' });
      await eventually(async () =>
        assert.deepEqual(
          await progress
            .locator('li')
            .evaluateAll((parts) => parts.map(({ className }) => className)),
          ['checked', 'begun', 'begun', 'checked', 'checked'],
        ),
      );
      await eventually(async () =>
        assert.equal(await own.getByLabel('attends to').inputValue(), 'induction'),
      );
      await progress.getByText('(a) checks correct, own words open').waitFor();
      await part.getByLabel('What did you see, and what was hard?').fill('It copies.');
      await progress.getByText('(e) correct').waitFor();
    },
    { hash: HASH },
  ));

test('what is said of training is what its numbers are', () => {
  const training = {
    trained: [
      ['previous_token', 0.97],
      ['separator', 0.19],
    ],
    initial: [
      ['previous_token', 0.08],
      ['separator', 0.2],
    ],
  };
  assert.equal(
    learned(training),
    'Before training no number is above 0.20. After it 1 of 2 reach 0.5: token before. These stay below 0.5: [SEP].',
  );
  assert.doesNotMatch(learned({ ...training, trained: [['copy', 0.9]] }), /stay below/);
});

test('what is said of the likeness of two vectors is what its numbers do', () => {
  const rises = /higher than before/;
  assert.match(
    course([0.9, 0.7, 0.5]),
    /0\.900 after the embedding, where only the positions differ\. It is lowest after layer 1 \(0\.500\)\. Every layer lowers it\./,
  );
  assert.match(
    course([0.873, 0.894, 0.546, 0.541, 0.561]),
    /lowest after layer 2 \(0\.541\), and 0\.561 at the end/,
  );
  assert.match(course([0.873, 0.894, 0.546, 0.541, 0.561]), rises);
  assert.match(course([0.5, 0.6, 0.7]), /No layer lowers it below that/);
  assert.doesNotMatch(course([0.9, 0.7, 0.5]), rises);
});

test('a place that depends on the query is no kind of token, true as it may be of the head', () =>
  withPage(
    async (page) => {
      await ready(page);
      const special = claim(page, 'one and the same token');
      for (const [head, pattern] of [
        [[2, 3], 'same_token'],
        [[1, 1], 'previous_token'],
      ]) {
        await say(special, ...head, pattern);
        await special.getByText('Not yet.').waitFor();
        await special
          .getByText(/mean weight on the .* is 0\.[5-9].* each query attends to another key/)
          .waitFor();
      }
    },
    { hash: HASH },
  ));

test('(d) shows BERT beside itself before its training, at one click', () =>
  withPage(
    async (page) => {
      await ready(page);
      const part = page.locator('section[aria-labelledby="d"]');
      await part.getByLabel('Text B (optional)').waitFor();
      await part.getByRole('button', { name: 'Show the untrained BERT beside it' }).click();
      await part.getByText('Before training, head 0.0').waitFor();
      await eventually(async () =>
        assert.match(
          await part.getByLabel('The other text', { exact: true }).inputValue(),
          /^seven men/,
        ),
      );
      const comparison = part.locator('compare-runs');
      const scales = comparison.getByRole('img', { name: /^Fills run from/ });
      await eventually(async () => {
        const labels = await scales.evaluateAll((keys) => keys.map((k) => k.ariaLabel));
        assert.ok(labels.length >= 2);
        assert.equal(labels[1], labels[0], 'equal fills are equal weights');
      });
      const names = comparison.locator('value-map').first().locator('.down span');
      await eventually(async () => assert.equal((await names.allInnerTexts())[0], '[CLS]'));
      await eventually(async () =>
        assert.equal(
          await names.count(),
          await comparison.locator('value-map').first().locator('.across span').count(),
        ),
      );
    },
    { hash: HASH },
  ));

test('what heads of BERT do is measured on the sheet’s texts, wrong claims first', () =>
  withPage(
    async (page) => {
      await ready(page);
      for (const [question, wrong, right, says] of [
        [
          'one and the same token',
          [0, 0, 'separator'],
          [2, 2, 'first_token'],
          /mean weight on the first token is 0\.\d\d on “I wanted to have a party”/,
        ],
        [
          'Name a pattern',
          [3, 0, 'previous_token'],
          [1, 1, 'previous_token'],
          /mean weight on the token before is 0\.9\d on “I wanted to have a party”/,
        ],
      ]) {
        const asked = claim(page, question);
        await say(asked, ...wrong);
        await asked.getByText('Not yet.').waitFor();
        await asked.getByText(/The claim is right if this weight is at least 0\.5\./).waitFor();
        await say(asked, ...right);
        await asked.getByText('Correct.').waitFor();
        await asked.getByText(says).waitFor();
      }
      await page.waitForFunction(
        () =>
          location.hash.includes('special=2.2:first_token') &&
          location.hash.includes('features=1.1:previous_token'),
      );
    },
    { hash: HASH },
  ));

test('a text of the sheet goes into its experiment, and what is looked at into the link', () =>
  withPage(
    async (page) => {
      await ready(page);
      const part = page.locator('section[aria-labelledby="a"]');
      await part.getByRole('button', { name: 'The dog sitting in the car' }).click();
      await eventually(async () =>
        assert.equal(
          await part.getByRole('textbox', { name: /^Text/ }).inputValue(),
          'The dog sitting in the car',
        ),
      );
      await part.getByLabel('Head view: lines').check();
      await part.locator('head-view').waitFor();
      await page.waitForFunction(() => location.hash.includes('a_view=head'));
    },
    { hash: HASH },
  ));

test('a write-up of question 5 has the text of one’s own, and one’s own words', () =>
  withPage(
    async (page) => {
      await ready(page);
      const part = page.locator('section[aria-labelledby="e"]');
      await part.getByRole('textbox', { name: /^Text/ }).fill('zig zag zog zig zag zog');
      await part.getByLabel('What did you see, and what was hard?').fill('Heads repeat & copy.');
      await page.waitForFunction(() => /e_text=zig/.test(location.hash));
      const copied = () => page.evaluate(() => navigator.clipboard.readText());
      await page.getByRole('button', { name: 'Markdown', exact: true }).click();
      await eventually(async () => assert.match(await copied(), /^# Question 5/));
      const text = await copied();
      assert.ok(text.includes('**My text:** zig zag zog zig zag zog'));
      assert.ok(text.includes('**What did you see, and what was hard?** Heads repeat & copy.'));
      assert.ok(!text.includes('The dog ran to the car'), 'the texts of the sheet are not mine');
      assert.ok(text.includes('in each of the first three texts. —'), 'no claim was made');
      await page.getByRole('button', { name: 'LaTeX', exact: true }).click();
      await eventually(async () =>
        assert.ok((await copied()).includes('hard?} Heads repeat \\& copy.')),
      );
    },
    { hash: HASH },
  ));

test('captions name the layer and the head alone until a claim about these heads is right', () =>
  withPage(
    async (page) => {
      await ready(page);
      const told = /token|\[SEP\]|hides|pattern|[01]\.\d\d/;
      const captions = (letter) =>
        page
          .locator(`section[aria-labelledby="${letter}"] model-view .tile`)
          .evaluateAll((tiles) => tiles.map((tile) => `${tile.ariaLabel} ${tile.innerText}`));
      const section = (letter) => page.locator(`section[aria-labelledby="${letter}"]`);
      await section('a').getByLabel('Model view: all heads').check();
      for (const letter of ['a', 'c', 'd', 'e'])
        await eventually(async () => {
          const found = await captions(letter);
          assert.ok(found.length >= 8, `${letter} has ${found.length} maps`);
          assert.deepEqual(
            found.filter((text) => told.test(text.replace(/\d\.\d\s*$/, ''))),
            [],
          );
        });
      await eventually(async () =>
        assert.equal(await page.getByText(/^\s*Mean weight on the/).count(), 0),
      );
      await eventually(async () =>
        assert.equal(await page.getByLabel('Only heads with a score of at least').count(), 0),
      );
      await eventually(async () =>
        assert.equal(await page.getByLabel('Order').count(), 0, 'an order would tell it as well'),
      );

      const features = claim(page, 'Name a pattern');
      await say(features, 3, 0, 'previous_token');
      await features.getByText('Not yet.').waitFor();
      await eventually(async () =>
        assert.deepEqual(
          (await captions('c')).filter((text) => /token|\[SEP\]/.test(text)),
          [],
          'a wrong claim opens nothing',
        ),
      );
      await say(features, 1, 1, 'previous_token');
      await features.getByText('Correct.').waitFor();
      await eventually(async () =>
        assert.deepEqual(
          (await captions('b'))
            .concat(await captions('c'))
            .filter((text) => /token|\[SEP\]/.test(text)),
          [],
          '(b) asks about the same heads',
        ),
      );
      await say(claim(page, 'name a head in which most queries'), 2, 2, 'first_token');
      await eventually(async () =>
        assert.ok((await captions('c')).some((text) => told.test(text))),
      );
      await eventually(async () =>
        assert.deepEqual(
          (await captions('e')).filter((text) => /token/.test(text)),
          [],
          'another part keeps what it asks for',
        ),
      );
      await section('e').getByRole('button', { name: 'Show anyway' }).click();
      await eventually(async () =>
        assert.ok((await captions('e')).some((text) => /token/.test(text))),
      );
    },
    { hash: HASH },
  ));

test('where answers are hidden the last hint is left out', () =>
  withPage(
    async (page) => {
      await ready(page);
      const answer = page.locator('choice-answer').first();
      await answer.getByRole('button', { name: 'Hint 1 of 2' }).waitFor();
      await eventually(async () =>
        assert.equal(await page.getByRole('button', { name: 'Hint 1 of 3' }).count(), 0),
      );
      await eventually(async () =>
        assert.equal(await page.getByRole('button', { name: 'Show anyway' }).count(), 0),
      );
    },
    { hash: `${HASH}?answers=hide` },
  ));

for (const [name, screen] of Object.entries({ wide: screens.wide, phone: screens.phone }))
  test(`question 5, ${name}: axe finds nothing, and the page is no wider than its screen`, () =>
    withPage(
      async (page) => {
        await ready(page);
        await page.locator('prediction-panel tbody').first().waitFor();
        await inspect(page, `lab 5, ${name}`);
        await page.emulateMedia({ colorScheme: 'dark' });
        await inspect(page, `lab 5, ${name}, dark`);
        await eventually(async () => {
          const { wide, most } = await page.evaluate(() => ({
            wide: document.documentElement.scrollWidth,
            most: document.documentElement.clientWidth,
          }));
          assert.equal(wide, most);
        });
      },
      { hash: HASH, screen },
    ));
