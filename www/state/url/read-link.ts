// A link is read here: checked, part by part, before it is believed.
import type { ParamInfo, VariantInfo } from '../../../pkg/attention_playground.js';
import { description } from '../../core/description.ts';
import { numberOrText } from '../../lib/format.ts';
import { nearestNamed } from '../../lib/nearest-name.ts';
import { quoted } from '../../lib/quoted.ts';
import { type Column, type Compare, fits } from '../compare-edits.ts';
import { offered } from '../curve-choices.ts';
import { EMPTY, exampleOf, type State, type Value, writeProgram } from '../edits.ts';
import { type Described, infoOf, OWN } from '../own-program.ts';
import type { PanelView } from '../panel-views.ts';
import type { Place } from '../place.ts';
import { BrokenLink, LATER } from './broken-link.ts';
import { readGiven, readInput } from './cells.ts';
import { decode, decodeLines, LIVE, split, VERSION } from './spelling.ts';

export const MOST_AXES = 6; // of a table in a link: as many as one that is pasted may have

/** What the address of the workbench says. */
export interface Found {
  state: State;
  pinned: Place | null;
}

/** What a link can name. */
export interface Known {
  variants: Described[];
  panels: readonly PanelView[];
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
      throw new BrokenLink('it is not complete; only the tab that made it held everything');
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
  throw new BrokenLink(`${quoted(name)} is not a name in a program`);
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
  const names: Column['names'] = {};
  for (const part of parts) {
    const [called, table] = split(part, '~');
    if (table !== undefined && info.inputs.some((input) => input.name === called)) {
      names[called] = readName(table);
      continue;
    }
    const [name, value] = split(part, '=');
    const param = info.params.find((candidate) => candidate.name === name);
    const input = info.inputs.find((candidate) => candidate.name === name);
    if (input && value === undefined && state.inputs[name]) inputs[name] = state.inputs[name];
    else if (input && value !== undefined) inputs[name] = readGiven(input, value);
    else if (param && value !== undefined) params[name] = readValue(param, decode(value));
    else
      throw new BrokenLink(
        `it gives ${quoted(name)}, but ${info.title} does not take it in this form`,
      );
  }
  const pinned = Object.keys(inputs).length > 0;
  // Whether it fits a program is known when that is read.
  if (!pinned && from && !fits(from, info)) {
    throw new BrokenLink(`${info.title} does not take the inputs of ${from.title}`);
  }
  const column = { variant: id, params, inputs: pinned ? inputs : null };
  return Object.keys(names).length > 0 ? { ...column, names } : column;
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

function readValue({ name, choices, range }: ParamInfo, text: string): Value {
  const is = (value: Value | undefined) => value !== undefined && String(value) === text;
  const choice = choices.find(({ value, also }) => is(value) || is(also));
  if (choice) return choice.value;
  if (range) return numberOrText(text); // whether it is allowed is for the core to say
  throw new BrokenLink(`${quoted(text)} is not a value for ${name}`);
}

function readDigits(text: string) {
  if (/^[0-9]$/.test(text)) return Number(text);
  throw new BrokenLink(`${quoted(text)} is not a number of digits`);
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
  const count = /^[1-9]$/.test(axes) ? Number(axes) : 0;
  if (count < 1 || count > MOST_AXES)
    throw new BrokenLink(`${quoted(text)} is not a table for upstream`);
  return readInput({ name: 'upstream', axes: Array(count).fill('') }, cells);
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
