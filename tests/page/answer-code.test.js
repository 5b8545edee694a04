// A code of one's work: short, read back on the page and refused where a part of it is lost or changed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checked, isCode, withCheck } from '../../www/state/url/answer-code.ts';
import { BrokenLink } from '../../www/state/url/broken-link.ts';
import { labCodec } from '../../www/state/url/lab-codec.ts';
import { lasting, mendedLink } from '../../www/state/url/mended-link.ts';
import { onCourse, useCourse } from './course.js';
import { eventually, inspect, screens, withPage } from './support.js';

useCourse();

const TEXTS = [
  '1,4,3',
  'd^2 + "x" & <y>',
  '‖μ‖² = Σ',
  'a=b&c#d?e',
  ' ',
  '%',
  '(q·k + 1)^2',
  'O(b·d²).',
];
const codes = TEXTS.map((a) =>
  withCheck(
    lasting(labCodec.write({ id: 'why-root-d', settings: { a }, answers: 'show' })).slice(1),
  ),
);

test('a code gives back what was typed, whatever mail and forms make of its edges', () => {
  for (const [at, code] of codes.entries())
    for (const pasted of [
      code,
      `#${code}`,
      ` ${code}\n`,
      `<https://x.y/labs.html#${code}>`,
      `https://x.y/labs.html#${code}`,
    ]) {
      const { id, settings } = labCodec.read(mendedLink(pasted).text);
      assert.deepEqual([id, settings.a], ['why-root-d', TEXTS[at]], pasted);
      assert.ok(isCode(code));
    }
});

test('of a code no letter can be lost, changed or swapped without being noticed', () => {
  for (const code of codes) {
    const end = code.lastIndexOf('check=');
    for (let at = 0; at < code.length; at += 1) {
      if (at >= end && at < end + 6) continue; // without the word it is no code
      const changes = [
        code.slice(0, at) + code.slice(at + 1),
        code.slice(0, at) + (code[at] === 'x' ? 'y' : 'x') + code.slice(at + 1),
        code.slice(0, at) + code[at + 1] + code[at] + code.slice(at + 2),
      ];
      for (const changed of changes) {
        if (changed === code || changed.length < code.length - 1) continue;
        if (!/[?&]check=/.test(changed) || at + 1 >= code.length) continue;
        assert.throws(() => checked(changed), BrokenLink, changed);
      }
    }
  }
});

const handIn = (page) => page.locator('hand-in');
const field = (page, name) =>
  page.locator(`typed-answer[data-part="${name}"]`).getByRole('textbox');

/** @returns the code of what is typed */
async function copied(page) {
  await handIn(page).getByRole('button', { name: 'Hand in as a code' }).click();
  return handIn(page).locator('input.code').inputValue();
}

async function paste(page, text) {
  await handIn(page).getByRole('textbox', { name: 'Or paste' }).fill(text);
  await handIn(page).getByRole('button', { name: 'Bring back' }).click();
}

test('on the page of labs a code is shown, copied, and brings its answers back; Back undoes it', () =>
  withPage(
    async (page) => {
      await field(page, 'a').fill('||mu||^2');
      await field(page, 'b').fill('d');
      const code = await copied(page);
      assert.match(code, /^why-root-d\?a=.*&b=d&check=\w{7}$/);
      await inspect(page, 'the code');
      await handIn(page).getByRole('button', { name: 'Copy the code' }).click();
      await handIn(page).getByRole('button', { name: 'Copied' }).waitFor();
      await eventually(async () =>
        assert.equal(await page.evaluate(() => navigator.clipboard.readText()), code),
      );
      await page.getByRole('button', { name: 'Start again' }).click();
      await eventually(async () => assert.equal(await field(page, 'a').inputValue(), ''));
      await paste(page, code.replace('b=d', 'b=e'));
      await handIn(page).getByText('a part of it is missing').waitFor();
      await paste(page, 'argmax?output=1,4,3');
      await handIn(page).getByText('This code is of another lab').waitFor();
      await paste(page, '');
      await handIn(page).getByText('Paste a code or a link first').waitFor();
      await eventually(async () => assert.equal(await field(page, 'a').inputValue(), ''));
      await field(page, 'a').fill('mine');
      await paste(page, code);
      await eventually(async () => assert.equal(await field(page, 'a').inputValue(), '||mu||^2'));
      await eventually(async () => assert.equal(await field(page, 'b').inputValue(), 'd'));
      await page.waitForFunction(() => !location.hash.includes('mine'));
      await page.goBack();
      await eventually(async () => assert.equal(await field(page, 'a').inputValue(), 'mine'));
    },
    { hash: 'labs.html#why-root-d', screen: screens.phone },
  ));

test('an element takes a code as its state, and says of a damaged one that it is', () =>
  onCourse(
    `<attention-lab id="one" lab="why-root-d" state="${codes[0]}"></attention-lab>
     <attention-lab id="two" lab="why-root-d" state="${codes[0].slice(0, -1)}"></attention-lab>`,
    async (page) => {
      const one = page.locator('#one');
      await eventually(async () => assert.equal(await field(one, 'a').inputValue(), TEXTS[0]));
      await page.locator('#two').getByText('This link cannot be followed: a part').waitFor();
      await eventually(async () =>
        assert.equal(await field(page.locator('#two'), 'a').inputValue(), ''),
      );
    },
  ));

test('an address with a damaged code is said on the page of labs', () =>
  withPage(
    async (page) => {
      await page.getByText('This link cannot be followed: a part of it is missing').waitFor();
    },
    { hash: `labs.html#${codes[0].slice(0, -2)}` },
  ));
