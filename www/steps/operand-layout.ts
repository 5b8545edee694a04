// What a step's picture shows: its operands around the result where that can be drawn, and how wide.
import type { Step, Trace } from '../../pkg/attention_playground.js';
import { decimalsFor, halfDigits, write, writeDense } from '../lib/format.ts';
import { modeOf, type TableMode } from '../lib/table-mode.ts';
import { viewsOf } from '../lib/tensor-views.ts';
import { LARGEST_CELL } from '../styles/matrix.ts';

export interface Operand {
  step: Step;
  transposed: boolean;
  decimals: number;
  cell: number;
}

/**
 * `lead` is the room to leave at the left, so that columns of one axis stand under each other.
 */
export interface OperandLayout {
  mode: TableMode;
  decimals: number;
  /** nobody has asked for decimals */
  whole: boolean;
  cell: number;
  lead: number;
  left: Operand | null;
  top: Operand | null;
  /** operand and result side by side are wider than a phone */
  stacks: boolean;
  bound: Map<string, string>;
}

const LOOKED_AT = 4096; // cells of a table that say how its numbers are written
const LONG = 1e7; // numbers below it are never written with a power of ten for their length
const ROOM = 160; // quarters of a rem: the width of a card
const STUB = 8;
const WORDED = 12; // where a word stands in place of a number
const PHONE = 88; // quarters of a rem that a phone has for them
/** Positive and negative, by the digits of the exponent, in half digits. */
const TINY = ['', '−'].map((sign) =>
  ['⁹', '⁹⁹', '⁹⁹⁹'].map((power) => halfDigits(`${sign}2·10⁻${power}`)),
);
const WIDEST = 100; // quarters of a rem for operand and result side by side

/**
 * The two operands of a contraction, left and above, if it is of the kind that can be drawn so:
 * both of two axes, one letter summed, one each kept.
 */
function operandsOf(step: Step, steps: Map<string, Step>) {
  if (!step.equation) return null;
  const [terms, result] = step.equation.split('->');
  const [first, second, ...more] = terms.split(',');
  const [row, column] = result;
  if (more.length > 0 || result.length !== 2 || first.length !== 2 || second?.length !== 2)
    return null;
  const summed = [...first].find((letter) => second.includes(letter) && !result.includes(letter));
  const [one, other] = step.inputs.map((id) => steps.get(id));
  if (!summed || !one || !other) return null;
  const pairs = [
    { term: first, step: one },
    { term: second, step: other },
  ];
  const left = pairs.find(({ term }) => term.includes(row));
  const top = pairs.find(({ term }) => term.includes(column));
  if (!left || !top || left === top) return null;
  if ([left.step, top.step, step].some((each) => ofStep(each) !== 'full')) return null;
  return {
    left: { step: left.step, transposed: left.term[0] !== row },
    top: { step: top.step, transposed: top.term[0] !== summed },
  };
}

/** From a letter of the equation to the axis it stands for. */
function boundLetters(step: Step, steps: Map<string, Step>) {
  const bound: Map<string, string> = new Map();
  const terms = (step.equation ?? '').split('->')[0].split(',');
  terms.forEach((term, at) => {
    const axes = steps.get(step.inputs[at] ?? '')?.tensor.axes ?? [];
    for (const [axis, letter] of [...term].entries()) bound.set(letter, axes[axis] ?? letter);
  });
  return bound;
}

const ofStep = ({ tensor }: Step) => modeOf(viewsOf(tensor)[0]);

/**
 * Quarters of a rem that the longest number needs, with less beside it where that many columns would
 * not fit in a card.
 */
export function cellOf(
  data: ArrayLike<number>,
  decimals: number,
  least: number,
  dense: boolean = false,
  columns: number = 0,
) {
  const widest = widestOf(data, dense ? writeDense : write, decimals);
  const text = dense ? widest * 0.8125 : widest;
  const [ample, scant] = (dense ? [1.75, 0.75] : [4, 2]).map((beside) => Math.ceil(text + beside));
  return Math.min(LARGEST_CELL, Math.max(least, fits(ample, columns) ? ample : scant));
}

/** Beside the numbers of its rows. */
const fits = (cell: number, columns: number) => STUB + cell * columns <= ROOM;

/**
 * In half digits. A plain number takes the more room the larger it is: of those the ends are written,
 * and no other. A 1 is not plain: in little room it stands without its decimals. What rounds to 0 is
 * written only where it could be the widest: in weights there are thousands of those.
 */
function widestOf(data: ArrayLike<number>, written: typeof write, decimals: number) {
  const least = 0.51 * 10 ** -decimals; // and all that is larger does not round to 0
  const count = Math.min(data.length, LOOKED_AT);
  let [low, high, widest] = [0, 0, 1];
  const ones: Set<number> = new Set();
  const take = (value: number) => {
    widest = Math.max(widest, halfDigits(written(value, decimals)));
  };
  for (let at = 0; at < count; at += 1) {
    const value = data[at];
    const size = Math.abs(value);
    if (size === 1) ones.add(value);
    else if (size === 0 || (size >= least && size < LONG)) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    } else if (size > 0.9 * least || Number.isNaN(size) || widest < mostOfTiny(value)) take(value);
  }
  for (const value of [low, high, ...ones]) take(value);
  return widest;
}

/** What one digit and its power of ten take at most. */
const mostOfTiny = (value: number) =>
  TINY[value < 0 ? 1 : 0][Math.abs(value) < 1e-99 ? 2 : Math.abs(value) < 1e-9 ? 1 : 0];

/** Of as many as are needed, at most; in a dense table one less where all its columns would not fit with two. */
function decimalsOf(step: Step, dense: boolean) {
  const data = step.tensor.data.subarray(0, LOOKED_AT);
  const decimals = decimalsFor(data, dense ? 2 : 4);
  const columns = columnsOf(step);
  const wide = dense && !fits(cellOf(data, decimals, 6, true, columns), columns);
  return wide ? Math.min(decimals, 1) : decimals;
}

/** The decimals of a step's table. @param digits those of the page, or null for as many as are needed */
export const decimalsIn = (step: Step, digits: number | null) =>
  digits ?? decimalsOf(step, ofStep(step) === 'dense');

/**
 * The layouts of all steps of a pass that are no inputs. Tables with the same axis across get the
 * same cells, but for one that fits only with its own, or not even so.
 * @param worded whether tokens are called by words
 */
export function layoutsOf(
  trace: Trace,
  digits: number | null,
  backward: boolean = false,
  worded: boolean = false,
): Map<string, OperandLayout> {
  const stub = worded ? WORDED : STUB;
  const steps = new Map(trace.steps.map((step) => [step.id, step]));
  const shown = trace.steps.filter((step) => step.op !== 'input' && step.backward === backward);
  const modes = new Map(trace.steps.map((step) => [step.id, ofStep(step)]));
  const isDense = ({ id }: Step) => modes.get(id) === 'dense';
  const decimals = new Map(
    trace.steps.map((step) => [step.id, digits ?? decimalsOf(step, isDense(step))]),
  );
  const of = (step: Step) => decimals.get(step.id) ?? 0;
  const own = (step: Step) =>
    cellOf(step.tensor.data, of(step), isDense(step) ? 6 : 11, isDense(step), columnsOf(step));
  const cells: Map<string, number> = new Map();
  for (const step of shown) {
    const key = across(step);
    const operand = operandsOf(step, steps)?.top.step;
    const above = operand ? cellOf(operand.tensor.data, of(operand), 11) : 0;
    const wish = Math.max(own(step), above);
    if (fits(wish, columnsOf(step))) cells.set(key, Math.max(cells.get(key) ?? 0, wish));
  }
  const leads: Map<string, number> = new Map();
  const layouts: Map<string, OperandLayout> = new Map();
  for (const step of shown) {
    const cell = Math.max(own(step), cells.get(across(step)) ?? 0);
    const around = operandsOf(step, steps);
    const pair = around && widthOf(around.left, of, cell, step) <= ROOM ? around : null;
    const left = pair && {
      ...pair.left,
      decimals: of(pair.left.step),
      cell: cellOf(pair.left.step.tensor.data, of(pair.left.step), 9),
    };
    const top = pair && { ...pair.top, decimals: of(pair.top.step), cell };
    const count = left ? left.step.tensor.shape[left.transposed ? 0 : 1] : 0;
    if (left) leads.set(across(step), stub + left.cell * count + 4);
    const lead = leads.get(across(step)) ?? 0;
    const leaves = lead + stub + cell * columnsOf(step) <= WIDEST;
    layouts.set(step.id, {
      mode: modes.get(step.id) ?? 'full',
      decimals: of(step),
      whole: digits === null,
      cell,
      lead: left || !leaves ? 0 : lead,
      left,
      top,
      stacks: pair !== null && lead + 2 * stub - 4 + cell * columnsOf(step) > PHONE,
      bound: boundLetters(step, steps),
    });
  }
  return layouts;
}

/** The width of operand and result side by side. */
function widthOf(
  { step, transposed }: { step: Step; transposed: boolean },
  decimals: (step: Step) => number,
  cell: number,
  result: Step,
) {
  const own = cellOf(step.tensor.data, decimals(step), 9);
  return 20 + own * step.tensor.shape[transposed ? 0 : 1] + cell * (result.tensor.shape[1] ?? 1);
}

/** As many as are drawn whatever the room: beside a map there is a window. */
const columnsOf = (step: Step) => (ofStep(step) === 'map' ? 0 : (step.tensor.shape.at(-1) ?? 1));

const across = (step: Step) =>
  `${step.tensor.axes.at(-1)}:${step.tensor.shape.at(-1)}:${ofStep(step)}`;
