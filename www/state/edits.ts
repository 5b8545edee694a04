// Every way in which a person's edit changes the state, as functions from one state to the next.
import type {
  ExampleInfo,
  InputInfo,
  ParamInfo,
  VariantInfo,
} from '../../pkg/attention_playground.js';
import { turned } from './axes.ts';
import type { Column, Compare } from './compare-edits.ts';
import { chosen, type Described, sameVariant, type VariantOrProgram } from './own-program.ts';
import { inOrder, type Open } from './panel-views.ts';
import {
  filled,
  resized,
  sameTexts,
  spliced,
  type TextTensor,
  textTensor,
  withCell,
} from './text-tensor.ts';

export type Value = boolean | number | string;

/**
 * Which panels are open: that is not undone with the rest. Of the plots, which curves stand beside the
 * variant's own, and by name the sizes that were chosen, the rule of memory and the machine: that is.
 */
export interface View {
  open: Open;
  curves: string[];
  at: Record<string, number>;
}

/**
 * What a person has chosen and typed: nothing that is computed. Among the inputs may be `upstream`,
 * where the backward pass starts from something else than ones. `example` is what it began with.
 * Inputs that a program does not declare any more stay, for when it declares them again; `drawn` are
 * those that were filled by chance and in which nobody has typed.
 */
export interface State {
  variant: VariantOrProgram;
  example: string;
  inputs: Record<string, TextTensor>;
  drawn?: string[];
  params: Record<string, Value>;
  digits: number | null;
  gradients: boolean;
  compare: Compare | null;
  view: View;
}

const CLOSED: View = { open: {}, curves: [], at: {} };

/** Nothing typed and nothing chosen, and no variant either. */
export const EMPTY: State = {
  ...{ variant: '', example: '', inputs: {}, params: {} },
  ...{ digits: null, gradients: false, compare: null, view: CLOSED },
};

/** A variant with one of its examples, at first the one that it opens with. */
export function exampleOf(info: Described, example: ExampleInfo = info.examples[0]): State {
  const { id, inputs, params, gradients } = example;
  // In the order in which the variant takes them, which is that of its links.
  const given = info.inputs.filter(({ name }) => name in inputs);
  const texts = given.map(({ name }) => [name, textTensor(inputs[name])]);
  return {
    variant: chosen(info),
    example: id,
    inputs: Object.fromEntries(texts),
    params: { ...params },
    digits: null,
    gradients,
    compare: null,
    view: CLOSED,
  };
}

/** The example that a state began with. */
export const originOf = (state: State, info: VariantInfo) =>
  info.examples.find(({ id }) => id === state.example) ?? info.examples[0];

/** How it is shown, as the other state shows it. */
export const shownLike = (state: State, { digits, gradients, compare, view }: State): State => ({
  ...state,
  digits,
  gradients,
  compare,
  view,
});

/** What a person gives is not drawn any more. */
export function setInput(state: State, name: string, texts: TextTensor): State {
  const next = { ...state, inputs: { ...state.inputs, [name]: texts } };
  return state.drawn ? { ...next, drawn: state.drawn.filter((one) => one !== name) } : next;
}

/** The same numbers through a program, whose text says what was set. */
export function writeProgram(state: State, program: string): State {
  const { drawn = [] } = state;
  return { ...state, variant: { program }, example: '', params: {}, drawn };
}

/** Another text for the program. */
export const setProgram = (state: State, program: string): State => ({
  ...state,
  variant: { program },
});

export const setInputs = (state: State, texts: Record<string, TextTensor>): State => ({
  ...state,
  inputs: { ...state.inputs, ...texts },
});

export function setCell(state: State, name: string, place: number, text: string) {
  return setInput(state, name, withCell(state.inputs[name], place, text));
}

export function setParam(state: State, name: string, value: Value): State {
  return { ...state, params: { ...state.params, [name]: value } };
}

export const setView = (state: State, view: Partial<View>): State => ({
  ...state,
  view: { ...state.view, ...view },
});

export const setDigits = (state: State, digits: number | null): State => ({ ...state, digits });

export const setGradients = (state: State, gradients: boolean): State => ({ ...state, gradients });

/** Let the backward pass start from a table of its own, of ones at first. */
export const addUpstream = (state: State, shape: number[]) =>
  setInput(state, 'upstream', filled(shape, '1'));

/**
 * Another variant on the same numbers: if it takes every input by the same names and axes they are
 * carried over, or else it opens with its own example, since parts of two examples fit seldom.
 */
export function changeVariant(state: State, from: Described, to: Described): State {
  const next = exampleOf(to);
  const carried = misfits(from, to).length === 0;
  for (const input of carried ? to.inputs.filter((input) => isTaken(from, input)) : []) {
    if (state.inputs[input.name]) next.inputs[input.name] = state.inputs[input.name];
    else delete next.inputs[input.name];
  }
  const beside = carried
    ? state.compare?.others.find((column) => isFree(column, chosen(to)))
    : undefined;
  next.params = beside?.params ?? carriedParams(state.params, to);
  return shownLike(next, { ...state, compare: stillCompared(state, chosen(to), carried) });
}

/** Whether a variant has this input, with the same axes, or with those that it may have instead. */
const isTaken = (from: VariantInfo, { name, axes, sizes, several }: InputInfo) =>
  from.inputs.some(
    (input) =>
      input.name === name &&
      ((input.axes.join() === axes.join() && input.sizes.join() === sizes.join()) ||
        input.axes.join() === several?.map(({ letter }) => letter).join()),
  );

/** The inputs that one variant needs and the other has not. */
export const misfits = (from: VariantInfo, to: VariantInfo) =>
  to.inputs.filter((input) => !input.optional && !isTaken(from, input));

/** The settings that another variant takes too. */
export function carriedParams(params: Record<string, Value>, to: VariantInfo) {
  const carried: Record<string, Value> = {};
  for (const param of to.params) {
    const value = params[param.name];
    if (value !== undefined && takes(param, value)) carried[param.name] = value;
  }
  return carried;
}

/** Whether a value is of a kind that a parameter takes: one of its words or a number, also as text. */
const takes = ({ choices, range }: ParamInfo, value: Value) =>
  choices.some((choice) => choice.value === value) || (range && typeof value !== 'boolean');

/** Whether a column is this variant, on the present inputs. */
const isFree = ({ variant, inputs }: Column, other: VariantOrProgram) =>
  sameVariant(variant, other) && inputs === null;

/**
 * What stands beside another variant: pinned states, and, on the same inputs, all the others; where
 * that variant stood, the one that it takes the place of.
 */
function stillCompared({ compare, variant, params }: State, to: VariantOrProgram, same: boolean) {
  if (!compare) return null;
  const stays = ({ inputs }: Column) => same || inputs !== null;
  const kept = compare.others.filter(stays);
  const others = kept.map((column) =>
    isFree(column, to) ? { variant, params, inputs: null } : column,
  );
  const at = compare.others.slice(0, compare.at).filter(stays).length;
  return others.length > 0 ? { others, at } : null;
}

/** How long an axis is, by the first input that has it; 0 where none says. */
export function sizeOf(state: State, info: VariantInfo, letter: string) {
  for (const { name, sizes } of info.inputs) {
    const axis = sizes.indexOf(letter);
    const shape = state.inputs[name]?.shape;
    // What was typed for other axes says nothing of these.
    if (axis >= 0 && shape?.length === sizes.length) return shape[axis];
  }
  return 0;
}

/** How many queries and keys a mask is for; nothing of an input that is none. */
export function maskSizes(
  state: State,
  info: VariantInfo,
  name: string,
): [number, number] | undefined {
  const input = info.inputs.find((one) => one.name === name);
  if (!input?.boolean || input.sizes.length !== 2) return undefined;
  const [queries, keys] = input.sizes.map((letter) => sizeOf(state, info, letter));
  return [queries, keys];
}

/** Lengthen or shorten an axis in every input that has it, or in `only` one. */
export const resizeAxis = (
  state: State,
  info: VariantInfo,
  letter: string,
  size: number,
  only?: string,
) => alongAxis(state, info, letter, (...of) => resized(of[0], of[1], size, of[2]), only);

/** Put a place in before another one of an axis, in every input that has it. */
export const insertAt = (state: State, info: VariantInfo, letter: string, at: number) =>
  alongAxis(state, info, letter, (...of) => spliced(of[0], of[1], at, { added: 1 }, of[2]));

/** Take a place out of an axis, in every input that has it. */
export const removeAt = (state: State, info: VariantInfo, letter: string, at: number) =>
  alongAxis(state, info, letter, (...of) => spliced(of[0], of[1], at, { removed: 1 }, of[2]));

/** The names of the inputs that have an axis. */
export const sharing = (state: State, info: VariantInfo, letter: string) =>
  info.inputs
    .filter(({ name, sizes }) => state.inputs[name] && sizes.includes(letter))
    .map(({ name }) => name);

/**
 * Change an axis wherever it stands, twice in a mask of self-attention. New cells are 0, in a mask
 * 1: nothing is hidden that was not.
 */
function alongAxis(
  state: State,
  info: VariantInfo,
  letter: string,
  change: (texts: TextTensor, axis: number, fresh: string) => TextTensor,
  only?: string,
) {
  let next = state;
  for (const { name, sizes, boolean } of info.inputs) {
    if (!state.inputs[name] || (only !== undefined && only !== name)) continue;
    // What is drawn is drawn on: an empty cell asks for it.
    const fresh = state.drawn?.includes(name) ? '' : boolean ? '1' : '0';
    for (const [axis, own] of sizes.entries()) {
      if (own !== letter) continue;
      next = setInput(next, name, change(next.inputs[name], axis, fresh));
    }
  }
  return state.drawn ? { ...next, drawn: state.drawn } : next;
}

/** Give an input the axis more that it may have, or take it off. */
export const turnAxes = (state: State, input: InputInfo) =>
  setInput(state, input.name, turned(input, state.inputs[input.name]));

/** Put in an optional input, of 1s in a mask and of 0s elsewhere. */
export function addInput(state: State, info: VariantInfo, { name, sizes, boolean }: InputInfo) {
  const shape = sizes.map((letter) => Math.max(1, sizeOf(state, info, letter)));
  return setInput(state, name, filled(shape, boolean ? '1' : '0'));
}

export function removeInput(state: State, name: string): State {
  const { [name]: _, ...inputs } = state.inputs;
  return { ...state, inputs };
}

type Given = Pick<State, 'inputs' | 'params' | 'drawn'>;

/**
 * Of what is given what a program declares, with the gradient that the backward pass starts from. The
 * rest stays in the state for when it is declared again; nothing speaks of it.
 */
export function declared<G extends Given>(given: G, info: VariantInfo): G {
  const of = <T>(all: Record<string, T>, names: { name: string }[]) =>
    Object.fromEntries(
      Object.entries(all).filter(([name]) => names.some((known) => known.name === name)),
    );
  const inputs = of(given.inputs, [...info.inputs, { name: 'upstream' }]);
  const drawn = given.drawn?.filter((name) => info.inputs.some((known) => known.name === name));
  return { ...given, inputs, params: of(given.params, info.params), ...(drawn && { drawn }) };
}

/** Whatever they began with. */
export const sameState = (a: State, b: State) =>
  a === b || (sameInputs(a.inputs, b.inputs) && canonical(a) === canonical(b));

/** A large input differs soon, and is not written out for it. */
export function sameInputs(a: State['inputs'], b: State['inputs']) {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => b[name] && (a[name] === b[name] || sameTexts(a[name], b[name])))
  );
}

function canonical({ variant, params, drawn, digits, gradients, compare, view }: State) {
  const sorted = (record: object) => Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  const shown = [digits, gradients, compare, inOrder(view.open), view.curves, view.at];
  return JSON.stringify([variant, sorted(params), drawn, ...shown]);
}
