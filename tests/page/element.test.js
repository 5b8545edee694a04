// One element on the pages of others: with one script tag, from another origin, and it leaves them alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noted, ONE, onCourse, one, useCourse } from './course.js';
import {
  arithmetic,
  blank,
  cell,
  eventually,
  holds,
  homework,
  inspect,
  LONG,
  screens,
  shows,
  site,
  still,
} from './support.js';

useCourse();

test('one script tag on a page of another origin shows the example', () =>
  onCourse(ONE, async (page) => {
    await shows(page, 'Scores', homework.scores);
    await holds(page, 'k', homework.k);
    await blank(page, 'q', 1, 1).fill('3');
    await shows(page, 'Scores', [['5', '11', '15', '2']]);
    await cell(page, 'Scores', 1, 2).click();
    await arithmetic(page).waitFor();
    assert.notEqual(new URL(page.url()).origin, new URL(site).origin);
  }));

test('nothing of the page around is changed, and nothing of it is taken over', () =>
  onCourse(
    ONE,
    async (page) => {
      const around = () =>
        page.evaluate(() => {
          const { font, color, letterSpacing } = getComputedStyle(document.querySelector('p'));
          return [document.title, location.href, history.length, localStorage.length]
            .concat(Object.keys(document.documentElement.dataset), document.styleSheets.length)
            .concat(font, color, letterSpacing, document.head.children.length);
        });
      const start = await around();
      await shows(page, 'Scores', homework.scores);
      await blank(page, 'q', 1, 1).fill('3');
      await shows(page, 'Scores', [['5', '11', '15', '2']]);
      await one(page).getByRole('button', { name: 'Dark' }).click();
      await one(page).evaluate(({ workbench }) => workbench.pickVariant('scaled-dot-product'));
      await shows(page, 'Dot products q·k', [['5', '11', '15', '2']]);
      await eventually(async () => assert.deepEqual(await around(), start));
      const inside = await one(page)
        .locator('input-list')
        .evaluate((list) => {
          const { fontFamily, letterSpacing, textAlign, lineHeight, fontSize } =
            getComputedStyle(list);
          return { fontFamily, letterSpacing, textAlign, lineHeight, fontSize };
        });
      assert.ok(inside.fontFamily.includes('Playground Serif'));
      assert.deepEqual(
        { ...inside, fontFamily: '' },
        {
          fontFamily: '',
          letterSpacing: 'normal',
          textAlign: 'start',
          lineHeight: '24px',
          fontSize: '16px',
        },
      );
    },
    { colorScheme: 'light' },
  ));

test('keys are heard inside of the element only', () =>
  onCourse(`<p><button id="before">Next slide</button></p>${ONE}`, async (page) => {
    await shows(page, 'Scores', homework.scores);
    await blank(page, 'q', 1, 1).fill('3');
    await shows(page, 'Scores', [['5', '11', '15', '2']]);
    await page.locator('#before').focus();
    await page.keyboard.press('?');
    await eventually(async () => assert.equal(await page.locator('key-list').count(), 0));
    await cell(page, 'Scores', 1, 1).focus();
    await page.keyboard.press('?');
    await page.locator('key-list').waitFor();
    await page.keyboard.press('Control+Z');
    await shows(page, 'Scores', homework.scores);
  }));

test('a state is given as an attribute, told by an event, and copied as a link to the site', () =>
  onCourse(ONE.replace('>', ' state="argmax?q=3,1,2&k=1,2,0;0,3,4&v=1,0;0,1">'), async (page) => {
    await shows(page, 'Scores', [['5', '11']]);
    await page.evaluate(() => {
      const element = document.getElementById('one');
      element.addEventListener('attention-change', ({ detail }) => {
        window.told = detail.state;
      });
    });
    await blank(page, 'q', 1, 1).fill('1/2');
    await shows(page, 'Scores', [['2.5', '11']]);
    const state = 'argmax?q=1/2,1,2&k=1,2,0;0,3,4&v=1,0;0,1';
    await page.waitForFunction((state) => window.told === state, state);
    await page.evaluate(() => document.getElementById('one').setAttribute('state', 'linear'));
    await one(page).getByRole('heading', { level: 1, name: 'Linear attention' }).waitFor();
    await page.evaluate((was) => document.getElementById('one').setAttribute('state', was), state);
    await shows(page, 'Scores', [['2.5', '11']]);
    await one(page).getByRole('button', { name: 'Copy link' }).click();
    await one(page).getByRole('button', { name: 'Copied' }).waitFor();
    await eventually(async () =>
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `${site}#${state}`),
    );
  }));

test('a state that cannot be read says so in the element', () =>
  onCourse(ONE.replace('>', ' state="argmax?q=1,2;3">'), async (page) => {
    await shows(page, 'Scores', homework.scores);
    await noted(page, 'the rows of q are not equally long');
  }));

for (const [name, html, attribute, paper] of [
  ['a light page', '<html lang="en">', '', 'rgb(252, 251, 248)'],
  ['a dark page', '<html lang="en" style="color-scheme: dark">', '', 'rgb(21, 22, 24)'],
  [
    'a page that follows the system',
    '<html lang="en" style="color-scheme: light dark">',
    '',
    'rgb(21, 22, 24)',
  ],
  ['a page that asks for dark', '<html lang="en">', ' theme="dark"', 'rgb(21, 22, 24)'],
  [
    'a dark page that asks for light',
    '<html lang="en" style="color-scheme: dark">',
    ' theme="light"',
    'rgb(252, 251, 248)',
  ],
]) {
  test(`light or dark is what the page says: ${name}`, () =>
    onCourse(
      ONE.replace('>', `${attribute}>`),
      async (page) => {
        await shows(page, 'Scores', homework.scores);
        const ground = () =>
          one(page).evaluate((element) => getComputedStyle(element).backgroundColor);
        await eventually(async () => assert.equal(await ground(), paper));
        const other = paper === 'rgb(21, 22, 24)' ? 'Light' : 'Dark';
        await one(page).getByRole('button', { name: other }).click();
        await eventually(async () => assert.notEqual(await ground(), paper));
      },
      { html, colorScheme: 'dark' },
    ));
}

test('in a column of 600 pixels on a wide screen it folds as on a narrow one', () =>
  onCourse(`<div class="column">${ONE}</div>`, async (page) => {
    await shows(page, 'Output', homework.output);
    await still(page);
    const box = (selector) => one(page).locator(selector).first().boundingBox();
    const [inputs, steps, whole] = [
      await box('.left'),
      await box('.right'),
      await one(page).boundingBox(),
    ];
    assert.equal(whole.width, 600);
    assert.ok(steps.y >= inputs.y + inputs.height, 'the steps stand below the inputs');
    assert.ok(inputs.x >= whole.x && inputs.x + inputs.width <= whole.x + whole.width);
    const scroll = await one(page).evaluate((element) => element.scrollWidth);
    assert.equal(scroll, 600);
    await cell(page, 'Output', 1, 3).click();
    const dock = one(page).locator('.dock');
    await dock.waitFor();
    await eventually(async () => {
      const { x, width, y, height } = await dock.boundingBox();
      assert.deepEqual([x, width], [whole.x, 600], 'the dock is as wide as the element');
      assert.ok(y + height <= screens.wide.height + 1, 'the dock is in sight');
    });
  }));

for (const colorScheme of ['light', 'dark']) {
  test(`axe finds nothing on a course page with the element, ${colorScheme}`, () =>
    onCourse(
      ONE,
      async (page) => {
        await shows(page, 'Scores', homework.scores);
        await inspect(page, `a course page, ${colorScheme}`);
      },
      { colorScheme, html: '<html lang="en" style="color-scheme: light dark">' },
    ));
}

test('what measures works on a page of another origin', () =>
  onCourse(ONE, async (page) => {
    await one(page).getByRole('button', { name: 'Show growth' }).click();
    await one(page).getByRole('button', { name: 'Measure it in this browser' }).click();
    await one(page).getByRole('slider', { name: /^N to/ }).fill('8');
    await one(page).getByRole('button', { name: 'Measure', exact: true }).click();
    await one(page).getByText('6 points.').waitFor({ timeout: LONG });
  }));

test('the way to the labs leads to this site, not to that of the page around', () =>
  onCourse(ONE, async (page) => {
    const labs = one(page).getByRole('link', { name: 'Labs' });
    await eventually(async () =>
      assert.equal(await labs.evaluate(({ href }) => href), `${site}labs.html`),
    );
  }));
