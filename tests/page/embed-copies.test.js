// Copies of the playground on one page: those of sites are one, and the widget of a notebook stands beside them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { widgetModule, widgetName } from '../../scripts/lib/alone.mjs';
import { root } from '../../scripts/lib/run.mjs';
import { courseFile, ONE, onCourse, one, useCourse } from './course.js';
import { eventually, homework, shows, site } from './support.js';

useCourse();

const LAB = '<attention-lab lab="argmax" part="a"></attention-lab>';
const VERSIONS = ['0.1.0', '0.2.0'];
const texts = Promise.all(VERSIONS.map(widgetModule));

/** In the page: a widget as a notebook makes one, of a text or of an address. */
async function render({ text, address, ...more }) {
  const url = address ?? URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  const { default: widget } = await import(url);
  const traits = {
    ...more,
    variant: 'argmax',
    compact: true,
    inputs: { q: [[3, 1, 2]] },
    result: {},
  };
  const model = { get: (name) => traits[name], set() {}, on() {} };
  const el = document.body.appendChild(document.createElement('div'));
  await widget.render({ model, el });
}

const add = (page, name) =>
  page.evaluate(
    (src) =>
      document.head.append(
        Object.assign(document.createElement('script'), { type: 'module', src }),
      ),
    `${site}${name}`,
  );

async function allWork(page) {
  await shows(one(page), 'Scores', homework.scores);
  await page.getByLabel('my output, row 1, column 1', { exact: true }).waitFor();
  await eventually(async () => assert.equal(await page.getByRole('alert').count(), 0));
}

const GIVEN = [['5', '11', '15', '2']];
const widgets = async (page) => {
  for (const version of VERSIONS)
    await shows(page.locator(widgetName('attention-playground', version)), 'Scores', GIVEN);
};

test('widgets of two versions, then the script of a site: each has its own', () =>
  onCourse(
    ONE + LAB,
    async (page) => {
      for (const text of await texts) await page.evaluate(render, { text });
      await widgets(page);
      await add(page, 'attention-playground.js');
      await allWork(page);
      await widgets(page);
    },
    { from: 'data:text/javascript,//' },
  ));

test('the script of a site, then widgets of two versions: each has its own', () =>
  onCourse(ONE + LAB, async (page) => {
    await allWork(page);
    for (const text of await texts) await page.evaluate(render, { text });
    await widgets(page);
    await allWork(page);
  }));

test('of two versions of a site the first has the elements, and the console says so', () =>
  onCourse(
    ONE + LAB,
    async (page) => {
      await allWork(page);
      const text = readFileSync(join(root, 'dist', 'attention-playground.js'), 'utf8');
      const said = [];
      page.on('console', (message) => said.push(message.text()));
      for (const version of ['0.1.0', '9.8.7']) {
        const other = courseFile(text.replaceAll('0.1.0', version), 'text/javascript');
        await page.addScriptTag({ url: other, type: 'module' });
      }
      await eventually(async () => assert.equal(said.length, 1));
      assert.match(said[0], /versions 0\.1\.0 and 9\.8\.7\. All elements are of version 0\.1\.0,/);
      await allWork(page);
    },
    { expected: [/^console: .*loads versions/, /^request: http:\/\/127\.0\.0\.1:\d+\/\d+$/] },
  ));

test('a widget by its address and the script of a site are one copy', () =>
  onCourse(
    ONE + LAB,
    async (page) => {
      await page.evaluate(render, { address: `${site}anywidget.js` });
      await shows(page.locator('attention-playground').last(), 'Scores', GIVEN);
      await allWork(page);
      await add(page, 'attention-playground.js?later');
      await allWork(page);
    },
    { from: 'data:text/javascript,//' },
  ));

test('a widget that a site has copied away from its files finds them by its base, or says that it needs one', () =>
  onCourse(
    '',
    async (page) => {
      const address = courseFile(
        readFileSync(join(root, 'dist', 'anywidget.js'), 'utf8'),
        'text/javascript',
      );
      for (const base of [undefined, 'javascript:alert(1)', 'data:text/javascript,//'])
        await page.evaluate(render, { address, base });
      await eventually(async () =>
        assert.equal(await page.getByRole('alert').getByText('Add "base"').count(), 3),
      );
      for (const base of [site, site.slice(0, -1)]) await page.evaluate(render, { address, base });
      await shows(page.locator('attention-playground').first(), 'Scores', GIVEN);
      await shows(page.locator('attention-playground').last(), 'Scores', GIVEN);
    },
    { from: 'data:text/javascript,//', expected: [/^request: http:\/\/127\.0\.0\.1:\d+\/\d+$/] },
  ));

test('a widget by its address shows a lab and a model where its trait says so, and tells what is answered', () =>
  onCourse(
    '',
    async (page) => {
      await page.evaluate(async (site) => {
        const { default: widget } = await import(`${site}anywidget.js`);
        window.told = {};
        for (const traits of [
          { element: 'lab', lab: 'argmax', part: 'a' },
          { element: 'model', model: 'causal' },
        ]) {
          const model = {
            get: (name) => traits[name],
            set: (name, value) => {
              window.told[name] = value;
            },
            on() {},
          };
          const el = document.body.appendChild(document.createElement('div'));
          await widget.render({ model, el });
        }
      }, site);
      await page.getByText('Attention Playground: argmax').waitFor();
      await page.getByRole('button', { name: 'Open the playground' }).first().click();
      const field = page.getByLabel('my output, row 1, column 1', { exact: true });
      await field.fill('1');
      await page.waitForFunction(() => /argmax/.test(window.told.state ?? ''));
      await page.getByRole('button', { name: 'Open the playground' }).click();
      await page.locator('attention-model').getByText('token').first().waitFor();
    },
    { from: 'data:text/javascript,//' },
  ));
