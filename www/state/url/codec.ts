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
  EMPTY,
  exampleOf,
  originOf,
  removeInput,
  type State,
  sameState,
  shownLike,
  type Value,
  writeProgram,
} from '../edits.ts';
import { type Described, idOf, infoOf, OWN, programIn } from '../own-program.ts';
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
  variants: Described[];
  panels: readonly PanelView[];
}

/**
 * @param start what an empty link says: the text of a link, such as a variant alone
 * @param isHome whether it says so on the site, so that it is written as an empty link too
 */
export const stateCodec = (known: Known, start: string, isHome: boolean): Codec<Found> => ({
  write({ state, pinned }) {
    const { variants, panels } = known;
    const info = infoOf(variants, state.variant) ?? null;
    const isWritten = info || programIn(state.variant) !== null;
    const text = isWritten ? writeLink(state, info, { pinned, panels, variants }) : '';
    return isHome && text === `#${start}` ? '' : text;
  },
  // A link may leave the variant out.
  read: (text) =>
    readLink(text.startsWith('?') ? split(start, '?')[0] + text : text || start, known),
  packs: true,
});

/**
 * `#argmax?q=1,1,2&k=1,2,0;0,3,4&scale=none&hold=scores:0,1`: cells are parted by , and rows by ;
 * and, where there are more axes, tables by ;; and so on.
 * The variant as it opens is its name alone; another example of it has a name of its own.
 *
 * A program has its text, and says of its inputs how many axes they have, so that nothing has to be read
 * in the text before the link is: `#own?program=in x[i,d]~y[i,d] = 2 x[i,d]&x.2=1,2;3,4`.
 * @param info null of a program
 */
export function writeLink(
  state: State,
  info: VariantInfo | null,
  {
    pinned,
    panels,
    variants = info ? [info] : [],
  }: { pinned: Place | null } & Pick<Known, 'panels'> & Partial<Known>,
) {
  const parts = programIn(state.variant) !== null ? ownParts(state) : [];
  const opening = info && programIn(state.variant) === null ? opened(state, info) : null;
  if (info && opening) parts.push(...variantParts(state, info, opening));
  if (state.digits !== null) parts.push(`digits=${state.digits}`);
  const { upstream } = state.inputs;
  const { view } = state;
  if (state.gradients !== (opening?.gradients ?? false)) {
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
  return `#${[idOf(state.variant), parts.join('&')].filter(Boolean).join('?')}`;
}

const opened = (state: State, info: VariantInfo) => exampleOf(info, originOf(state, info));

function variantParts(state: State, info: VariantInfo, opening: State) {
  const example = originOf(state, info);
  const bare = shownLike(removeInput(state, 'upstream'), opening);
  const parts = example === info.examples[0] ? [] : [`example=${example.id}`];
  if (sameState(bare, opening)) return parts;
  for (const input of info.inputs) {
    const texts = state.inputs[input.name];
    if (texts) parts.push(`${input.name}=${writeInput(input, texts, ':')}`);
  }
  for (const { name } of info.params) {
    if (name in state.params) parts.push(`${name}=${encode(String(state.params[name]))}`);
  }
  return parts;
}

/** The text of a program, its inputs and its parameters. */
function ownParts({
  variant,
  inputs,
  params,
  drawn = [],
}: Pick<State, 'variant' | 'inputs' | 'params' | 'drawn'>) {
  const { upstream, ...given } = inputs;
  const tables = Object.entries(given).map(
    ([name, texts]) =>
      `${encode(name)}.${texts.shape.length}=${writeCells(nested(texts), texts.shape.length)}`,
  );
  const numbers = Object.entries(params).map(
    ([name, value]) => `${encode(name)}.0=${encode(String(value))}`,
  );
  const random = drawn.length > 0 ? [`drawn=${drawn.map(encode).join(',')}`] : [];
  return [`program=${encodeLines(programIn(variant) ?? '')}`, ...tables, ...numbers, ...random];
}

/**
 * @param text without its #
 * @returns or throws BrokenLink
 */
export function readLink(text: string, { variants, panels }: Known): Found {
  const [id, query = ''] = split(text, '?');
  const pairs = query === '' ? [] : query.split('&').map((part) => split(part, '='));
  const [, version = VERSION] = pairs.find(([name]) => name === 'version') ?? [];
  if (version !== VERSION) throw new BrokenLink(LATER);
  const names = pairs.map(([name]) => name);
  const twice = names.find((name, at) => name !== 'compare' && names.indexOf(name) < at);
  if (twice !== undefined) throw new BrokenLink(`it gives ${quoted(twice)} twice`);
  const { state, title, rest } =
    id === OWN ? ownState(pairs) : variantState(pairs, infoOf(variants, id), id, variants);
  let pinned = null;
  const columns: string[] = [];
  for (const [name, value = ''] of rest) {
    const panel = panels.find(({ view, choices }) => view === name && choices);
    if (name === 'version') continue;
    if (name === 'digits') state.digits = readDigits(value);
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
    else throw new BrokenLink(`it gives ${quoted(name)}, which ${title} does not take`);
  }
  if (columns.length > 0) state.compare = readColumns(columns, state, variants);
  return { state, pinned };
}

/** A state of which a link has told what is computed, and what else it tells. */
interface Told {
  state: State;
  title: string;
  rest: string[][];
}

function variantState(
  pairs: string[][],
  info: VariantInfo | undefined,
  id: string,
  variants: VariantInfo[],
): Told {
  if (!info) throw new BrokenLink(`it asks for ${quoted(id)}, and ${unknownVariant(variants, id)}`);
  const state = exampleOf(info, readExample(info, pairs));
  // A link that gives any input gives them all: an optional one that it leaves out is absent.
  if (pairs.some(([name]) => info.inputs.some((input) => input.name === name))) {
    for (const { name, optional } of info.inputs) if (optional) delete state.inputs[name];
  }
  const rest = pairs.filter(([name, value = '']) => {
    const param = info.params.find((candidate) => candidate.name === name);
    const input = info.inputs.find((candidate) => candidate.name === name);
    if (input) state.inputs[name] = readGiven(input, value);
    else if (param) state.params[name] = readValue(param, decode(value));
    return !input && !param && name !== 'example';
  });
  return { state, title: info.title, rest };
}

/** What a program is given in a link: by its name, with a full stop and the number of its axes. */
const GIVEN = /^(.+)\.([0-6])$/;
const NAME = /^\p{L}[\p{L}\p{N}_'’′]{0,63}$/u;
const LONGEST_PROGRAM = 1 << 16; // characters: more than the core reads

function ownState(pairs: string[][]): Told {
  const [, text] = pairs.find(([name]) => name === 'program') ?? [];
  if (text === undefined) throw new BrokenLink('it has no program');
  const state: State = { ...writeProgram(EMPTY, readProgram(text)), inputs: {} };
  const rest = pairs.filter(([name, value = '']) => {
    if (name === 'drawn') state.drawn = value.split(',').map(readName);
    else if (GIVEN.test(name)) readProgramInput(state, name, value);
    return name !== 'program' && name !== 'drawn' && !GIVEN.test(name);
  });
  const unknown = state.drawn?.find((name) => !Object.hasOwn(state.inputs, name));
  if (unknown !== undefined) throw new BrokenLink(`it has no input ${quoted(unknown)}`);
  return { state, title: 'a program', rest };
}

function readProgram(text: string) {
  const program = decodeLines(text);
  if (program.length > LONGEST_PROGRAM) throw new BrokenLink('its program is too long');
  return program;
}

function readProgramInput(into: Pick<State, 'params' | 'inputs'>, given: string, value: string) {
  const [, written, axes] = GIVEN.exec(given) ?? [];
  const name = readName(written);
  if (axes === '0') into.params[name] = numberOrText(decode(value));
  else into.inputs[name] = readInput({ name, axes: Array(Number(axes)).fill('') }, value);
}

function readName(written: string) {
  const name = decode(written);
  if (NAME.test(name)) return name;
  throw new BrokenLink(`${quoted(name)} is no name in a program`);
}

/** An example as it opens. */
export const exampleLink = (variant: string, example: string) => `#${variant}?example=${example}`;
/**
 * `linear:feature_map=relu`. A pinned state has inputs too: `argmax:q=1,1,2:k:v`, of which those
 * that are the present ones are named only.
 */
function writeColumn({ variant, params, inputs }: Column, state: State, variants: VariantInfo[]) {
  if (programIn(variant) !== null)
    return [OWN, ...ownParts({ variant, params, inputs: inputs ?? {} })].join(':');
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
  return [idOf(variant), ...settings, ...texts].join(':');
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
  if (id === OWN) return readOwnColumn(parts);
  const info = variants.find((variant) => variant.id === id);
  const from = infoOf(variants, state.variant);
  if (!info) {
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
  // Whether it fits a program is known when that is read.
  if (!pinned && from && !fits(from, info)) {
    throw new BrokenLink(`${info.title} does not take the inputs of ${from.title}`);
  }
  return { variant: id, params, inputs: pinned ? inputs : null };
}

function readOwnColumn(parts: string[]): Column {
  const column = { variant: { program: '' }, params: {}, inputs: {} };
  for (const [name, value = ''] of parts.map((part) => split(part, '='))) {
    if (name === 'program') column.variant = { program: readProgram(value) };
    else if (GIVEN.test(name)) readProgramInput(column, name, value);
    else throw new BrokenLink(`it gives ${quoted(name)}, which a program does not take`);
  }
  const pinned = Object.keys(column.inputs).length > 0;
  return { ...column, inputs: pinned ? column.inputs : null };
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

/** Lines are parted by ~, since a mail takes the breaks between lines for its own. */
const encodeLines = (text: string) =>
  encode(text).replaceAll('~', '%7E').replaceAll('%0A', '~').replaceAll('%2C', ',');

const decodeLines = (text: string) => decode(text.replaceAll('~', '%0A'));

function decode(text: string) {
  if (text === '_') return '';
  try {
    return decodeURIComponent(text);
  } catch {
    throw new BrokenLink(`${quoted(text)} is not spelled as a link is`);
  }
}
