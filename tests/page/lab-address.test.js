// A lab's address: what is typed is there whenever a page is left, and hidden answers stay hidden.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, useBrowser, withPage } from './support.js';

useBrowser();

const HASH = 'labs.html#why-root-d?samples=1000';
const LONG = `d${'+0'.repeat(20_000)}`;
const field = (page, name) =>
  page.locator(`typed-answer[data-part="${name}"]`).getByRole('textbox');
const stands = (page, name, text) =>
  eventually(async () => assert.equal(await field(page, name).inputValue(), text));

/** Type an answer, and do something before the address could be written. */
async function typeThen(page, name, text, then) {
  const leaves = then === 'reload' || then === 'workbench';
  const left = leaves && page.waitForEvent('load');
  await field(page, name).evaluate(
    (input, [text, then]) => {
      input.value = text;
      input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
      const page = document.querySelector('attention-labs').renderRoot;
      const within = page.querySelector('lab-bar').renderRoot;
      // Once this has been answered: a page that has gone may never answer.
      setTimeout(() => {
        if (then === 'reload') location.reload();
        else if (then === 'link') page.querySelectorAll('nav a')[1].click();
        else if (then === 'answers') within.querySelectorAll('button')[0].click();
        else within.querySelector('a').click();
      });
    },
    [text, then],
  );
  await left;
}

test('what was typed just before a page or a lab is left is there after it', () =>
  withPage(
    async (page) => {
      await typeThen(page, 'b', 'd+1', 'reload');
      await stands(page, 'b', 'd+1');
      await page.reload();
      await stands(page, 'b', 'd+1');
      await typeThen(page, 'b', 'd+2', 'workbench');
      await page.waitForURL(/index\.html/);
      await page.goBack();
      await stands(page, 'b', 'd+2');
      await typeThen(page, 'b', 'd+3', 'link');
      await page.locator('argmax-lab').waitFor();
      await page.goBack();
      await stands(page, 'b', 'd+3');
      await typeThen(page, 'b', 'd+4', 'answers');
      await page.waitForFunction(() => location.hash.includes('answers=hide'));
      await stands(page, 'b', 'd+4');
      await page.goBack();
      await page.waitForFunction(() => !location.hash.includes('answers=hide'));
      await stands(page, 'b', 'd+4');
    },
    { hash: HASH },
  ));

for (const [hash, says] of [
  [
    '#decoding?A=zzz&b=-4&B=dk',
    'This link gives A = “zzz” and b = “-4”, which this lab cannot read.',
  ],
  ['#argmax?q=1,2;3&T=hot&output=1,4,3', 'gives q = “1,2;3” and T = “hot”, which'],
  ['#by-hand?joined=glue&toString=1&a=Q', 'gives joined = “glue” and toString = “1”, which'],
  ['#by-hand?c=x&a=Q', 'gives c = “x”, which'],
  ['#kernels?N=many&count=6', 'gives N = “many”, which'],
])
  test(`what cannot be read of ${hash} is said, and the rest is there`, () =>
    withPage(
      async (page) => {
        await page.locator('.notice').getByText(says).waitFor();
        await page.locator('.onward').waitFor();
        await page.getByRole('navigation', { name: 'Labs' }).getByRole('link').first().click();
        await page.locator('scaling-lab').waitFor();
        await eventually(async () => assert.equal(await page.locator('.notice').count(), 0));
      },
      { hash: `labs.html${hash}` },
    ));

test('a link that a lab makes itself says nothing of the kind', () =>
  withPage(
    async (page) => {
      const asks = [
        '#decoding?A=hdq&sizes=h:4,k:4&open=roofline,decoding&at=n:4096&eq=ij->ji&mqa-time=bd&gqa-memory=x',
        '#argmax?q=9,1,2&output=1,_,3&claim=zero&T=0.5&gradients=shown&values=yes&tokens=5&rate=0.5',
        '#by-hand?a=d_model&split=x&joined=contiguous().view&o_in=2',
        '#kernels?kernel=relu&seed=3&degree=2&fq=1&count=6&condition=positive&softmax-time=N&D=128&N=500',
        '#why-root-d?d=abc&mean=1,2&s=sqrt-d&samples=1000&keys=4&a=d',
      ];
      for (const hash of asks) {
        await page.evaluate((hash) => {
          location.hash = hash;
        }, hash);
        await page.waitForFunction(
          (id) => document.querySelector('attention-labs').loaded === id,
          hash.slice(1, hash.indexOf('?')),
        );
        await page.locator('.onward').waitFor();
        await eventually(async () => assert.equal(await page.locator('p.notice').count(), 0, hash));
      }
    },
    { hash: 'labs.html' },
  ));

test('hidden answers come first in an address, and stay hidden however long it is', () =>
  withPage(
    async (page) => {
      const hidden = async () => {
        await page.locator('typed-answer').first().waitFor();
        await eventually(async () =>
          assert.equal(
            await page.getByRole('button', { name: /^Show (anyway|answers)$/ }).count(),
            0,
          ),
        );
      };
      await stands(page, 'a', 'd'.repeat(9000));
      await hidden();
      await field(page, 'b').fill('d');
      await page.waitForFunction(() => location.hash.startsWith('#why-root-d?answers=hide&'));
      await field(page, 'b').fill(LONG);
      await page.waitForFunction(() => /\?answers=hide&kept=\w+$/.test(location.hash));
      await page.getByRole('button', { name: 'Copy link' }).click();
      await page.getByRole('button', { name: 'Too large for a link' }).waitFor();
      await page.reload();
      await stands(page, 'b', LONG);
      await stands(page, 'a', 'd'.repeat(9000));
      await hidden();
      await page.getByText('Your browser has kept it for this tab').waitFor();
      // Where it is not kept, that is said.
      const elsewhere = page.url();
      await page.evaluate(() => sessionStorage.clear());
      await page.goto('about:blank');
      await page.goto(elsewhere);
      await page.getByText('only the tab where it was made still has it').waitFor();
      await stands(page, 'b', '');
      await hidden();
    },
    { hash: `${HASH}&a=${'d'.repeat(9000)}&answers=hide` },
  ));
