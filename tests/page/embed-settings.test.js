// What an author says: read from one table, followed by the element and by the address of a frame, and
// what cannot be read is said.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { meanings } from '../../www/embed/meanings.ts';
import { readSettings } from '../../www/embed/read-settings.ts';
import { PARTS, schema, shownParts } from '../../www/embed/schema.ts';
import { noted, ONE, onCourse, one, two, useCourse } from './course.js';
import {
  blank,
  eventually,
  holds,
  homework,
  inspect,
  numbers,
  painted,
  shows,
  site,
  still,
  withPage,
} from './support.js';

useCourse();

const read = (given, element = 'playground') => readSettings(element, Object.entries(given));
const such = (attributes) => ONE.replace(' variant="argmax"', ` variant="argmax" ${attributes}`);

test('every setting has a meaning, and every word of a choice is read as itself', () => {
  assert.deepEqual(Object.keys(meanings).sort(), schema.map(({ name }) => name).sort());
  for (const { name, values = [], of } of schema)
    for (const word of values) {
      const { settings, remarks } = read({ [name]: word }, of[0]);
      assert.deepEqual([Object.values(settings).flat(), remarks], [[word], []], `${name} ${word}`);
    }
});

test('a word that is nearly one is taken for it, and both are said; what is far from all is left', () => {
  for (const setting of schema)
    for (const word of setting.values ?? []) {
      if (word.length < 4) continue;
      const slip = word[0] + word[2] + word[1] + word.slice(3);
      const { settings, remarks } = read({ [setting.name]: slip }, setting.of[0]);
      assert.deepEqual(Object.values(settings).flat(), [word]);
      assert.ok(remarks[0].includes(`“${slip}”`) && remarks[0].includes(`“${word}”`), remarks[0]);
    }
  const { settings, remarks } = read({
    theme: 'solarized',
    size: 'huge',
    base: 'javascript:alert(1)',
  });
  assert.deepEqual(settings, {});
  assert.equal(remarks.length, 3);
  assert.match(remarks[0], /light and dark/);
});

test('what is shown is a positive list', () => {
  assert.deepEqual([...shownParts({})], [...PARTS]);
  assert.deepEqual([...shownParts(read({ show: 'steps, inputs' }).settings)], ['steps', 'inputs']);
  assert.deepEqual([...shownParts(read({ compact: '' }).settings)], ['inputs', 'steps']);
  assert.deepEqual([...shownParts(read({ compact: 'false' }).settings)], [...PARTS]);
});

test('a compact playground and a step alone are low in a column of text', () =>
  onCourse(
    `<div style="width: 700px; padding: 0">${such('compact')}<attention-playground id="two" variant="argmax" step="scores"></attention-playground></div>`,
    async (page) => {
      await eventually(async () =>
        assert.equal(
          (await numbers({ getByRole: (...of) => two(page).getByRole(...of) }, 'Scores')).length,
          1,
        ),
      );
      const height = async (element) => (await element.boundingBox()).height;
      await eventually(async () =>
        assert.ok((await height(one(page))) <= 900, `compact: ${await height(one(page))}`),
      );
      await eventually(async () =>
        assert.ok((await height(two(page))) <= 400, `a step: ${await height(two(page))}`),
      );
      await eventually(async () =>
        assert.equal(
          await one(page).locator('page-bar, variant-picker, cost-panel, h1').count(),
          0,
        ),
      );
      await eventually(async () => assert.equal(await two(page).locator('step-card').count(), 1));
      await inspect(page, 'compact');
    },
  ));

test('a compact playground of several variants has their list, and nothing else that leads away', () =>
  onCourse(
    '<div style="width: 700px; padding: 0"><attention-playground id="one" compact variant="argmax" variants="argmax scaled-dot-product"></attention-playground></div>',
    async (page) => {
      const list = one(page).getByRole('tree');
      await one(page).getByRole('button', { name: 'Change' }).click();
      await list.getByRole('treeitem', { name: /^Softmax/ }).waitFor();
      await eventually(async () =>
        assert.equal(await one(page).locator('.compare-line, page-bar, h1').count(), 0),
      );
      await eventually(async () =>
        assert.equal(
          await one(page)
            .getByRole('link', { name: /homework/ })
            .count(),
          0,
        ),
      );
    },
  ));

test('unknown names and values are said in the element; those of frameworks are nobody’s', () =>
  onCourse(
    such(
      'theme="drak" shwo="steps" x="1" of="weigths" data-x="1" @click="x" v-if="y" _ngcontent-a="" class="z"',
    ),
    async (page) => {
      await noted(page, '“theme” has no “drak”: the nearest is “dark”, which is taken.');
      await noted(page, 'No setting is called “shwo”; the nearest is “show”.');
      await noted(page, 'takes no input “x”');
      await noted(page, 'has no “weigths”: the nearest is “weights”');
      const notice = await one(page).locator('.notice').textContent();
      for (const name of ['data-x', 'click', 'v-if', 'ngcontent', 'class'])
        assert.ok(!notice.includes(name), `${name} in: ${notice}`);
    },
  ));

test('inputs are attributes: anything that can be pasted, and what cannot be read is said', () =>
  onCourse(
    such(
      `q="[[3, 1, 2]]" k="1 2 0; 0 3 4" v="\\begin{bmatrix} 1 &amp; 0 \\\\ 0 &amp; 1 \\end{bmatrix}" mask="[[1, 2, oops"`,
    ),
    async (page) => {
      await holds(page, 'q', [['3', '1', '2']]);
      await shows(page, 'Scores', [['5', '11']]);
      await shows(page, 'Output', [['0', '1']]);
      await noted(page, 'mask cannot be read');
    },
  ));

/** Twice as sharp as it is in the papers. */
const PROGRAM = `# Sharp
in q[i,d], k[j,d], v[j,m]
scores[i,j] = 2 * sum[d] q[i,d] k[j,d]
weights[i,j] = softmax[j] scores[i,j]
output[i,m] = sum[j] weights[i,j] v[j,m]`;
const quoted = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

test('a program is computed on the inputs that are given, in an element and in a frame; the rest is random', async () => {
  const given = `program="${quoted(PROGRAM)}" q="[[3, 1, 2]]" k="1,2,0;0,3,4"`;
  await onCourse(such(given), async (page) => {
    await shows(page, 'Scores', [['10', '22']]);
    await one(page).getByText('Random until you type: v.').waitFor();
    const field = one(page).getByRole('textbox', { name: 'Program' });
    await eventually(async () => assert.equal(await field.inputValue(), PROGRAM));
    await field.fill(PROGRAM.replace('2 *', '3 *'));
    await shows(page, 'Scores', [['15', '33']]);
    // Another word of the author’s takes nothing back that a person has typed.
    await one(page).evaluate((element) => element.setAttribute('caption', 'Sharper'));
    await one(page).getByText('Sharper').waitFor();
    await eventually(async () =>
      assert.equal(await field.inputValue(), PROGRAM.replace('2 *', '3 *')),
    );
    await one(page).evaluate(
      (element, text) => {
        element.program = text;
      },
      PROGRAM.replace('2 *', '5 *'),
    );
    await shows(page, 'Scores', [['25', '55']]);
    await one(page).evaluate((element) => element.setAttribute('show', 'steps'));
    await eventually(async () => assert.equal(await field.count(), 0));
    await eventually(async () => assert.equal(await one(page).locator('.notice').count(), 0));
  });
  const query = new URLSearchParams({ program: PROGRAM, q: '3,1,2', k: '1,2,0;0,3,4', lock: 'k' });
  await withPage(
    async (page) => {
      await shows(page, 'Scores', [['10', '22']]);
      await blank(page, 'q', 1, 1).fill('4');
      await shows(page, 'Scores', [['12', '22']]);
      await eventually(() => assert.match(page.url(), /#own\?program=.*&q\.2=4,/));
      await page.reload();
      await shows(page, 'Scores', [['12', '22']]);
      await eventually(async () =>
        assert.equal(await blank(page, 'k', 1, 1).getAttribute('readonly'), ''),
      );
    },
    { host: `${site}?${query}` },
  );
});

test('a program that is wrong says where, also where its text is not shown, and what is not given to it', () =>
  onCourse(
    such(`compact q="1,2" program="${quoted(PROGRAM.replace('k[j,d]\n', 'k[d,j]\n'))}"`),
    async (page) => {
      await one(page).getByText('so it is not given q').waitFor();
      await one(page).locator('.error').getByText('In one step a letter has one size').waitFor();
      await eventually(async () =>
        assert.equal(await one(page).locator('program-bench').count(), 0),
      );
    },
  ));

test('what is locked is read, copied and traced, and nothing changes it', () =>
  onCourse(such('lock="k settings"'), async (page) => {
    await shows(page, 'Scores', homework.scores);
    await eventually(async () =>
      assert.equal(await blank(page, 'k', 1, 1).getAttribute('readonly'), ''),
    );
    await blank(page, 'q', 1, 1).fill('3');
    await shows(page, 'Scores', [['5', '11', '15', '2']]);
    for (const edit of [
      (element) => element.workbench.actions['cell-edit']({ name: 'k', place: 0, text: '9' }),
      (element) => element.setInputs({ k: [[1, 2, 3]] }),
      (element) => element.workbench.actions['param-set']({ name: 'scale', value: '1/√d' }),
      (element) => element.workbench.actions['axis-resize']({ letter: 'j', size: 2 }),
    ]) {
      await one(page).evaluate(edit);
      await noted(page, 'is locked here, and stays as it is.');
    }
    await holds(page, 'k', homework.k);
    await one(page).getByRole('button', { name: 'Random', exact: true }).click();
    await one(page).getByRole('button', { name: 'Fill all' }).click();
    await eventually(async () => assert.notEqual(await blank(page, 'q', 1, 1).inputValue(), '3'));
    await holds(page, 'k', homework.k);
    await eventually(async () => assert.equal(await one(page).locator('example-list').count(), 0));
  }));

test('results wait for a right table: those that show them wait too, and other numbers are asked anew', () =>
  onCourse(such('reveal="tried" of="weights"'), async (page) => {
    await shows(page, 'Scores', homework.scores);
    await one(page).getByText('Predict first').waitFor();
    await one(page).getByText('This contains Weights, and is shown together with it.').waitFor();
    for (const name of ['Weights', 'Output'])
      await eventually(async () => assert.deepEqual(await numbers(page, name), []));
    await eventually(async () =>
      assert.equal(await one(page).locator('gradient-panel').count(), 0),
    );
    await page.evaluate(() => {
      window.told = new Promise((heard) =>
        addEventListener('attention-check', ({ detail }) => heard(detail)),
      );
    });
    const guess = [1, 0, 0, 0];
    const type = async (row) => {
      for (const [at, text] of row.entries())
        await one(page)
          .getByLabel(`my weights, row 1, column ${at + 1}`, { exact: true })
          .fill(String(text));
      await one(page).getByRole('button', { name: 'Check my weights' }).click();
    };
    await type(guess);
    await one(page).getByText('Not yet.').waitFor();
    assert.deepEqual(await page.evaluate(() => window.told), {
      ...{ step: 'weights', right: false },
      ...{ cells: 4, wrong: 2, tries: 1 },
    });
    await eventually(async () => assert.equal(await one(page).getByText('is 1, not 0').count(), 0));
    await type([0, 1, 0, 0]);
    await shows(page, 'Weights', [['0', '1', '0', '0']]);
    await shows(page, 'Output', [['1', '4', '3']]);
    await blank(page, 'q', 1, 1).fill('3');
    await one(page).getByText('Predict first').waitFor();
    await eventually(async () => assert.deepEqual(await numbers(page, 'Output'), []));
  }));

test('after three wrong tables a person may ask for the numbers, but not where answers are hidden', async () => {
  for (const [attributes, count] of [
    ['', 1],
    ['answers="hide"', 0],
    ['answers="show"', 1],
  ])
    await onCourse(such(`reveal="tried" step="weights" ${attributes}`), async (page) => {
      await one(page).getByText('Predict first').waitFor();
      for (let at = 0; at < 3; at += 1)
        await eventually(async () =>
          assert.equal(
            await one(page).evaluate(
              async (element) => (await element.check('weights', [[1, 0, 0, 0]])).wrong,
            ),
            2,
          ),
        );
      await eventually(async () =>
        assert.equal(await one(page).getByRole('button', { name: 'Show anyway' }).count(), count),
      );
      if (count) await one(page).getByRole('button', { name: 'Show anyway' }).click();
      if (count) await shows(page, 'Weights', [['0', '1', '0', '0']]);
    });
});

test('headings, caption, size and the site of links are the author’s', () =>
  onCourse(
    such(
      'heading-level="3" caption="Example &lt;b&gt;1" lang="de" size="20" base="https://course.example/play/"',
    ),
    async (page) => {
      await shows(page, 'Scores', homework.scores);
      // Playwright's own roles know the level of an h1 only; browsers go by aria-level.
      const levels = (tag) =>
        one(page)
          .locator(tag)
          .evaluateAll((found) => [...new Set(found.map(({ ariaLevel }) => ariaLevel))]);
      for (const [tag, level] of [
        ['h1', '3'],
        ['h2', '4'],
        ['h3', '5'],
      ])
        await eventually(async () => assert.deepEqual(await levels(tag), [level]));
      await eventually(async () =>
        assert.equal(await one(page).locator('.caption').textContent(), 'Example <b>1'),
      );
      await eventually(async () =>
        assert.equal(await one(page).locator('.caption').getAttribute('lang'), 'de'),
      );
      await eventually(async () =>
        assert.equal(
          await one(page)
            .locator('.sheet')
            .evaluate(({ style }) => style.zoom),
          '1.25',
        ),
      );
      await eventually(async () =>
        assert.match(
          await one(page).getByRole('link', { name: 'Labs' }).getAttribute('href'),
          /^https:\/\/course\.example\/play\/labs/,
        ),
      );
      await eventually(async () =>
        assert.match(
          await one(page).evaluate((element) => element.link()),
          /^https:\/\/course\.example\/play\//,
        ),
      );
    },
  ));

test('a button leads the keyboard past the element', () =>
  onCourse(`${ONE}<p><button id="after">Next lecture</button></p>`, async (page) => {
    await shows(page, 'Scores', homework.scores);
    await page.locator('body').click({ position: { x: 1, y: 1 } });
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await eventually(async () =>
      assert.equal(await page.evaluate(() => document.activeElement.id), 'after'),
    );
  }));

test('elements of one group have the same inputs', () =>
  onCourse(
    `${such('group="a"')}<attention-playground id="two" variant="linear" group="a"></attention-playground>`,
    async (page) => {
      await eventually(async () =>
        assert.ok(await two(page).evaluate((element) => element.result)),
      );
      await one(page).evaluate((element) => element.setInputs({ q: [[3, 1, 2]] }));
      await eventually(async () =>
        assert.deepEqual(await two(page).evaluate((element) => element.inputs.q), [[3, 1, 2]]),
      );
    },
  ));

test('properties are the texts of the attributes, inputs and the result are data, and all is told', () =>
  onCourse(ONE, async (page) => {
    const told = await one(page).evaluate(async (element) => {
      const heard = [];
      for (const name of ['ready', 'input', 'result', 'error'])
        document.addEventListener(`attention-${name}`, ({ detail, composed }) =>
          heard.push([name, composed, Object.keys(detail)[0]]),
        );
      await element.ready;
      element.show = ['inputs', 'steps'];
      element.compact = true;
      element.headingLevel = 3;
      const { show, compact, headingLevel } = element;
      await element.setInputs({
        q: new Float64Array([3, 1, 2]).length ? [new Float64Array([3, 1, 2])] : [],
        k: { shape: [2, 3], data: [1, 2, 0, 0, 3, 4] },
        v: '1 0; 0 1',
      });
      const scores = () => [...element.result.steps.find(({ id }) => id === 'scores').tensor.data];
      while (scores().join() !== '5,11') await new Promise(requestAnimationFrame);
      const refusal = await element.setInputs({ q: [[1], [2, 3]] }).catch(({ message }) => message);
      element.reset();
      while (scores().length !== 4) await new Promise(requestAnimationFrame);
      return { show, compact, headingLevel, heard, refusal, inputs: element.inputs.q };
    });
    assert.deepEqual([told.show, told.compact, told.headingLevel], ['inputs steps', true, '3']);
    assert.match(told.refusal, /rows of q are not equally long/);
    assert.deepEqual(told.inputs, [[1, 1, 2]]);
    assert.ok(told.heard.every(([, composed]) => composed));
    for (const name of ['input', 'result'])
      assert.ok(
        told.heard.some(([heard]) => heard === name),
        name,
      );
    await eventually(async () => assert.equal(await one(page).locator('page-bar').count(), 0));
  }));

test('the address of a frame says the same before the #, and a person’s state does not touch it', () =>
  withPage(
    async (page) => {
      await shows(page, 'Scores', [['5', '11']]);
      await eventually(async () =>
        assert.equal(await page.locator('page-bar, variant-picker').count(), 0),
      );
      await eventually(async () =>
        assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark'),
      );
      await blank(page, 'q', 1, 1).fill('4');
      await shows(page, 'Scores', [['6', '11']]);
      await eventually(() => assert.match(page.url(), /\?show=.*&q=3.*#argmax\?q=4,1,2/));
      await page.reload();
      await shows(page, 'Scores', [['6', '11']]);
      await holds(page, 'k', [
        ['1', '2', '0'],
        ['0', '3', '4'],
      ]);
      await eventually(async () =>
        assert.equal(await blank(page, 'k', 1, 1).getAttribute('readonly'), ''),
      );
      await eventually(async () => assert.equal(await page.evaluate(() => localStorage.length), 0));
    },
    {
      host: `${site}?show=inputs,steps&theme=dark&lock=k&q=3,1,2&k=1,2,0;0,3,4&v=1,0;0,1&utm_source=x`,
    },
  ));

test('a map has the colours of the site after its toggle', () =>
  onCourse(such('q="[[1, 2, 0]]"'), async (page) => {
    await shows(page, 'Scores', [['5', '6', '5', '0']]);
    const rows = Array.from({ length: 20 }, () => [1, 2, 3]);
    await one(page).evaluate((element, k) => element.setInputs({ k, v: k }), rows);
    const pixels = () =>
      one(page)
        .locator('value-map canvas')
        .first()
        .evaluate((canvas) => canvas.toDataURL());
    await painted(one(page).locator('value-map canvas').first());
    await still(page);
    const light = await pixels();
    await page.evaluate(() => {
      document.documentElement.style.colorScheme = 'dark';
    });
    await eventually(async () => assert.notEqual(await pixels(), light));
    const dark = await pixels();
    await page.evaluate(() => {
      document.documentElement.style.colorScheme = 'light';
    });
    await eventually(async () => assert.equal(await pixels(), light));
    assert.notEqual(dark, light);
  }));
