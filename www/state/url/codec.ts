// The state as the text after # in the address, and back: readable, and checked before it is believed.
import type {
  Cells,
  InputInfo,
  ParamInfo,
  VariantInfo,
} from '../../../pkg/attention_playground.js';
import { description } from '../../core/description.ts';
import { numberOrText } from '../../lib/format.ts';
import { nearestNamed } from '../../lib/nearest-name.ts';
import { type Column, type Compare, columnsOf, fits } from '../compare-edits.ts';
import { offered } from '../curve-choices.ts';
import {
  exampleOf,
  originOf,
  removeInput,
  type State,
  sameState,
  shownLike,
  type Value,
} from '../edits.ts';
import type { PanelView } from '../panel-views.ts';
import type { Place } from '../place.ts';
import { nested, sameTexts, type TextTensor, textTensor } from '../text-tensor.ts';
import { BrokenLink, LATER, shortened } from './broken-link.ts';
import type { Codec } from './sync.ts';

/** What the address of the workbench says. */
export interface Found {
  state: State;
  pinned: Place | null;
}

const MOST_CELLS = 1 << 18;
const VERSION = '1'; // of the spelling; a link of a later one has to say so
const LIVE = '.'; // among the columns of a comparison: the state that the rest of the link gives

/** What a link can name. */
export interface Known {
  variants: VariantInfo[];
  panels: readonly PanelView[];
}

/** @param home the variant of an empty link */
export const stateCodec = (known: Known, home: string): Codec<Found> => ({
  write({ state, pinned }) {
    const { variants, panels } = known;
    const info = variants.find(({ id }) => id === state.variant);
    return info ? writeLink(state, info, { home, pinned, panels, variants }) : '';
  },
  read: (text) => readLink(text, known, home),
  packs: true,
});

/**
 * `#argmax?q=1,1,2&k=1,2,0;0,3,4&scale=none&hold=scores:0,1`: cells are parted by , and rows by ;
 * and, where there are more axes, tables by ;; and so on.
 * The variant as it opens is the empty text; another example of it has a name.
 */
export function writeLink(
  state: State,
  info: VariantInfo,
  {
    home,
    pinned,
    panels,
    variants = [info],
  }: { home: string; pinned: Place | null } & Pick<Known, 'panels'> & Partial<Known>,
) {
  const example = originOf(state, info);
  const opening = exampleOf(info, example);
  const bare = shownLike(removeInput(state, 'upstream'), opening);
  const parts = example === info.examples[0] ? [] : [`example=${example.id}`];
  if (!sameState(bare, opening)) {
    for (const input of info.inputs) {
      const texts = state.inputs[input.name];
      if (texts) parts.push(`${input.name}=${writeInput(input, texts, ':')}`);
    }
    for (const { name } of info.params) {
      if (name in state.params) parts.push(`${name}=${encode(String(state.params[name]))}`);
    }
  }
  if (state.digits !== null) parts.push(`digits=${state.digits}`);
  const { upstream } = state.inputs;
  const { view } = state;
  if (state.gradients !== opening.gradients) {
    parts.push(`gradients=${state.gradients ? 'yes' : 'no'}`);
  }
  if (upstream) {
    const axes = upstream.shape.length;
    parts.push(`upstream=${axes}:${writeCells(nested(upstream), axes)}`);
  }
  const open = panels.filter(({ view: name }) => view.open[name]);
  const plain = open.filter(({ choices }) => !choices).map(({ view: name }) => name);
  if (plain.length > 0) parts.push(`open=${plain.join(',')}`);
  if (view.curves.length > 0) parts.push(`curves=${view.curves.map(encode).join(',')}`);
  const at = Object.entries(view.at).map(([name, size]) => `${name}:${size}`);
  if (at.length > 0) parts.push(`at=${at.join(',')}`);
  for (const { view: name, choices } of open) if (choices) parts.push(`${name}=${view.open[name]}`);
  if (state.compare) {
    for (const column of columnsOf(state)) {
      parts.push(`compare=${column.live ? LIVE : writeColumn(column, state, variants)}`);
    }
  }
  if (pinned) parts.push(`hold=${encode(pinned.step)}:${pinned.index.join(',')}`);
  if (parts.length === 0) return state.variant === home ? '' : `#${state.variant}`;
  return `#${state.variant}?${parts.join('&')}`;
}

/**
 * @param text without its #
 * @param home the variant of an empty link
 * @returns or throws BrokenLink
 */
export function readLink(text: string, { variants, panels }: Known, home: string): Found {
  const [id, query = ''] = split(text, '?');
  const info = variants.find((variant) => variant.id === (id === '' ? home : id));
  if (!info) throw new BrokenLink(`it asks for ${quoted(id)}, and ${unknownVariant(variants, id)}`);
  const pairs = query === '' ? [] : query.split('&').map((part) => split(part, '='));
  const [, version = VERSION] = pairs.find(([name]) => name === 'version') ?? [];
  if (version !== VERSION) throw new BrokenLink(LATER);
  const names = pairs.map(([name]) => name);
  const twice = names.find((name, at) => name !== 'compare' && names.indexOf(name) < at);
  if (twice !== undefined) throw new BrokenLink(`it gives ${quoted(twice)} twice`);
  const state = exampleOf(info, readExample(info, pairs));
  // A link that gives any input gives them all: an optional one that it leaves out is absent.
  if (pairs.some(([name]) => info.inputs.some((input) => input.name === name))) {
    for (const { name, optional } of info.inputs) if (optional) delete state.inputs[name];
  }
  let pinned = null;
  const columns: string[] = [];
  for (const [name, value = ''] of pairs) {
    const param = info.params.find((candidate) => candidate.name === name);
    const input = info.inputs.find((candidate) => candidate.name === name);
    const panel = panels.find(({ view, choices }) => view === name && choices);
    if (input) state.inputs[name] = readGiven(input, value);
    else if (param) state.params[name] = readValue(param, decode(value));
    else if (name === 'example' || name === 'version') continue;
    else if (name === 'digits') state.digits = readDigits(value);
    else if (name === 'gradients') state.gradients = readYesOrNo(value);
    else if (name === 'upstream') state.inputs.upstream = readUpstream(value);
    else if (name === 'open') openWith(state, readOpen(value, panels));
    else if (panel) openWith(state, [[name, readChoice(panel, value)]]);
    else if (name === 'curves') state.view = { ...state.view, curves: readCurves(value, variants) };
    else if (name === 'at') state.view = { ...state.view, at: readAt(value) };
    else if (name === 'compare') columns.push(value);
    else if (name === 'hold') pinned = readPlace(value);
    else if (name === 'kept')
      throw new BrokenLink('only the tab that it was made in had all of it');
    else throw new BrokenLink(`it gives ${quoted(name)}, which ${info.title} does not take`);
  }
  if (columns.length > 0) state.compare = readColumns(columns, state, variants);
  return { state, pinned };
}

/** An example as it opens. */
export const exampleLink = (variant: string, example: string) => `#${variant}?example=${example}`;
/**
 * `linear:feature_map=relu`. A pinned state has inputs too: `argmax:q=1,1,2:k:v`, of which those
 * that are the present ones are named only.
 */
function writeColumn({ variant, params, inputs }: Column, state: State, variants: VariantInfo[]) {
  const info = variants.find(({ id }) => id === variant);
  const settings = Object.entries(params).map(
    ([name, value]) => `${name}=${encode(String(value))}`,
  );
  const texts = Object.entries(inputs ?? {}).map(([name, texts]) => {
    const own = state.inputs[name];
    if (own && sameTexts(own, texts)) return name;
    const input = info?.inputs.find((input) => input.name === name);
    return `${name}=${writeInput(input, texts, '@')}`;
  });
  return [variant, ...settings, ...texts].join(':');
}

function readColumns(texts: string[], state: State, variants: VariantInfo[]): Compare {
  const others = texts.filter((text) => text !== LIVE);
  const { most } = description().comparison;
  if (others.length >= most) throw new BrokenLink(`it compares more than ${most} columns`);
  const read = others.map((text) => readColumn(text, state, variants));
  return { others: read, at: Math.max(0, texts.indexOf(LIVE)) };
}

function readColumn(text: string, state: State, variants: VariantInfo[]): Column {
  const [id, ...parts] = text.split(':');
  const info = variants.find((variant) => variant.id === id);
  const from = variants.find((variant) => variant.id === state.variant);
  if (!info || !from) {
    throw new BrokenLink(`it compares with ${quoted(id)}, and ${unknownVariant(variants, id)}`);
  }
  const params: Column['params'] = {};
  const inputs: State['inputs'] = {};
  for (const [name, value] of parts.map((part) => split(part, '='))) {
    const param = info.params.find((candidate) => candidate.name === name);
    const input = info.inputs.find((candidate) => candidate.name === name);
    if (input && value === undefined && state.inputs[name]) inputs[name] = state.inputs[name];
    else if (input && value !== undefined) inputs[name] = readGiven(input, value);
    else if (param && value !== undefined) params[name] = readValue(param, decode(value));
    else throw new BrokenLink(`it gives ${quoted(name)} in a way that ${info.title} does not take`);
  }
  const pinned = Object.keys(inputs).length > 0;
  if (!pinned && !fits(from, info)) {
    throw new BrokenLink(`${info.title} does not take the inputs of ${from.title}`);
  }
  return { variant: id, params, inputs: pinned ? inputs : null };
}

export function writeCells(cells: Cells, axes: number): string {
  const parts = cells.map((part) =>
    typeof part === 'string' ? encode(part) : writeCells(part, axes - 1),
  );
  return parts.join(axes === 1 ? ',' : ';'.repeat(axes - 1));
}

/** The cells, behind their number of axes where that is not the input's own: `3:` or, in a column, `3@`. */
function writeInput(input: InputInfo | undefined, { shape, cells }: TextTensor, mark: ':' | '@') {
  const text = writeCells(nested({ shape, cells }), shape.length);
  const isMore = input?.several && shape.length !== input.axes.length;
  return isMore ? `${shape.length}${mark}${text}` : text;
}

function readGiven(input: InputInfo, text: string) {
  const [, rank, cells] = /^(\d+)[:@](.*)$/s.exec(text) ?? [];
  if (rank === undefined) return readInput(input, text);
  const { name, several = [] } = input;
  if (Number(rank) !== several.length)
    throw new BrokenLink(`it gives ${name} ${rank} axes, which it does not take`);
  return readInput({ name, axes: several.map(({ letter }) => letter) }, cells);
}

export function readInput({ name, axes }: Pick<InputInfo, 'name' | 'axes'>, text: string) {
  // Before they are taken apart: what separates the cells is counted.
  if (text.replace(/[^,;]+/g, '').length > MOST_CELLS) throw new BrokenLink(`${name} is too large`);
  return checkedInput(name, readCells(text, axes.length));
}

/** Lists of lists as a tensor of texts, if they are even and not too many. */
export function checkedInput(name: string, cells: Cells) {
  const texts = textTensor(cells);
  const count = texts.shape.reduce((product, size) => product * size, 1);
  if (texts.cells.length !== count || !even(cells, texts.shape)) {
    throw new BrokenLink(`the rows of ${name} are not equally long`);
  }
  return texts;
}

function readCells(text: string, axes: number): Cells {
  if (axes === 1) return text.split(',').map(decode);
  return text.split(';'.repeat(axes - 1)).map((part) => readCells(part, axes - 1));
}

function even(cells: string | Cells, [size, ...inner]: number[]): boolean {
  if (size === undefined || typeof cells === 'string') return size === undefined;
  return cells.length === size && cells.every((part) => even(part, inner));
}

function readValue({ name, choices, range }: ParamInfo, text: string): Value {
  const is = (value: Value | undefined) => value !== undefined && String(value) === text;
  const choice = choices.find(({ value, also }) => is(value) || is(also));
  if (choice) return choice.value;
  if (range) return numberOrText(text); // whether it is allowed is for the core to say
  throw new BrokenLink(`${quoted(text)} is no value for ${name}`);
}

function readDigits(text: string) {
  if (/^[0-9]$/.test(text)) return Number(text);
  throw new BrokenLink(`${quoted(text)} is no number of digits`);
}

/** The example that it began with; none for the one that the variant opens with. */
function readExample({ title, examples }: VariantInfo, pairs: string[][]) {
  const [, id] = pairs.find(([name]) => name === 'example') ?? [];
  const found = examples.find((example) => example.id === id);
  if (id === undefined || found) return found;
  throw new BrokenLink(`${title} has no example called ${quoted(id)}`);
}

function readYesOrNo(text: string) {
  if (text === 'yes' || text === 'no') return text === 'yes';
  throw new BrokenLink(`${quoted(text)} says neither to show the gradients nor to leave them`);
}

/** `2:1,1,1`: how many axes, then the cells. */
function readUpstream(text: string) {
  const [axes, cells = ''] = split(text, ':');
  if (!/^[1-6]$/.test(axes)) throw new BrokenLink(`${quoted(text)} is no table for upstream`);
  return readInput({ name: 'upstream', axes: Array(Number(axes)).fill('') }, cells);
}

function openWith(state: State, more: [string, true | string][]) {
  state.view = { ...state.view, open: { ...state.view.open, ...Object.fromEntries(more) } };
}

function readOpen(text: string, panels: readonly PanelView[]) {
  const open = text.split(',');
  const isKnown = (name: string) => panels.some(({ view, choices }) => view === name && !choices);
  const unknown = open.find((name) => !isKnown(name));
  if (unknown !== undefined) throw new BrokenLink(`no panel is called ${quoted(unknown)}`);
  return open.map((name): [string, true] => [name, true]);
}

function readChoice({ view, choices = [] }: PanelView, text: string) {
  if (choices.some(({ value }) => value === text)) return text;
  const all = choices.map(({ value }) => value).join(', ');
  throw new BrokenLink(`${quoted(text)} is none of the ways to open ${view}: ${all}`);
}

function readCurves(text: string, variants: VariantInfo[]) {
  const curves = text.split(',').map(decode);
  const known = ['N', 'n'].flatMap((letter) => offered(variants, letter)).map(({ id }) => id);
  const unknown = curves.find((curve) => !known.includes(curve));
  if (unknown !== undefined) throw new BrokenLink(`no curve is called ${quoted(unknown)}`);
  return curves;
}

/** `N:4096,D:64`: sizes by their names. */
function readAt(text: string) {
  const pairs = text.split(',').map((part) => /^([a-zA-Z]{1,8}):(\d{1,9})$/.exec(part));
  if (pairs.includes(null)) throw new BrokenLink(`${quoted(text)} gives no sizes`);
  return Object.fromEntries(pairs.map((pair) => [pair?.[1], Number(pair?.[2])]));
}

function readPlace(text: string): Place {
  const [step, index = ''] = split(text, ':');
  if (!/^\d+(,\d+)*$/.test(index)) throw new BrokenLink(`${quoted(text)} names no cell`);
  return { step: decode(step), index: index.split(',').map(Number) };
}

function unknownVariant(variants: VariantInfo[], id: string) {
  const near = nearestNamed(variants, id);
  return `no variant here has that name${near ? `; the nearest is ${quoted(near.id)}` : ''}`;
}

const quoted = (text: string) => `“${shortened(text)}”`;

/** At the first mark only. */
function split(text: string, mark: string) {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

/** Keep what is safe there and easy to read; a blank is written _. */
function encode(text: string) {
  if (/^[-.\d]+$/.test(text)) return text; // most of a large table
  if (text === '') return '_';
  const whole = text.replace(/\p{Surrogate}/gu, '\uFFFD'); // half a character has no code
  return encodeURIComponent(whole).replaceAll('%2F', '/').replaceAll('_', '%5F');
}

function decode(text: string) {
  if (text === '_') return '';
  try {
    return decodeURIComponent(text);
  } catch {
    throw new BrokenLink(`${quoted(text)} is not spelled as a link is`);
  }
}
