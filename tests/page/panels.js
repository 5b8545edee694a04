// The panels as the page's registry declares them, and the way to open one.
import { remember } from '../../www/core/description.ts';
import { panels } from '../../www/panels/registry.ts';
import { describe } from './core.js';

remember(describe());

export { panels };

/** What the button says that opens it. @param {any} panel */
export const opener = ({ title, name = title.toLowerCase(), choices }) =>
  choices ? choices[0].label : `Show ${name}`;

/** It is open, and there is something in it. @param {import('playwright-core').Page} page @param {any} panel */
export async function openPanel(page, panel) {
  await page
    .locator(panel.tag)
    .getByRole('button', { name: opener(panel), exact: true })
    .click();
  await page.locator(`${panel.tag}[open] panel-frame > *:visible`).first().waitFor();
}
