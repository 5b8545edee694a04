// The address follows the state, however long its text is and however quickly the changes come.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { exampleOf, setCell, setInput } from '../../www/state/edits.ts';
import { stateCodec } from '../../www/state/url/codec.ts';
import { AddressSync } from '../../www/state/url/sync.ts';
import { listVariants } from './core.js';
import { panels } from './panels.js';

const variants = listVariants();
const example = exampleOf(variants.find(({ id }) => id === 'argmax'));
/** So long that its text is packed, which takes a moment. */
const long = setInput(example, 'k', {
  shape: [100, 10],
  cells: Array.from({ length: 1000 }, (_, at) => `0.${at + 1000}`),
});
const LATER = 10_000; // milliseconds after which whatever waited has been written

/** A backend that keeps what it is shown. */
function notedBackend() {
  /** @type {{text: string, full: string, push: boolean}[]} */
  const shown = [];
  const show = (text, full, push) => shown.push({ text, full, push });
  const backend = { read: () => ({ text: '', kept: '' }), show, leave: () => {}, link: () => null };
  return { shown, backend };
}

/** With a clock of its own, which `later` lets go on; `texts` are there once so many are. */
function follow(t) {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { shown, backend } = notedBackend();
  const texts = async (count) => {
    while (shown.length < count) await turn();
    return shown;
  };
  return {
    address: new AddressSync(backend, stateCodec({ variants, panels }, 'argmax', true)),
    texts,
    later: () => t.mock.timers.tick(LATER),
  };
}

test('what is typed while a long text is packed is written too', async (t) => {
  const { address, texts, later } = follow(t);
  address.write({ state: long, pinned: null }, false);
  later(); // it is being packed
  address.write({ state: setCell(long, 'q', 0, '42'), pinned: null }, false);
  await texts(1);
  later();
  const [, { text, full }] = await texts(2);
  assert.match(full, /q=42,/);
  assert.match(text, /^#1~/);
});

test('what was typed just before another entry belongs to the one that is left', async (t) => {
  for (const state of [example, long]) {
    const { address, texts } = follow(t);
    address.write({ state: setCell(state, 'q', 0, '42'), pinned: null }, false);
    const next = { ...setCell(state, 'q', 0, '43'), digits: 2 };
    address.write({ state: next, pinned: null }, true);
    const shown = await texts(2);
    assert.deepEqual(
      shown.map(({ full, push }) => [/q=(4.),/.exec(full)[1], push]),
      [
        ['42', false],
        ['43', true],
      ],
    );
    t.mock.timers.reset();
  }
});
