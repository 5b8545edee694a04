// What a designer would see at once, measured: a page wider than its screen, things to press that lie on each
// other or beyond the edge, text too small to read.
import assert from 'node:assert/strict';
import { eventually, still } from './support.js';

/** In CSS pixels. */
const SMALLEST = 13;

/** Nothing is amiss in how the page stands. @param {import('playwright-core').Page} page @param {string} state */
export async function laidOut(page, state) {
  await still(page);
  await eventually(async () => assert.deepEqual(await layoutFaults(page), [], state));
}

/** What is amiss, a sentence each. @param {import('playwright-core').Page} page @returns {Promise<string[]>} */
export const layoutFaults = (page) =>
  page.evaluate((smallest) => {
    const found = [];
    /** @type {{ element: Element, box: DOMRect, name: string }[]} */
    const pressed = [];
    const edge = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > edge)
      found.push(`the page is ${document.documentElement.scrollWidth} px wide, its screen ${edge}`);

    /** Up to the document, through shadow roots and slots. */
    const above = (node) =>
      node.assignedSlot ?? node.parentElement ?? node.getRootNode().host ?? null;
    const isWithin = (node, whole) => {
      for (let at = node; at; at = above(at)) if (at === whole) return true;
      return false;
    };
    /** Whether it may be out of sight: something around it scrolls, cuts, or is of a layer of its own. */
    const isApart = (node) => {
      for (let at = node; at && at !== document.body; at = above(at)) {
        const { overflowX, overflowY, position, clipPath } = getComputedStyle(at);
        if (overflowX !== 'visible' || overflowY !== 'visible') return true;
        if (position === 'sticky' || position === 'fixed' || clipPath !== 'none') return true;
      }
      return false;
    };
    const nameOf = (element) =>
      `${element.localName} “${(element.ariaLabel ?? element.textContent).trim().replaceAll(/\s+/g, ' ').slice(0, 40)}”`;

    const look = (element) => {
      if (element.matches('style, script, svg, math, canvas, iframe')) return;
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return;
      const style = getComputedStyle(element);
      const own = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== '',
      );
      const size = Number.parseFloat(style.fontSize);
      if (own && size > 0 && size < smallest - 0.01 && !element.closest('sub, sup'))
        found.push(`${nameOf(element)} is written at ${size} px`);
      if (
        element.matches(
          'button, a[href], select, textarea, input:not([type="radio"], [type="range"])',
        )
      ) {
        const box = element.getBoundingClientRect();
        if (box.width > 2 && box.height > 2 && !isApart(element)) {
          const name = nameOf(element);
          if (box.left < -0.5 || box.right > edge + 0.5)
            found.push(`${name} lies beyond the edge: ${box.left} to ${box.right} of ${edge}`);
          pressed.push({ element, box, name });
        }
      }
      for (const child of (element.shadowRoot ?? element).children) look(child);
      if (element.shadowRoot)
        for (const child of element.children) if (child.assignedSlot) look(child);
    };
    look(document.body);

    for (const [at, one] of pressed.entries())
      for (const other of pressed.slice(at + 1)) {
        const wide =
          Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const high =
          Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        // Links of two lines may share the corner of their boxes.
        if (wide <= 2 || high <= 4) continue;
        if (one.element.getClientRects().length > 1 || other.element.getClientRects().length > 1)
          continue;
        if (isWithin(one.element, other.element) || isWithin(other.element, one.element)) continue;
        found.push(`${one.name} and ${other.name} lie on each other by ${wide} × ${high} px`);
      }
    return [...new Set(found)];
  }, SMALLEST);
