// How wide a column is: as wide as its longest number, whichever that is.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { halfDigits, write, writeDense } from '../../www/lib/format.ts';
import { cellOf } from '../../www/steps/operand-layout.ts';
import { LARGEST_CELL } from '../../www/styles/matrix.ts';

/** The same numbers in every run, each between 0 and 1. */
function chance(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const ODD = [0, 1, -1, 1e-9, -1e-9, 0.5, 9.999999, 1e7, -1e12, Infinity, -Infinity, NaN];

test('a column has room for every number that is written in it', () => {
  const random = chance(7);
  for (let turn = 0; turn < 5000; turn += 1) {
    const scale = 10 ** Math.floor(random() * 12 - 4);
    const data = Array.from({ length: 1 + Math.floor(random() * 12) }, () =>
      random() < 0.2
        ? ODD[Math.floor(random() * ODD.length)]
        : (random() - (turn % 2 ? 0.5 : 0)) * scale,
    );
    const decimals = Math.floor(random() * 7);
    const dense = turn % 3 === 0;
    const written = dense ? writeDense : write;
    const widest = Math.max(...data.map((value) => halfDigits(written(value, decimals))), 2);
    const room = dense ? Math.ceil(widest * 0.8125 + 1.75) : widest + 4;
    const expected = Math.min(LARGEST_CELL, Math.max(1, room));
    assert.equal(cellOf(data, decimals, 1, dense), expected, `${data} with ${decimals} decimals`);
  }
});
