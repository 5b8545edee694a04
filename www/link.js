// The state as the text after # in the address, and back: readable, and checked before it is believed.
import { exampleOf, removeInput, sameState, shownLike } from './edits.js';
import { numberOrText } from './format.js';
import { nested, sheetOf } from './sheet.js';

/** @typedef {import('./edits.js').State} State */
/** @typedef {import('./edits.js').Value} Value */
/** @typedef {import('./edits.js').VariantInfo} VariantInfo */
/** @typedef {{step: string, index: number[]}} Place */

export const LONGEST_LINK = 8000; // characters; some programs cut a longer address
const MOST_CELLS = 1 << 18;

/** What a link cannot be read for, in words for the person who followed it. */
export class BrokenLink extends Error {}

/**
 * `#argmax?q=1,1,2&k=1,2,0;0,3,4&scale=none&hold=scores:0,1`: cells are parted by , and rows by ;
 * and, where there are more axes, tables by ;; and so on.
 * The example as it opens is the empty text.
 * @param {State} state @param {VariantInfo} info @param {{home: string, held: Place | null}} options
 */
export function writeLink(state, info, { home, held }) {
  const opening = exampleOf(info);
  const bare = shownLike(removeInput(state, 'upstream'), opening);
  const parts = [];
  if (!sameState(bare, opening)) {
    for (const { name } of info.inputs) {
      const sheet = state.inputs[name];
      if (sheet) parts.push(`${name}=${writeCells(nested(sheet), sheet.shape.length)}`);
    }
    for (const { name } of info.params) {
      if (name in state.params) parts.push(`${name}=${encode(String(state.params[name]))}`);
    }
  }
  if (state.digits !== null) parts.push(`digits=${state.digits}`);
  const { upstream } = state.inputs;
  const { view } = state;
  if (state.gradients) parts.push('gradients=yes');
  if (upstream) {
    const axes = upstream.shape.length;
    parts.push(`upstream=${axes}:${writeCells(nested(upstream), axes)}`);
  }
  const open = /** @type {const} */ (['steps', 'cost']).filter((panel) => view[panel]);
  if (open.length > 0) parts.push(`open=${open.join(',')}`);
  if (view.code) parts.push(`code=${view.code}`);
  if (held) parts.push(`hold=${encode(held.step)}:${held.index.join(',')}`);
  if (parts.length === 0) return state.variant === home ? '' : `#${state.variant}`;
  return `#${state.variant}?${parts.join('&')}`;
}

/**
 * @param {string} hash @param {VariantInfo[]} variants @param {string} home the variant of an empty link
 * @returns {{state: State, held: Place | null}} or throws BrokenLink
 */
export function readLink(hash, variants, home) {
  const [id, query = ''] = split(hash.replace(/^#/, ''), '?');
  const info = variants.find((variant) => variant.id === (id === '' ? home : id));
  if (!info) throw new BrokenLink(`it asks for “${id}”, and no variant here has that name`);
  const state = exampleOf(info);
  const pairs = query === '' ? [] : query.split('&').map((part) => split(part, '='));
  // A link that gives any input gives them all: an optional one that it leaves out is absent.
  if (pairs.some(([name]) => info.inputs.some((input) => input.name === name))) {
    for (const { name, optional } of info.inputs) if (optional) delete state.inputs[name];
  }
  let held = null;
  for (const [name, text = ''] of pairs) {
    const param = info.params.find((candidate) => candidate.name === name);
    const input = info.inputs.find((candidate) => candidate.name === name);
    if (input) state.inputs[name] = readSheet(input, text);
    else if (param) state.params[name] = readValue(param, decode(text));
    else if (name === 'digits') state.digits = readDigits(text);
    else if (name === 'gradients') state.gradients = readYes(text);
    else if (name === 'upstream') state.inputs.upstream = readUpstream(text);
    else if (name === 'open') state.view = { ...state.view, ...readOpen(text) };
    else if (name === 'code') state.view = { ...state.view, code: readTarget(text) };
    else if (name === 'hold') held = readPlace(text);
    else throw new BrokenLink(`it gives “${name}”, which ${info.title} does not take`);
  }
  return { state, held };
}

/** @param {any} cells @param {number} axes @returns {string} */
function writeCells(cells, axes) {
  if (axes === 1) return cells.map(encode).join(',');
  const inner = cells.map((/** @type {any} */ part) => writeCells(part, axes - 1));
  return inner.join(';'.repeat(axes - 1));
}

/** @param {Pick<import('../pkg/attention_playground.js').InputInfo, 'name' | 'axes'>} input @param {string} text */
const readSheet = ({ name, axes }, text) => checkedSheet(name, readCells(text, axes.length));

/** Lists of lists as a sheet, if they are even and not too many. @param {string} name @param {any[]} cells */
export function checkedSheet(name, cells) {
  const sheet = sheetOf(cells);
  const count = sheet.shape.reduce((product, size) => product * size, 1);
  if (sheet.cells.length !== count || !even(cells, sheet.shape)) {
    throw new BrokenLink(`the rows of ${name} are not equally long`);
  }
  if (count > MOST_CELLS) throw new BrokenLink(`${name} is too large`);
  return sheet;
}

/** @param {string} text @param {number} axes @returns {any[]} */
function readCells(text, axes) {
  if (axes === 1) return text.split(',').map(decode);
  return text.split(';'.repeat(axes - 1)).map((part) => readCells(part, axes - 1));
}

/** @param {any} cells @param {number[]} shape @returns {boolean} */
function even(cells, [size, ...inner]) {
  if (size === undefined) return true;
  return cells.length === size && cells.every((/** @type {any} */ part) => even(part, inner));
}

/** @param {import('../pkg/attention_playground.js').ParamInfo} param @param {string} text @returns {Value} */
function readValue({ name, choices, range }, text) {
  const choice = choices.find(({ value }) => String(value) === text);
  if (choice) return choice.value;
  if (range) return numberOrText(text); // whether it is allowed is for the core to say
  throw new BrokenLink(`“${text}” is no value for ${name}`);
}

/** @param {string} text */
function readDigits(text) {
  if (/^[0-9]$/.test(text)) return Number(text);
  throw new BrokenLink(`“${text}” is no number of digits`);
}

/** @param {string} text */
function readYes(text) {
  if (text === 'yes') return true;
  throw new BrokenLink(`“${text}” says neither to show the gradients nor to leave them`);
}

/** `2:1,1,1`: how many axes, then the cells. @param {string} text */
function readUpstream(text) {
  const [axes, cells = ''] = split(text, ':');
  if (!/^[1-6]$/.test(axes)) throw new BrokenLink(`“${text}” is no table for upstream`);
  return readSheet({ name: 'upstream', axes: Array(Number(axes)).fill('') }, cells);
}

/** @param {string} text */
function readOpen(text) {
  const panels = text.split(',');
  const unknown = panels.find((panel) => panel !== 'steps' && panel !== 'cost');
  if (unknown !== undefined) throw new BrokenLink(`no panel is called “${unknown}”`);
  return { steps: panels.includes('steps'), cost: panels.includes('cost') };
}

/** @param {string} text @returns {import('../pkg/attention_playground.js').CodeTarget} */
function readTarget(text) {
  if (text === 'numpy' || text === 'pytorch' || text === 'latex') return text;
  throw new BrokenLink(`“${text}” is no language that programs are written in here`);
}

/** @param {string} text @returns {Place} */
function readPlace(text) {
  const [step, index = ''] = split(text, ':');
  if (!/^\d+(,\d+)*$/.test(index)) throw new BrokenLink(`“${text}” names no cell`);
  return { step: decode(step), index: index.split(',').map(Number) };
}

/** At the first mark only. @param {string} text @param {string} mark */
function split(text, mark) {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

/** Keep what is safe there and easy to read; a blank is written _. @param {string} text */
function encode(text) {
  if (/^[-.\d]+$/.test(text)) return text; // most of a large table
  return text === '' ? '_' : encodeURIComponent(text).replaceAll('%2F', '/').replaceAll('_', '%5F');
}

/** @param {string} text */
function decode(text) {
  if (text === '_') return '';
  try {
    return decodeURIComponent(text);
  } catch {
    throw new BrokenLink(`“${text}” is not spelled as a link is`);
  }
}
