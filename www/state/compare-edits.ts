// Which variants and which states are compared: every edit of that list, from one state to the next.
import type { VariantInfo } from '../../pkg/attention_playground.js';
import { description } from '../core/description.ts';
import { carriedParams, misfits, removeInput, type State, setParam, type Value } from './edits.ts';
import { chosen, type Described, infoOf, type VariantOrProgram } from './own-program.ts';
import type { TextTensor } from './text-tensor.ts';

/**
 * A column beside the present state: a variant on the same inputs, or with inputs of its own a
 * state that was pinned.
 */
export interface Column {
  variant: VariantOrProgram;
  params: Record<string, Value>;
  inputs: Record<string, TextTensor> | null;
  /** Of a variant beside a program: what its inputs are called there, where they are called otherwise. */
  names?: Record<string, string>;
}

/**
 * `at` is where the present state stands among the columns; the first column is the reference.
 */
export interface Compare {
  others: Column[];
  at: number;
}

/** All columns in order, the present state among them. */
export function columnsOf(state: State): (Column & { live: boolean })[] {
  const { others, at } = state.compare ?? { others: [], at: 0 };
  const { variant, params, inputs } = removeInput(state, 'upstream');
  const columns = others.map((column) => ({ ...column, live: false }));
  return columns.toSpliced(at, 0, { variant, params, inputs, live: true });
}

/**
 * A variant beside the present state. What both can set is set alike, also where nobody has chosen it:
 * else the scale that one of them opens with would look like a difference between them.
 */
function beside(state: State, from: VariantInfo, to: Described): Column {
  const opening = Object.fromEntries(from.params.map(({ name, default: start }) => [name, start]));
  const carried = Object.entries(carriedParams({ ...opening, ...state.params }, to));
  const isOwn = ([name, value]: [string, Value]) =>
    to.params.find((param) => param.name === name)?.default === value;
  const params = Object.fromEntries(carried.filter((setting) => !isOwn(setting)));
  return { variant: chosen(to), params, inputs: null };
}

/** The present state, as a column that stays as it is. */
function pinned(state: State): Column {
  const { variant, params, inputs } = removeInput(state, 'upstream');
  return { variant, params, inputs };
}

const withCompare = (state: State, compare: Compare): State => ({ ...state, compare });

/**
 * Beside the present variant those that a comparison opens with, where they take its inputs; or,
 * where none does, the state as it is now.
 */
export function startCompare(state: State, variants: Described[]) {
  const from = infoOf(variants, state.variant);
  const opening = description().comparison.variants;
  const found = opening.map((id) => variants.find((info) => info.id === id));
  const others = found.flatMap((info) =>
    info && from && info !== from && fits(from, info) ? [beside(state, from, info)] : [],
  );
  if (others.length > 0) return withCompare(state, { others, at: 0 });
  return withCompare(state, { others: [pinned(state)], at: 1 });
}

/** Beside one variant, set as it is said. */
export const startBeside = (state: State, beside: Pick<Column, 'variant' | 'params' | 'names'>) =>
  withCompare(state, { others: [{ ...beside, inputs: null }], at: 0 });

export const endCompare = (state: State): State => ({ ...state, compare: null });

export const fits = (from: VariantInfo, to: VariantInfo) => misfits(from, to).length === 0;

export function addColumn(state: State, from: VariantInfo, to: Described) {
  const { others, at } = state.compare ?? { others: [], at: 0 };
  return withCompare(state, { others: [...others, beside(state, from, to)], at });
}

/** The state as it is now becomes the reference. */
export function pinColumn(state: State) {
  const { others, at } = state.compare ?? { others: [], at: 0 };
  return withCompare(state, { others: [pinned(state), ...others], at: at + 1 });
}

export function removeColumn(state: State, column: number) {
  const { others, at } = state.compare ?? { others: [], at: 0 };
  const own = column < at ? column : column - 1;
  return withCompare(state, { others: others.toSpliced(own, 1), at: column < at ? at - 1 : at });
}

/** Measure the others from this one. */
export function makeFirst(state: State, column: number) {
  const { others, at } = state.compare ?? { others: [], at: 0 };
  if (column === at) return withCompare(state, { others, at: 0 });
  const own = column < at ? column : column - 1;
  const moved = [others[own], ...others.toSpliced(own, 1)];
  return withCompare(state, { others: moved, at: column < at ? at : at + 1 });
}

export function setColumnParam(state: State, column: number, name: string, value: Value) {
  const { others, at } = state.compare ?? { others: [], at: 0 };
  if (column === at) return setParam(state, name, value);
  const own = column < at ? column : column - 1;
  const next = { ...others[own], params: { ...others[own].params, [name]: value } };
  return withCompare(state, { others: others.with(own, next), at });
}
