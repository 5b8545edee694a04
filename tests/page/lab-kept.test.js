// What is typed in a lab, or in the workbench, is there again when one comes back to it in the same tab.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { blank, eventually, holds, site, useBrowser, withPage } from './support.js';

useBrowser();

const field = (page, name) =>
  page.locator(`typed-answer[data-part="${name}"]`).getByRole('textbox');
const stands = (page, name, text) =>
  eventually(async () => assert.equal(await field(page, name).inputValue(), text));
const question = (page, number) =>
  page.getByRole('navigation', { name: 'Labs' }).getByRole('link', { name: number }).click();
const bar = (page, name) => page.getByRole('banner').getByRole('link', { name, exact: true });
const entries = (page) => page.evaluate(() => history.length);

/** Two answers to question 1. */
async function answer(page) {
  await field(page, 'a').fill('||mu||^2');
  await field(page, 'b').fill('d');
}

async function answered(page) {
  await stands(page, 'a', '||mu||^2');
  await stands(page, 'b', 'd');
}

test('the answers of a lab are there after another question, the workbench and a reload', () =>
  withPage(
    async (page) => {
      await answer(page);
      const before = await entries(page);
      await question(page, /^1/);
      await answered(page);
      await eventually(async () =>
        assert.equal(await entries(page), before, 'the open question stays as it is'),
      );

      await question(page, /^4/);
      await page.locator('decoding-lab').waitFor();
      await page.getByLabel('A, shape of W_q').selectOption('hdq');
      await question(page, /^1/);
      await answered(page);
      await question(page, /^4/);
      await eventually(async () =>
        assert.equal(await page.getByLabel('A, shape of W_q').inputValue(), 'hdq'),
      );

      await bar(page, 'Workbench').click();
      await page.waitForURL(/index\.html/);
      await bar(page, 'Labs').click();
      await page.locator('decoding-lab').waitFor();
      await question(page, /^1/);
      await answered(page);
      await page.reload();
      await answered(page);
      // What an address says itself is what stands there.
      await page.evaluate(() => {
        location.hash = '#why-root-d?b=d%2B1';
      });
      await stands(page, 'b', 'd+1');
      await stands(page, 'a', '');
      await page.goBack();
      await answered(page);
    },
    { hash: 'labs.html#why-root-d' },
  ));

test('what was said of an answer is there again, and a link that says “right” is judged', () =>
  withPage(
    async (page) => {
      const part = (name) => page.locator(`typed-answer[data-part="${name}"]`);
      const progress = page.getByRole('list', { name: 'Progress' });
      const check = async (name, text) => {
        await field(page, name).fill(text);
        await part(name).getByRole('button', { name: 'Check' }).click();
      };
      const stands = async (...lines) => {
        for (const [name, verdict, state] of lines) {
          await part(name).getByText(verdict).waitFor();
          await progress.getByText(`(${name}) ${state}`).waitFor();
        }
      };
      await check('a', '||mu||^2');
      await check('b', 'd^2');
      const said = [
        ['a', 'Correct.', 'correct'],
        ['b', 'Not yet.', 'tried'],
      ];
      await stands(...said);
      await question(page, /^4/);
      await page.locator('decoding-lab').waitFor();
      await question(page, /^1/);
      await stands(...said);
      await page.waitForFunction(() => location.hash.includes('tried=a,b'));
      await page.reload();
      await stands(...said);
      await part('a').getByRole('button', { name: 'See why' }).waitFor();
      await eventually(async () =>
        assert.equal(await part('a').getByRole('button', { name: /^Hint/ }).count(), 0),
      );
      // What was not checked is not judged.
      await field(page, 'b').fill('d');
      await page.waitForFunction(() => location.hash.includes('unchecked=b'));
      await page.reload();
      await stands(said[0]);
      await eventually(async () => assert.equal(await part('b').locator('.verdict').count(), 0));
      // What cannot be read is neither tried nor wrong, and takes nothing back.
      await check('a', 'the squared norm of mu');
      await stands(['a', 'Not read:', 'correct']);
      await eventually(async () => assert.equal(await part('a').locator('.wrong').count(), 0));
      await check('c', 'root');
      await stands(['c', 'Not read:', 'open']);
      // Whatever a link says of itself.
      await page.evaluate(() => {
        location.hash = '#why-root-d?a=mu&b=d&c=d&tried=a,b,c&right=a,b,c';
      });
      await stands(['b', 'Correct.', 'correct'], ['c', 'Not yet.', 'tried']);
      await progress.getByText('(a) tried').waitFor();
      await page.evaluate(() => {
        location.hash = '#why-root-d?a=d&b=d&tried=a,b&right=a,b';
      });
      await stands(['a', 'Not yet.', 'tried'], ['b', 'Correct.', 'correct']);
    },
    { hash: 'labs.html#why-root-d?samples=1000' },
  ));

test('a lab can be begun anew, and Back leads to what was typed', () =>
  withPage(
    async (page) => {
      const again = page.getByRole('button', { name: 'Start again' });
      await field(page, 'a').waitFor();
      await eventually(async () => assert.equal(await again.count(), 0, 'nothing was typed'));
      await answer(page);
      await page.getByRole('button', { name: 'Hint 1 of 3' }).first().click();
      await again.click();
      await stands(page, 'a', '');
      await stands(page, 'b', '');
      await eventually(async () => assert.equal(await page.locator('hint-rungs li').count(), 0));
      await eventually(async () => assert.equal(await again.count(), 0));
      await question(page, /^4/);
      await page.locator('decoding-lab').waitFor();
      await question(page, /^1/);
      await stands(page, 'a', '');
      await page.goBack();
      await page.locator('decoding-lab').waitFor();
      await page.goBack();
      await stands(page, 'a', '');
      await page.goBack();
      await answered(page);
    },
    { hash: 'labs.html#why-root-d' },
  ));

test('a lab that was begun anew can be had back, until something else is typed in it', () =>
  withPage(
    async (page) => {
      const undo = page.getByRole('button', { name: 'Undo' });
      await field(page, 'a').waitFor();
      await answer(page);
      await page.getByRole('button', { name: 'Start again' }).click();
      await stands(page, 'a', '');
      await undo.click();
      await answered(page);
      await eventually(async () => assert.equal(await undo.count(), 0));
      await page.getByRole('button', { name: 'Start again' }).click();
      await undo.waitFor();
      await field(page, 'b').fill('1');
      await undo.waitFor({ state: 'detached' });
    },
    { hash: 'labs.html#why-root-d' },
  ));

test('the numbers of the workbench are there after the labs', () =>
  withPage(async (page) => {
    await blank(page, 'q', 1, 1).fill('7');
    await bar(page, 'Labs').click();
    await page.waitForURL(/labs\.html/);
    await question(page, /^2/);
    await page.locator('argmax-lab').waitFor();
    await bar(page, 'Workbench').click();
    await holds(page, 'q', [['7', '1', '2']]);
    await eventually(async () =>
      assert.match(await bar(page, 'Labs').getAttribute('href'), /labs\.html#argmax$/),
    );
  }));

test('hidden answers stay hidden on the way back, and a frame begins as its author says', async () => {
  await withPage(
    async (page) => {
      await field(page, 'a').fill('mu');
      await question(page, /^2/);
      await page.locator('argmax-lab').waitFor();
      await question(page, /^1/);
      await stands(page, 'a', 'mu');
      await eventually(async () =>
        assert.equal(await page.getByRole('button', { name: 'Show anyway' }).count(), 0),
      );
    },
    { hash: 'labs.html#why-root-d?answers=hide' },
  );
  const server = createServer(({ url }, response) => {
    const frame = (hash, title) =>
      `<iframe title="${title}" width="900" height="900" src="${site}labs.html${hash}"></iframe>`;
    const frames = frame('#why-root-d?answers=hide', 'one') + frame('#why-root-d', 'two');
    const late = url === '/two' ? frames : '';
    const text = `<!doctype html><html lang="en"><title>Week 3</title><link rel="icon" href="data:,">
      ${late || frame('#why-root-d', 'one')}`;
    response.writeHead(200, { 'content-type': 'text/html' }).end(text);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const host = `http://127.0.0.1:${server.address().port}/`;
  try {
    await withPage(
      async (page) => {
        const one = page.frameLocator('iframe[title="one"]');
        await answer(one);
        await question(one, /^2/);
        await one.locator('argmax-lab').waitFor();
        await question(one, /^1/);
        await answered(one);
        await page.goto(`${host}two`);
        for (const name of ['one', 'two'])
          await stands(page.frameLocator(`iframe[title="${name}"]`), 'a', '');
        await eventually(async () =>
          assert.equal(await one.getByRole('button', { name: 'Show anyway' }).count(), 0),
        );
      },
      { host },
    );
  } finally {
    server.close();
  }
});
