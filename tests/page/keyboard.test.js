// A whole visit without a pointer: every step of it by keys that the page's own list names.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listVariants } from './core.js';
import { focused, tabTo } from './keys.js';
import { opener, panels } from './panels.js';
import { opening, states } from './states.js';
import {
  arithmetic,
  cell,
  eventually,
  holds,
  homework,
  lit,
  shows,
  still,
  useBrowser,
  withPage,
} from './support.js';

useBrowser();

test('open, edit, read a cell, follow it, break, repair, undo, choose, go back: all by keyboard', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);

    // Edit: from blank to blank with arrows and Enter.
    await tabTo(page, /^q, row 1, column 1$/);
    await page.keyboard.press('ArrowRight');
    await eventually(async () => assert.equal(await focused(page), 'q, row 1, column 2'));
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('2');
    await shows(page, 'Scores', [['5', '14', '5', '2']]);
    await tabTo(page, /^k, row 1, column 1$/);
    await page.keyboard.press('Enter');
    await eventually(async () => assert.equal(await focused(page), 'k, row 2, column 1'));
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await eventually(async () => assert.equal(await focused(page), 'k, row 2, column 1'));

    // Break an entry and repair it by the button under the field.
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('x');
    await page.locator('matrix-field[data-name="k"] .error').waitFor();
    await tabTo(page, /^Put 0 back$/);
    await page.keyboard.press('Enter');
    await page.locator('.error').waitFor({ state: 'detached' });

    // Undo all of it.
    await page.keyboard.press('ControlOrMeta+Z');
    await page.keyboard.press('ControlOrMeta+Z');
    await page.keyboard.press('ControlOrMeta+Z');
    await shows(page, 'Scores', homework.scores);

    // Read a cell, follow it to what was typed, and let go.
    await tabTo(page, /^Skip to the steps ↓$/, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await eventually(async () => assert.equal(await focused(page), '3'));
    await page.keyboard.press('ArrowRight');
    await eventually(async () => assert.deepEqual(await lit(page, 'scores', 'pointed'), ['1,2']));
    await eventually(async () =>
      assert.deepEqual(await lit(page, 'k', 'source'), ['2,1', '2,2', '2,3']),
    );
    await page.keyboard.press('End');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await arithmetic(page).waitFor();
    await tabTo(page, /^3, from k, 2, 2$/);
    await page.keyboard.press('Enter');
    await eventually(async () => assert.equal(await focused(page), 'k, row 2, column 2'));
    await page.keyboard.press('Escape');
    await eventually(async () => assert.deepEqual(await lit(page, 'k', 'pinned'), []));

    // Another variant, and Back.
    await tabTo(page, /^Argmax the best key/, 'Shift+Tab');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Scaled dot-product attention' }).waitFor();
    await page.waitForFunction(() => location.hash.startsWith('#scaled-dot-product'));
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Argmax attention' }).waitFor();
    await shows(page, 'Output', homework.output);
  }));

test('? opens the list of keys, and Esc closes it; in a blank it is only a character', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await page.getByRole('button', { name: 'Keyboard ?' }).focus();
    await page.keyboard.press('?');
    await page.getByRole('region', { name: 'Keyboard' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('region', { name: 'Keyboard' }).waitFor({ state: 'detached' });
    await page.getByLabel('q, row 1, column 1').focus();
    await page.keyboard.press('?');
    await eventually(async () =>
      assert.equal(await page.getByRole('region', { name: 'Keyboard' }).count(), 0),
    );
  }));

test('a failed paste comes back with its text, and Esc keeps the matrix as it was', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await page.evaluate(() => navigator.clipboard.writeText('1 2 3\n4 5'));
    await page.getByLabel('k, row 1, column 1').focus();
    await page.keyboard.press('ControlOrMeta+V');
    const box = page.locator('matrix-field[data-name="k"] textarea');
    await box.waitFor();
    await eventually(async () => assert.equal(await box.inputValue(), '1 2 3\n4 5'));
    await page.locator('matrix-field[data-name="k"] .error').waitFor();
    await eventually(async () =>
      assert.equal(
        await box.evaluate((area) => area.value.slice(area.selectionStart, area.selectionEnd)),
        '4 5',
      ),
    );
    await holds(page, 'k', homework.k);
    await page.keyboard.press('Escape');
    await box.waitFor({ state: 'detached' });
    await shows(page, 'Scores', homework.scores);
    await page.keyboard.press('ControlOrMeta+Z');
    await holds(page, 'k', homework.k);
  }));

/** In the page: every control, every stop of Tab, and what has the keyboard, through all shadow roots. */
function helpers() {
  const all = (root) =>
    [...root.querySelectorAll('*')].flatMap((node) =>
      node.shadowRoot ? [node, ...all(node.shadowRoot)] : [node],
    );
  window.focusedNode = () => {
    let node = document.activeElement;
    while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
    return node === document.body ? null : node;
  };
  window.nameOf = (node) => {
    const text = node.ariaLabel ?? node.labels?.[0]?.textContent ?? node.textContent;
    return `${node.localName} “${text.replaceAll(/\s+/g, ' ').trim().slice(0, 60)}”`;
  };
  /** A group of radio buttons is one stop, and so are a table and a tree, whose cells have −1. */
  window.controls = () =>
    all(document).filter((node) => {
      if (!node.matches('button, a[href], input, select, textarea, [tabindex]')) return false;
      if (node.tabIndex < 0 || node.matches(':disabled') || !node.checkVisibility()) return false;
      if (node.getClientRects().length === 0) return false;
      if (node.type !== 'radio') return true;
      const group = [...node.getRootNode().querySelectorAll(`input[name="${node.name}"]`)];
      return node.checked || (!group.some(({ checked }) => checked) && node === group[0]);
    });
  /** How it looks, and the label or the drawing that stands for it: with the keyboard it must differ. */
  window.lookOf = (node) =>
    [node, node.closest('label'), node.nextElementSibling, ...node.querySelectorAll('*')]
      .filter(Boolean)
      .map((each) => {
        const { outlineStyle, outlineWidth, boxShadow, stroke, strokeWidth } =
          getComputedStyle(each);
        return [outlineStyle, outlineWidth, boxShadow, stroke, strokeWidth].join();
      })
      .join(';');
}

/** Tab once round the page: how many stops there are, the controls missed, and the stops that look as ever. */
async function goneRound(page) {
  await page.evaluate(() => {
    window.focusedNode()?.blur();
    window.before = new Map(window.controls().map((node) => [node, window.lookOf(node)]));
    window.visited = new Map();
    getSelection().removeAllRanges();
    document.body.tabIndex = -1;
    document.body.focus(); // so that Tab begins at the top
    document.body.removeAttribute('tabindex');
  });
  // Until the keyboard is nowhere, or where it has been before: it adds a stop, or it is out.
  let out = false;
  while (!out) {
    await page.keyboard.press('Tab');
    out = await page.evaluate(() => {
      const node = window.focusedNode();
      if (!node || window.visited.has(node)) return true;
      window.visited.set(node, window.lookOf(node));
      return false;
    });
  }
  return page.evaluate(() => {
    window.focusedNode()?.blur();
    const missed = window.controls().filter((node) => !window.visited.has(node));
    const unmarked = [...window.visited].filter(
      ([node, look]) => look === (window.before.get(node) ?? window.lookOf(node)),
    );
    return {
      count: window.visited.size,
      missed: missed.map(window.nameOf),
      unmarked: unmarked.map(([node]) => window.nameOf(node)),
    };
  });
}

for (const name of [
  'opening',
  'list of keys',
  'save and print',
  'examples',
  'variants, phone',
  'cell held',
  'typed cell held',
  'row menu',
  'mask',
  'ways to copy a table',
  'table to check against',
  'walk',
  'map of 100 × 100',
  'backward pass',
  ...panels.map(({ title }) => title.toLowerCase()),
  'compare',
  'embedded',
  'refused paste',
  'entry that is no number',
  'lab 1, wrong',
  'lab 2',
  'lab 3',
  'lab 4',
  'lab 6, wrong',
]) {
  const state = states.find((each) => each.name === name);
  test(`Tab comes to every control, shows where it is, and gets out again: ${name}`, async () =>
    withPage(
      async (page) => {
        await state.go(page);
        await page.evaluate(helpers);
        // What comes while the keyboard goes round is met the next time round.
        await eventually(async () => {
          const found = await goneRound(page);
          assert.deepEqual(found.missed, [], 'reached');
          assert.deepEqual(found.unmarked, [], 'seen to be there');
          assert.ok(found.count > 10, `${found.count} stops`);
        });
      },
      await opening(state),
    ));
}

for (const [colours, options] of [
  ['colours', {}],
  ['forced colours', { forcedColors: 'active' }],
])
  test(`a cell under the mouse or in hand shows that the keyboard is there too: ${colours}`, () =>
    withPage(async (page) => {
      await shows(page, 'Scores', homework.scores);
      const at = cell(page, 'Scores', 1, 1);
      const look = async () => {
        await still(page);
        return at.evaluate((node) => {
          const { outlineStyle, outlineWidth, outlineOffset, boxShadow } = getComputedStyle(node);
          return [outlineStyle, outlineWidth, outlineOffset, boxShadow].join();
        });
      };
      await at.hover();
      await eventually(async () => assert.deepEqual(await lit(page, 'scores', 'pointed'), ['1,1']));
      const looks = { 'under the mouse': await look() };
      await tabTo(page, /^Skip to the steps/);
      await page.keyboard.press('Enter');
      await eventually(async () => assert.equal(await focused(page), '3'));
      looks['and the keyboard'] = await look();
      await page.keyboard.press('Enter');
      await arithmetic(page).waitFor();
      looks['and in hand'] = await look();
      await at.evaluate((node) => node.blur());
      looks['in hand, without the keyboard'] = await look();
      assert.equal(new Set(Object.values(looks)).size, 4, JSON.stringify(looks, null, 2));
    }, options));

/** Press a control as a person without a pointer does, and say what has the keyboard afterwards. */
async function press(page, name, key = 'Enter') {
  await tabTo(page, name);
  await page.keyboard.press(key);
  await kept(page, `after ${name}`);
}

/** The keyboard is somewhere, and on nothing that is disabled. */
const kept = (page, when) =>
  eventually(async () => {
    const lost = await page.evaluate(() => {
      const node = window.focusedNode();
      return !node || node.matches(':disabled');
    });
    assert.equal(lost, false, `the keyboard is lost ${when}`);
  });

test('every kind of action by keyboard alone, and none of them loses the keyboard', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await page.evaluate(helpers);

    // An edit, undone and redone by the buttons, which are disabled when there is no more of it.
    await tabTo(page, /^q, row 1, column 1$/);
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('3');
    await shows(page, 'Scores', [['5', '11', '15', '2']]);
    await press(page, /^Undo$/);
    await shows(page, 'Scores', homework.scores);
    await press(page, /^Redo$/);
    await shows(page, 'Scores', [['5', '11', '15', '2']]);
    await press(page, /^Reset$/);
    await shows(page, 'Scores', homework.scores);

    // A parameter, a size down to its end, a mask that comes and goes.
    await tabTo(page, /^none$/);
    await page.keyboard.press('ArrowRight');
    await kept(page, 'after a parameter');
    await press(page, /^one more: keys/, 'Space');
    for (let width = 3; width > 1; width -= 1) await press(page, /^one fewer: .*value/, 'Space');
    await press(page, /^Add mask$/);
    await press(page, /^Remove mask$/);

    // A paste that is refused, given up; a row inserted and removed by the menu of a blank.
    await press(page, /^Paste k$/);
    await page.keyboard.type('1 2\n3');
    await press(page, /^Replace k$/);
    await page.locator('matrix-field[data-name="k"] paste-box .error').waitFor();
    await kept(page, 'after a refused paste');
    await page.keyboard.press('Escape');
    await kept(page, 'after a paste was given up');
    await tabTo(page, /^k, row 1, column 1$/);
    await page.keyboard.press('ControlOrMeta+Enter');
    await press(page, /^Insert above row 1$/);
    await kept(page, 'after a row was inserted');

    // Step by step to the end and back to its start, and out of it.
    await press(page, /^Next step$/);
    await press(page, /^Next step$/);
    await press(page, /^Back$/);
    await press(page, /^All steps$/);

    // A table is taken away; panels open and close; another example; help.
    await press(page, /^Copy or save Scores$/);
    await press(page, /^Copy Scores as CSV$/);
    await page.keyboard.press('Escape');
    await kept(page, 'after the formats were closed');
    const argmax = listVariants().find(({ id }) => id === 'argmax');
    for (const panel of panels.filter(({ forVariant }) => forVariant?.(argmax) ?? true)) {
      const { title, name = title.toLowerCase() } = panel;
      await press(page, new RegExp(`^${opener(panel)}$`));
      await press(page, new RegExp(`^Hide ${name}$`));
    }
    await press(page, /^Examples$/);
    await press(page, /^A tie$/);
    await press(page, /^Keyboard \?$/);
    await press(page, /^Save \/ print$/);
    await press(page, /^(Dark|Light)$/);

    // Side by side, a column more and a column less, and back.
    await press(page, /^Compare$/);
    await page.locator('compare-view').waitFor();
    await press(page, /^a copy of the current settings$/);
    await press(page, /^Remove: /);
    await press(page, /^Use as the reference: /);
    await kept(page, 'in compare');
  }));

test('in the labs an answer is given and looked up by keyboard alone', () =>
  withPage(
    async (page) => {
      await page.locator('typed-answer[data-part="a"]').waitFor();
      await page.evaluate(helpers);
      await page.locator('typed-answer[data-part="a"] input').focus();
      await page.keyboard.type('||mu||^2');
      await page.keyboard.press('Enter');
      await page.locator('typed-answer[data-part="a"] .verdict').getByText('Correct.').waitFor();
      await kept(page, 'after an answer');
      await press(page, /^See why$/);
      await press(page, /^Redraw$/);
      await press(page, /^Hide answers$/);
    },
    { hash: 'labs.html#why-root-d?samples=1000' },
  ));
