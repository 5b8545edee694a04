// What the page's own Copy gives of an input goes back into it: every input of every variant, in every format.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formats } from '../../www/exports/formats.ts';
import { tensorGrids } from '../../www/exports/table.ts';
import { PasteInbox } from '../../www/state/queries/pastes.ts';
import { listVariants, parseMask, parseMatrix, parsePlainMatrix, parseTensor } from './core.js';

const core = { parseMask, parseMatrix, parsePlainMatrix, parseTensor };
const engine = { call: async (_asker, fn, ...args) => core[fn](...args) };

/** Sizes of so many axes: all different, some of one, all of one. */
const shapesOf = (rank) =>
  [
    [2, 3, 4, 5],
    [3, 2, 2, 1],
    [1, 2, 1, 3],
    [2, 1, 3, 1],
    [1, 1, 1, 1],
  ].map((sizes) => sizes.slice(-rank));

const numbers = (count, boolean) =>
  Array.from({ length: count }, (_, at) =>
    boolean ? (at % 3 === 1 ? 0 : 1) : (((at * 7919) % 4001) - 2000) / 100,
  );

const inputs = listVariants().flatMap(({ id, inputs }) =>
  inputs.map(({ name, axes, boolean }) => ({ id, name, axes, boolean })),
);

for (const format of Object.keys(formats))
  test(`${format} of each of ${inputs.length} inputs goes back into it`, async () => {
    for (const { id, name, axes, boolean } of inputs) {
      for (const shape of shapesOf(axes.length)) {
        const count = shape.reduce((product, size) => product * size, 1);
        const data = Float64Array.from(numbers(count, boolean));
        const tensor = { axes, shape, data };
        const text = formats[format].write({ name, tensor, grids: tensorGrids(tensor, 2) });
        // It goes in where other numbers of the same shape are: the shape of a text may be several.
        let held = { shape, cells: Array(count).fill('0') };
        const inbox = new PasteInbox({
          tensor: () => held,
          maskSizes: () => (boolean ? shape : undefined),
          put: (_, next) => {
            held = next;
          },
          changed: () => {},
        });
        await inbox.paste(engine, { name, text });
        const what = `${id}, ${name}, ${shape}\n${text}\n${JSON.stringify(inbox.refused?.error)}`;
        assert.deepEqual(held.shape, shape, what);
        assert.deepEqual(held.cells.map(Number), [...data], what);
        assert.equal(inbox.question, null, what);
      }
    }
  });
