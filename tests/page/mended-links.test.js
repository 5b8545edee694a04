// Links as mail, chats, documents and counters of visits hand them on: read, with the rest named.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pack } from '../../www/state/url/compress.ts';
import { lasting, leftOut, mendedLink } from '../../www/state/url/mended-link.ts';
import { readLink } from '../../www/state/url/read-link.ts';
import { writeLink } from '../../www/state/url/write-link.ts';
import { listVariants } from './core.js';
import { ONE, onCourse, one, useCourse } from './course.js';
import { panels } from './panels.js';
import { eventually, holds, homework, shows, withPage } from './support.js';

useCourse();

const PLAIN = 'argmax?q=1/2,1,2&k=1,2,0;0,3,4&v=1,0;0,1&hold=scores:0,1';
const codes = (text, marks) => text.replace(marks, (mark) => encodeURIComponent(mark));

for (const [name, link, left = []] of [
  ['its address before it', `https://course.example/play/?utm_source=site#${PLAIN}`],
  ['commas and semicolons as codes', codes(PLAIN, /[,;]/g)],
  ['semicolons as codes', codes(PLAIN, /;/g)],
  ['every mark as a code', encodeURIComponent(PLAIN)],
  ['every mark as a code, twice', encodeURIComponent(encodeURIComponent(PLAIN))],
  ['small codes', encodeURIComponent(PLAIN).toLowerCase()],
  ['&amp;', PLAIN.replaceAll('&', '&amp;')],
  ['&amp;amp;', PLAIN.replaceAll('&', '&amp;amp;')],
  ['&#38;', PLAIN.replaceAll('&', '&#38;')],
  ['& as JSON writes it', PLAIN.replaceAll('&', '\\u0026')],
  ['& as JSON writes it, in an address', PLAIN.replaceAll('&', '%5Cu0026')],
  ['= as a mail writes it', PLAIN.replaceAll('=', '=3D')],
  ['a line that a mail has broken', `${PLAIN.slice(0, 20)}=\r\n${PLAIN.slice(20)}`],
  ['a line that a chat has broken', `${PLAIN.slice(0, 20)}%0A${PLAIN.slice(20)}`],
  ['marks of no width', `\u200b${PLAIN}%E2%80%8B`],
  ['a bracket behind it', `${PLAIN})`],
  ['a bracket and a full stop behind it', `${PLAIN}).`],
  ['quotation marks behind it', `${PLAIN}%22`],
  ['curly quotation marks behind it', `${PLAIN}%E2%80%9D,`],
  ['an angle bracket behind it', `${PLAIN}%3E`],
  ['a square bracket behind it', `${PLAIN}]`],
  ['&gt; behind it', `${PLAIN}&gt;`],
  ['a blank behind it', `${PLAIN}%20`],
  ['a full stop of Chinese behind it', `${PLAIN}%E3%80%82`],
  ['a counter of visits', `${PLAIN}&utm_source=mail&utm_medium=a.b`, ['utm_source', 'utm_medium']],
  ['fbclid behind a mark', `${PLAIN}?fbclid=IwAR0,1-x`, ['fbclid']],
  ['gclid in the midst', PLAIN.replace('&k', '&gclid=7&k'), ['gclid']],
  ['commas as codes of codes beside semicolons', PLAIN.replaceAll(',', '%252C')],
  ['& as a code', PLAIN.replaceAll('&', '%26')],
  ['& as a named sign in capitals', PLAIN.replaceAll('&', '&AMP;')],
  ['strokes of Markdown', PLAIN.replaceAll('&', '\\&').replace('=', '\\=')],
  ['two stars of Markdown behind it', `${PLAIN}**`],
  ['the words that a browser shows', `${PLAIN}:~:text=Scores`],
  ['the words that a browser shows, in codes', `${PLAIN}%3A~%3Atext=Scores,-x`],
  ['a counter of a shop', `${PLAIN}&srsltid=AfmB`, ['srsltid']],
  ['a counter of a network', `${PLAIN}&trk=public_post`, ['trk']],
  ['a counter and a bracket', `${PLAIN}&amp;fbclid=1)`, ['fbclid']],
])
  test(`a link with ${name} is read`, () =>
    assert.deepEqual(mendedLink(`#${link}`), { text: PLAIN, left }));

test('so are links without numbers, and packed ones', async () => {
  const packed = await pack(PLAIN);
  for (const [link, text] of [
    ['#argmax&utm_source=x', 'argmax'],
    ['argmax?fbclid=1', 'argmax'],
    ['linear).', 'linear'],
    ['multi-head/', 'multi-head'],
    ['https://course.example/play/', ''],
    [`${packed}).`, packed],
    [`${packed}&utm_source=x`, packed],
    [packed.replace('~', '%7E'), packed],
  ])
    assert.equal(mendedLink(link).text, text, link);
  assert.equal(leftOut([]), '');
  assert.match(leftOut(['utm_source', 'fbclid']), /“utm_source” and “fbclid”/);
});

test('mending changes nothing in a link of ours, whatever was typed', () => {
  const variants = listVariants();
  const known = { variants, panels };
  const [info] = variants.filter(({ id }) => id === 'argmax');
  const { state } = readLink('argmax', known);
  for (const text of [
    '2.',
    '3D',
    '=3D',
    '\\u0026',
    '1\n2',
    '\u200b',
    '1,5',
    '1;2',
    '1)',
    '(1',
    '%2C',
    '&amp;',
    '"',
    '>',
    'utm_a=1',
    ' ',
    '?',
  ]) {
    for (const shape of [
      [1, 1],
      [2, 1],
      [1, 2],
    ]) {
      const cells = Array(shape[0] * shape[1]).fill(text);
      const inputs = Object.fromEntries(
        Object.keys(state.inputs).map((name) => [name, { shape, cells }]),
      );
      const link = writeLink({ ...state, inputs }, info, { pinned: null, panels });
      const { text: read, left } = mendedLink(lasting(link));
      assert.deepEqual(readLink(read, known).state.inputs, inputs, link);
      assert.deepEqual(left, []);
    }
  }
});

test('a link from a mail opens in the page, and what it gives besides is named', () =>
  withPage(
    async (page) => {
      await holds(page, 'q', [['1/2', '1', '2']]);
      await shows(page, 'Scores', [['2.5', '11']]);
      await page.getByText('“utm_source”, which counts visits').first().waitFor();
    },
    { hash: `#${codes(PLAIN, /[,;]/g).replaceAll('&', '&amp;')}&amp;utm_source=mail).` },
  ));

for (const [given, says] of [
  ['variant="softmax"', /“softmax”\. The nearest name is “scaled-dot-product”/],
  ['variant="Argmax"', /“Argmax”\. The nearest name is “argmax”/],
  ['variant="SDPA"', /“SDPA”\. The nearest name is “scaled-dot-product”/],
  ['variant="mha"', /“mha”\. The nearest name is “multi-head”/],
  ['variant="multihead"', /“multihead”\. The nearest name is “multi-head”/],
  ['variant="mamba-2"', /“mamba-2”\. There are .*argmax/],
  [
    'variant="linear" state="argmx?q=1"',
    /“argmx”, and no variant here has that name; the nearest is “argmax”/,
  ],
])
  test(`an element with ${given} says what is nearest`, () =>
    onCourse(ONE.replace('variant="argmax"', given), async (page) => {
      await one(page).locator('.notice').filter({ hasText: says }).waitFor();
    }));

test('a name that is changed is said, and another that is right ends the words', () =>
  onCourse(ONE, async (page) => {
    await shows(page, 'Scores', homework.scores);
    const name = (text) =>
      one(page).evaluate((element, text) => element.setAttribute('variant', text), text);
    await name('arg-max');
    await one(page).getByText('No variant is called “arg-max”.').first().waitFor();
    await name('linear');
    await one(page).getByRole('heading', { level: 1, name: 'Linear attention' }).waitFor();
    await eventually(async () => assert.equal(await one(page).locator('.notice').count(), 0));
  }));

test('a whole link is a state', () =>
  onCourse(ONE.replace('>', ` state="https://course.example/play/#${PLAIN}">`), (page) =>
    holds(page, 'q', [['1/2', '1', '2']]),
  ));
