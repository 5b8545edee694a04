// A trained model on the page of a course: its module comes when it is mounted, its links lead elsewhere, and a
// frame says the same before the #.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noted, ONE, onCourse, one, useCourse } from './course.js';
import { eventually, inspect, shows, site, withPage } from './support.js';

useCourse();

const such = (attributes) => `<attention-model id="one" ${attributes}></attention-model>`;
const field = (page) => one(page).getByRole('textbox', { name: /^Text/ }).first();
const open = (page) => one(page).getByRole('radio', { name: 'Model view: all heads' }).waitFor();

/** The files of models that a page has asked for. */
const watch = (page) => {
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  return asked;
};

test('an element shows the author’s text, view and head, tells what changes, and leaves the page alone', () =>
  onCourse(
    such(
      'model="causal" text="She saw the cat. The cat" view="head" head="1.0" caption="Heads" heading-level="2"',
    ),
    async (page) => {
      await eventually(async () =>
        assert.equal(await field(page).inputValue(), 'She saw the cat. The cat'),
      );
      await eventually(async () =>
        assert.ok(await one(page).getByRole('radio', { name: 'Head view: lines' }).isChecked()),
      );
      await one(page).getByText('Open head 1.0 in the workbench').waitFor();
      const way = one(page).getByRole('link', { name: 'Open head 1.0 in the workbench' });
      await eventually(async () => assert.equal(await way.getAttribute('target'), '_blank'));
      const told = await one(page).evaluate(async (element) => {
        await element.ready;
        // Of what it opens with it may tell still.
        const heard = new Promise((hear) =>
          document.addEventListener('attention-change', ({ detail: { state } }) => {
            if (state.includes('dog')) hear(state);
          }),
        );
        const field = element.renderRoot
          .querySelector('model-explorer')
          .renderRoot.querySelector('textarea');
        field.value = 'A dog';
        field.dispatchEvent(new Event('input'));
        return heard;
      });
      assert.equal(told, 'causal?text=A+dog');
      await eventually(async () =>
        assert.equal(await one(page).evaluate((element) => element.result.tokens.length > 0), true),
      );
      await eventually(async () => assert.equal(await page.title(), 'Lecture 7'));
      await one(page).evaluate((element) => element.reset());
      await eventually(async () =>
        assert.equal(await field(page).inputValue(), 'She saw the cat. The cat'),
      );
      await eventually(async () => {
        const levels = await one(page)
          .locator('h3')
          .evaluateAll((all) => all.map(({ ariaLevel }) => ariaLevel));
        assert.deepEqual([...new Set(levels)], ['2']);
      });
      await inspect(page, 'a model on a course page');
    },
  ));

test('a page without one loads nothing of the models; one that comes later does, and two share a worker', () =>
  onCourse(ONE, async (page) => {
    await shows(page, 'Scores', [['3', '11', '5', '2']]);
    const asked = watch(page);
    const loaded = await page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => name),
    );
    assert.deepEqual(
      loaded.filter((name) => /model/.test(name)),
      [],
    );
    await page.evaluate(() => {
      document.body.insertAdjacentHTML(
        'beforeend',
        '<attention-model id="a"></attention-model><attention-model id="b" model="masked"></attention-model>',
      );
    });
    for (const id of ['a', 'b'])
      await page
        .locator(`#${id}`)
        .getByRole('radio', { name: /^Model view/ })
        .waitFor();
    await eventually(() =>
      assert.equal(page.workers().filter((one) => /./.test(one.url())).length > 0, true),
    );
    assert.equal(asked.filter((url) => url.endsWith('.wasm') && url.includes('models')).length, 1);
  }));

test('what is no model, no view and no setting is said, with the nearest', () =>
  onCourse(
    such('model="casual" view="heads" below="prediction" txet="x" lock="q"'),
    async (page) => {
      await noted(page, 'has no “casual”: the nearest is “causal”, which is taken.');
      await noted(page, '“view” has no “heads”: the nearest is “head”');
      await noted(page, 'No setting is called “txet”; the nearest is “text”.');
      await noted(page, 'No setting is called “lock”');
      await open(page);
      await one(page).getByText('Prediction, with heads off').waitFor();
      await eventually(async () =>
        assert.equal(await one(page).getByText('Gradients of a logit').count(), 0),
      );
    },
  ));

test('a frame says the same before the #, and what a person types stands behind it', () =>
  withPage(
    async (page) => {
      const text = page.getByRole('textbox', { name: /^Text/ }).first();
      await eventually(async () => assert.equal(await text.inputValue(), 'One two'));
      await eventually(async () => assert.equal(await page.locator('models-bar').count(), 0));
      await text.fill('Three');
      await eventually(() =>
        assert.match(page.url(), /\?model=causal&text=One.two#causal\?text=Three/),
      );
      await page.reload();
      await eventually(async () => assert.equal(await text.inputValue(), 'Three'));
    },
    { host: `${site}models.html?model=causal&text=One+two` },
  ));
