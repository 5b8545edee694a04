// Every panel of the registry: it is there for its variants, opens, shows what the core answers, is kept by the address, and closes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listVariants } from './core.js';
import { opener, openPanel, panels } from './panels.js';
import { eventually, useBrowser, withPage } from './support.js';

useBrowser();

for (const panel of panels) {
  const { tag, title, name = title.toLowerCase(), forVariant = () => true } = panel;
  const info = listVariants().find((one) => forVariant(one));
  const other = listVariants().find((one) => !forVariant(one));

  test(`${title} opens, stays open in the address, and closes`, () =>
    withPage(
      async (page) => {
        await openPanel(page, panel);
        await page.waitForFunction(() => location.hash.includes('?'));
        await page.reload();
        await page.locator(`${tag}[open] panel-frame > *:visible`).first().waitFor();
        await page.getByRole('button', { name: `Hide ${name}`, exact: true }).click();
        await page.locator(`${tag}:not([open])`).waitFor();
      },
      { hash: `#${info.id}` },
    ));

  if (other)
    test(`${title} is not there where it says nothing: ${other.title}`, () =>
      withPage(
        async (page) => {
          await page.getByRole('button', { name: opener(panels[0]), exact: true }).waitFor();
          await eventually(async () => assert.equal(await page.locator(tag).count(), 0));
        },
        { hash: `#${other.id}` },
      ));
}
