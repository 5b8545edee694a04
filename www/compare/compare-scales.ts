// What all tables of one step of a comparison share: their decimals, the width of a cell, the scales.
import type { ComparedRow as Row } from '../../pkg/attention_playground.js';
import { type Scale, scaleOf } from '../lib/colour-scale.ts';
import { cellOf } from '../steps/operand-layout.ts';
import { decimalsOf } from './compare-words.ts';

export interface Look {
  decimals: number;
  cell: number;
  scale: Scale;
  differences: Scale;
}

const TIGHTER = 2; // quarters of a rem: columns stand closer here than in the steps

export function lookOf(row: Row, digits: number | null): Look {
  const cells = row.cells.filter((cell) => cell !== undefined);
  const decimals = Math.max(0, ...cells.map((cell) => decimalsOf(cell, digits)));
  const data = cells.map(({ tensor }) => tensor.data);
  const apart = cells.flatMap(({ difference }) => (difference ? [difference.tensor.data] : []));
  const all = data.map((numbers) => scaleOf(numbers, false));
  const scale = {
    low: Math.min(...all.map(({ low }) => low)),
    high: Math.max(...all.map(({ high }) => high)),
    size: Math.max(...all.map(({ size }) => size)),
  };
  const shares = cells.some(({ weights }) => weights) && scale.low >= 0 && scale.high <= 1;
  const most = Math.max(0, ...apart.map((numbers) => scaleOf(numbers, false).size));
  const widths = [...data, ...apart].map((numbers) => cellOf(numbers, decimals, 12) - TIGHTER);
  return {
    decimals,
    cell: Math.max(...widths),
    scale: shares ? scaleOf([], true) : scale,
    differences: { low: -most, high: most, size: most },
  };
}
