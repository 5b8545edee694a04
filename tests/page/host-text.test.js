// An element where the text of the page around is written, sized or translated otherwise than ours.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ONE, onCourse, one, useCourse } from './course.js';
import { arithmetic, blank, cell, eventually, homework, screens, shows } from './support.js';

useCourse();

/** In the page: everything in the element, through all shadow roots. */
function parts() {
  const all = (node) =>
    [...node.querySelectorAll('*')].flatMap((each) =>
      each.shadowRoot ? [each, ...all(each.shadowRoot)] : [each],
    );
  window.inside = (element) => all(element.shadowRoot);
}

const prepare = (page) => page.addInitScript(parts);

test('on a page from right to left, rows, numbers and plots run from left to right', () =>
  onCourse(
    ONE.replace('>', ' state="argmax?q=-1,1,2&k=1,2,0;0,3,4;5,0,0;0,0,1&open=growth">'),
    async (page) => {
      await shows(
        page,
        'Scores',
        [['1', '11', '-5', '2']].map((row) => row.map((text) => text.replace('-', '−'))),
      );
      const lefts = async (places) => {
        const boxes = await Promise.all(places.map((place) => place.boundingBox()));
        return boxes.map(({ x }) => x);
      };
      const rising = (numbers) => numbers.every((x, at) => at === 0 || x > numbers[at - 1]);
      await eventually(async () =>
        assert.ok(rising(await lefts([1, 2, 3].map((column) => blank(page, 'k', 1, column))))),
      );
      await eventually(async () =>
        assert.ok(
          rising(await lefts([1, 2, 3, 4].map((column) => cell(page, 'Scores', 1, column)))),
        ),
      );
      await page.locator('growth-panel log-plot').first().waitFor();
      const directions = await one(page).evaluate((element) => [
        ...new Set(window.inside(element).map((node) => getComputedStyle(node).direction)),
      ]);
      assert.deepEqual(directions, ['ltr']);
      const folds = await one(page).evaluate(
        (element) => element.scrollWidth <= element.clientWidth,
      );
      assert.ok(folds);
    },
    { html: '<html lang="ar" dir="rtl">', prepare },
  ));

for (const [size, screen] of [
  ['62.5%', screens.wide],
  ['10px', screens.phone],
])
  test(`where the root font is ${size}, no text is smaller than 12 pixels, and the layout folds as ever`, () =>
    onCourse(
      ONE.replace('>', ' state="argmax?open=cost,growth&hold=scores:0,1">'),
      async (page) => {
        await shows(page, 'Scores', homework.scores);
        await arithmetic(page).waitFor();
        await page.locator('cost-panel table').first().waitFor();
        const small = await one(page).evaluate((element) => {
          const texts = window
            .inside(element)
            .filter((node) =>
              [...node.childNodes].some(
                ({ nodeType, data }) => nodeType === 3 && data.trim() !== '',
              ),
            );
          const seen = texts.filter((node) => node.localName !== 'style' && node.checkVisibility());
          const sizes = seen.map((node) => [
            Number.parseFloat(getComputedStyle(node).fontSize),
            node.textContent.trim(),
          ]);
          return {
            count: sizes.length,
            small: sizes.filter(([pixels]) => pixels > 0 && pixels < 11.99),
          };
        });
        assert.ok(small.count > 100);
        assert.deepEqual(small.small, []);
        const { height } = await blank(page, 'q', 1, 1).boundingBox();
        assert.ok(height >= 24, `${height}`);
        const columns = await one(page).evaluate(
          (element) => getComputedStyle(element.shadowRoot.querySelector('.bench')).display,
        );
        assert.equal(columns, screen === screens.wide ? 'grid' : 'block');
        const wide = await one(page).evaluate(
          (element) => element.scrollWidth - element.clientWidth,
        );
        assert.ok(wide <= 0, `${wide}`);
      },
      { html: `<html lang="en" style="font-size: ${size}">`, screen, prepare },
    ));

test('what is computed is not for translation, and new numbers come where a translator has been', () =>
  onCourse(
    ONE,
    async (page) => {
      await shows(page, 'Scores', homework.scores);
      // As translators do: every text that is not kept from them is put into an element of their own.
      const translated = await one(page).evaluate((element) => {
        const kept = (node) => {
          for (let at = node; at; at = at.parentNode ?? at.host)
            if (at.getAttribute?.('translate') === 'no') return true;
          return false;
        };
        const texts = window
          .inside(element)
          .flatMap((node) => [...node.childNodes])
          .filter((node) => node.nodeType === 3 && node.data.trim() !== '' && !kept(node));
        for (const text of texts) {
          const font = document.createElement('font');
          text.replaceWith(font);
          font.append(document.createTextNode(`[${text.data}]`));
        }
        return texts.map(({ data }) => data.trim());
      });
      assert.ok(translated.length > 30);
      assert.deepEqual(
        translated.filter((text) => /^[−-]?[\d.]+$/.test(text)),
        [],
      );
      await blank(page, 'q', 1, 1).fill('3');
      await shows(page, 'Scores', [['5', '11', '15', '2']]);
      await shows(page, 'Output', [['0', '−1', '4']]);
    },
    { prepare },
  ));
