// One part of a lab alone: what is about it is there, and nothing that is about another part.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labs } from '../../www/labs/registry.ts';
import { onCourse, useCourse } from './course.js';
import { eventually } from './support.js';

useCourse();

/** The parts that visible headings name, each heading as a set. */
const headings = (page) =>
  page.evaluate(() => {
    const visible = (root) =>
      [...root.querySelectorAll('*')].flatMap((element) => {
        if (!element.checkVisibility()) return [];
        const own = /^h[34]$/.test(element.localName) ? [element.textContent] : [];
        return [...own, ...(element.shadowRoot ? visible(element.shadowRoot) : [])];
      });
    return visible(document.getElementById('lab').shadowRoot);
  });

/** "(b) …", "(a) to (e) …", "(f), (g) …" */
function partsOf(heading) {
  const [, from, to] = /\(([a-g])\) to \(([a-g])\)/.exec(heading) ?? [];
  if (from) return [...'abcdefg'].filter((letter) => letter >= from && letter <= to);
  return [...heading.matchAll(/\(([a-g])\)/g)].map(([, letter]) => letter);
}

for (const { id, parts } of labs)
  test(`${id}: each of its parts stands alone`, () =>
    onCourse(`<attention-lab id="lab" lab="${id}"></attention-lab>`, async (page) => {
      for (const letter of parts.map(({ label }) => label[1])) {
        await page.evaluate((part) => {
          document.getElementById('lab').part = part;
        }, letter);
        await eventually(async () => {
          const named = (await headings(page)).map(partsOf).filter(({ length }) => length > 0);
          assert.ok(
            named.length > 0 && named.every((of) => of.includes(letter)),
            `(${letter}) of ${id}: ${JSON.stringify(named)}`,
          );
        });
      }
    }));

test('a part alone waits for no answer of another part, but where answers are hidden, and that is said', () =>
  onCourse('<attention-lab id="lab" lab="by-hand" part="b"></attention-lab>', async (page) => {
    const lab = page.locator('#lab');
    await lab.locator('widened-values').waitFor();
    await eventually(async () => assert.equal(await lab.locator('.gate').count(), 0));
    await eventually(async () =>
      assert.equal(await lab.getByRole('list', { name: 'Progress' }).count(), 0),
    );
    await page.evaluate(() => {
      document.getElementById('lab').answers = 'hide';
    });
    await lab.locator('.gate').getByText('That part is not here, and answers are hidden').waitFor();
    await page.evaluate(() => document.getElementById('lab').removeAttribute('part'));
    await lab.getByRole('list', { name: 'Progress' }).waitFor();
    await lab.locator('.gate').waitFor();
    await eventually(async () =>
      assert.equal(await lab.getByText('That part is not here').count(), 0),
    );
  }));
