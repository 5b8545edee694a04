// Through the program: its picture leads to the steps, and the stepper goes from one to the next.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listVariants, runVariant } from './core.js';
import { heldTimers } from './held.js';
import {
  arithmetic,
  cell,
  eventually,
  homework,
  inspect,
  lit,
  screens,
  shows,
  still,
  useBrowser,
  withPage,
} from './support.js';

useBrowser();

const picture = (page) => page.locator('program-drawing').filter({ visible: true });
const node = (page, id) => picture(page).locator(`g[data-id="${id}"]`);
const where = (page) => page.locator('step-controls .where');
const says = (page, text) =>
  eventually(async () => assert.match(await page.getByRole('status').textContent(), text));

/** Writes down what is animated, and how long: by the time that one looks, it may be over. */
const noteAnimations = (page) =>
  page.addInitScript(() => {
    window.animated = [];
    const { animate } = Element.prototype;
    Element.prototype.animate = function (frames, options) {
      window.animated.push(`${this.getAttribute('class')} ${options.duration}`);
      return animate.call(this, frames, options);
    };
  });

/** The steps that are not dimmed. */
const clear = (page) =>
  page
    .locator('step-list .step:not(.dim) step-card')
    .evaluateAll((cards) => cards.map((card) => card.dataset.step));

const inView = (page, step) =>
  page.locator(`step-card[data-step="${step}"] h2`).evaluate((title) => {
    const { top, bottom } = title.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });

/** What has the keyboard stands in this step's card. */
const hasKeyboard = (page, step) =>
  eventually(async () =>
    assert.equal(
      await page.evaluate(() => {
        let node = document.activeElement;
        let card = '';
        while (node) {
          card = node.localName === 'step-card' ? node.dataset.step : card;
          node = node.shadowRoot?.activeElement;
        }
        return card;
      }),
      step,
    ),
  );

for (const { id } of listVariants()) {
  test(`the program of ${id} is drawn whole: every input, every step, an edge for every operand`, () =>
    withPage(
      async (page) => {
        const { steps } = runVariant(id);
        await node(page, steps[0].id).waitFor();
        await eventually(async () => {
          const drawn = await picture(page)
            .locator('g')
            .evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-id')));
          assert.deepEqual(drawn.toSorted(), steps.map((step) => step.id).toSorted());
        });
        const edges = await picture(page)
          .locator('path')
          .evaluateAll((paths) => paths.map((path) => [path.dataset.of, path.dataset.into]));
        for (const step of steps) {
          for (const operand of step.inputs) {
            const found = edges.some(
              ([of, into]) => into === step.id && of.split(' ').includes(operand),
            );
            assert.ok(found, `${operand} → ${step.id}`);
          }
        }
      },
      { hash: `#${id}` },
    ));
}

test('a step of the picture leads to its card and an input to its blanks, by pointer and by keyboard', () =>
  withPage(
    async (page) => {
      await node(page, 'output').waitFor();
      await node(page, 'output').click();
      await eventually(async () => assert.ok(await inView(page, 'output')));
      await hasKeyboard(page, 'output');
      await eventually(async () =>
        assert.equal(await picture(page).locator('[tabindex="0"]').count(), 1),
      );
      await node(page, 'output').focus();
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await eventually(async () =>
        assert.ok(
          await page.getByLabel('w_q, row 1, column 1').evaluate((cell) => cell.matches(':focus')),
        ),
      );
    },
    { hash: '#transformer-layer' },
  ));

test('the picture shows what the cell in hand was read from and what depends on it', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await cell(page, 'Scores', 1, 2).click();
    await arithmetic(page).waitFor();
    const says = async (id, words) =>
      eventually(async () =>
        assert.ok((await node(page, id).getAttribute('aria-label')).endsWith(words)),
      );
    await says('scores', 'holds the selected cell');
    await says('k', 'read by the selected cell');
    await says('weights', 'depends on the selected cell');
    await says('output', 'depends on the selected cell');
    await says('v', 'j by m');
    await eventually(async () => {
      const lit = await picture(page)
        .locator('path.lit')
        .evaluateAll((paths) => paths.map((path) => `${path.dataset.of}→${path.dataset.into}`));
      assert.ok(lit.includes('q→scores') && lit.includes('scores→weights'), String(lit));
    });
    await cell(page, 'Output', 1, 1).click();
    await says('q', 'the selected cell comes from it');
  }));

test('Next and Back go through the operations; the others are dimmed, and it is said where one is', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    const next = page.getByRole('button', { name: 'Next step' });
    await next.click();
    await eventually(async () =>
      assert.match(await where(page).textContent(), /Step 1 of 3: Scores/),
    );
    await says(page, /^Step 1 of 3: Scores\.$/);
    await eventually(async () => assert.deepEqual(await clear(page), ['scores']));
    await inspect(page, 'with the other steps dimmed');
    await next.click();
    await eventually(async () => assert.deepEqual(await clear(page), ['weights']));
    await next.click();
    await eventually(async () => assert.ok(await next.isDisabled()));
    await eventually(async () =>
      assert.equal(
        await page.locator('step-card[aria-current="step"]').getAttribute('data-step'),
        'output',
      ),
    );
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await eventually(async () =>
      assert.match(await where(page).textContent(), /Step 2 of 3: Weights/),
    );
    await page.getByRole('button', { name: 'All steps' }).click();
    await eventually(async () =>
      assert.deepEqual(await clear(page), ['scores', 'weights', 'output']),
    );
  }));

test('the buttons stay under the pointer, whatever the name of the step', async () => {
  for (const screen of [screens.wide, screens.middle, screens.phone])
    await withPage(
      async (page) => {
        await page.locator('value-table[grid] td').first().waitFor();
        const next = page.getByRole('button', { name: 'Next step' });
        await still(page);
        const { x } = await next.boundingBox();
        for (let step = 0; step < 5; step += 1) {
          await next.click();
          await eventually(async () =>
            assert.equal((await next.boundingBox()).x, x, `${screen.width}, step ${step}`),
          );
        }
        await page.getByRole('button', { name: 'Play' }).click();
        await eventually(async () =>
          assert.equal((await next.boundingBox()).x, x, `${screen.width}, playing`),
        );
      },
      { screen, hash: '#multi-head' },
    );
});

test('keys step from anywhere, the card comes into view, and Esc ends it', () =>
  withPage(
    async (page) => {
      await page.getByLabel('x, row 1, column 1').focus();
      for (let step = 0; step < 20; step += 1) await page.keyboard.press('Alt+PageDown');
      await eventually(async () => assert.match(await where(page).textContent(), /Step 20 of 33/));
      await eventually(async () => {
        const [current] = await clear(page);
        assert.ok(await inView(page, current));
      });
      await eventually(async () =>
        assert.ok(await page.getByRole('button', { name: 'Next step' }).isVisible()),
      );
      await page.keyboard.press('Alt+PageUp');
      await eventually(async () => assert.match(await where(page).textContent(), /Step 19 of 33/));
      await page.keyboard.press('Escape');
      await where(page).waitFor({ state: 'detached' });
    },
    { hash: '#transformer-layer' },
  ));

test('play walks to one cell of the output, a cell and a sentence a step; at its end all is as before', () => {
  const stay = heldTimers(3000); // at a step
  return withPage(
    async (page) => {
      await shows(page, 'Scores', homework.scores);
      await page.getByRole('group', { name: /^The program: / }).waitFor();
      await cell(page, 'Scores', 1, 3).click();
      await arithmetic(page).waitFor();
      await page.getByRole('button', { name: 'Play' }).click();
      await where(page).getByText('Scores').waitFor();
      const sentence = page.locator('step-controls .sentence');
      await sentence.getByText('Scores for query 1, key 2').waitFor();
      await eventually(async () => assert.deepEqual(await lit(page, 'scores', 'pinned'), ['1,2']));
      await eventually(async () =>
        assert.deepEqual(await lit(page, 'k', 'source'), ['2,1', '2,2', '2,3'], 'its row'),
      );
      await eventually(async () => {
        const rings = await page.evaluate(() => window.animated);
        assert.deepEqual([...new Set(rings)], ['ring 400']);
      });
      await says(page, /^Step 1 of 3\. Scores for query 1, key 2/);
      await eventually(async () => assert.equal(await stay.pass(page), 1));
      await where(page).getByText('Weights').waitFor();
      await page.getByRole('button', { name: 'Pause' }).click();
      await page.getByRole('button', { name: 'Play' }).waitFor();
      await eventually(async () =>
        assert.equal(await stay.left(page), 0, 'nothing goes on any more'),
      );
      await page.getByRole('button', { name: 'Play' }).click();
      await where(page).getByText('Output').waitFor();
      await eventually(async () => assert.deepEqual(await lit(page, 'output', 'pinned'), ['1,1']));
      await eventually(async () => assert.equal(await stay.pass(page), 1));
      await where(page).waitFor({ state: 'detached' });
      await eventually(async () => assert.deepEqual(await lit(page, 'scores', 'pinned'), ['1,3']));
      await eventually(async () =>
        assert.equal(await stay.left(page), 0, 'and at the end it stops'),
      );
    },
    {
      prepare: async (page) => {
        await noteAnimations(page);
        await stay.hold(page);
      },
    },
  );
});

test('a walk of a long program goes through what leads to its cell, and unfolds it', () =>
  withPage(
    async (page) => {
      await page.locator('.group.folded').first().waitFor();
      await page.getByRole('button', { name: 'Play' }).click();
      await page.locator('step-controls .sentence').waitFor();
      await page.getByRole('button', { name: 'Pause' }).click();
      await eventually(async () => {
        const [current] = await clear(page);
        assert.ok(await inView(page, current));
      });
    },
    { hash: '#transformer-layer' },
  ));

test('with reduced motion there is no play and no ring, only the next step', () =>
  withPage(
    async (page) => {
      await shows(page, 'Scores', homework.scores);
      await eventually(async () =>
        assert.equal(await page.getByRole('button', { name: 'Play' }).count(), 0),
      );
      await page.getByRole('button', { name: 'Next step' }).click();
      await where(page).getByText('Scores').waitFor();
      await eventually(async () =>
        assert.deepEqual(await page.evaluate(() => window.animated), []),
      );
    },
    { reducedMotion: 'reduce', prepare: noteAnimations },
  ));

test('on a phone the controls stay in reach from step to step, and nothing scrolls sideways', () =>
  withPage(
    async (page) => {
      await shows(page, 'Scores', homework.scores);
      const next = page.getByRole('button', { name: 'Next step' });
      for (let step = 0; step < 3; step += 1) await next.tap();
      await eventually(async () => assert.match(await where(page).textContent(), /Output/));
      await eventually(async () => assert.ok(await inView(page, 'output')));
      await eventually(async () => {
        const { y } = await next.boundingBox();
        assert.ok(y >= 0 && y < 100, `the controls are at ${y}`);
      });
      await eventually(async () =>
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320),
      );
      await inspect(page, 'the stepper on a phone');
    },
    { screen: screens.small, hasTouch: true },
  ));
