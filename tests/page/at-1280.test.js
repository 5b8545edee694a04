// On a laptop's screen: what is asked for comes in sight, and what is beside each other fits and ends on one line.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, useBrowser, withPage } from './support.js';

useBrowser();

const screen = { width: 1280, height: 720 };
const inSight = async (part) => {
  const { y } = await part.boundingBox();
  assert.ok(y >= 0 && y < screen.height / 2, `it begins at ${y}`);
};

for (const [button, part] of [
  ['Write it yourself', 'program-editor'],
  ['Compare', 'compare-view h2'],
]) {
  test(`“${button}” stands far down the page, and what it opens begins in sight`, () =>
    withPage(
      async (page) => {
        const pressed = page.getByRole('button', { name: button, exact: true });
        await pressed.scrollIntoViewIfNeeded();
        await pressed.evaluate((node) => node.scrollIntoView({ block: 'start' }));
        await pressed.click();
        await page.locator(part).waitFor();
        await eventually(() => inSight(page.locator(part)));
      },
      { hash: '#scaled-dot-product', screen },
    ));
}

test('three compared columns of four keys are not cut', async () => {
  for (const start of ['#argmax?', '#scaled-dot-product?'])
    await withPage(
      async (page) => {
        const last = page.locator('compare-row[data-row="output"] .scroll[data-edge] td');
        await last.last().waitFor();
        // Measured: the mark of an edge comes a frame after what it marks.
        const beyond = await page
          .locator('compare-row .scroll[data-edge]')
          .evaluateAll((boxes) => boxes.map((box) => box.scrollWidth - box.clientWidth));
        assert.ok(beyond.length > 9, `${beyond.length} tables`);
        assert.ok(Math.max(...beyond) <= 1, `${beyond}`);
      },
      { hash: `${start}compare=.&compare=scaled-dot-product&compare=linear`, screen },
    );
});

test('the buttons of the walk and the panels end where the steps do', () =>
  withPage(
    async (page) => {
      const right = async (part) => {
        const { x, width } = await page.locator(part).first().boundingBox();
        return Math.round(x + width);
      };
      await page.locator('code-panel panel-frame section').waitFor();
      await eventually(async () => {
        const steps = await right('step-card header');
        assert.equal(await right('.stepper'), steps);
        assert.equal(await right('cost-panel panel-frame section'), steps);
      });
    },
    { hash: '#scaled-dot-product', screen },
  ));
