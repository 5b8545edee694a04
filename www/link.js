// The state as the text after # in the address, and back: readable, and checked before it is believed.
import { exampleOf, sameState } from './edits.js';

/** @typedef {import('./edits.js').State} State */
/** @typedef {import('./edits.js').Value} Value */
/** @typedef {import('./edits.js').VariantInfo} VariantInfo */
/** @typedef {{step: string, index: number[]}} Place */

export const LONGEST_LINK = 8000; // characters; some programs cut a longer address
const MOST_CELLS = 1 << 18;

/** What a link cannot be read for, in words for the person who followed it. */
export class BrokenLink extends Error {}

/**
 * `#argmax?q=1,1,2&k=1,2,0;0,3,4&scale=none&hold=scores:0,1`: rows end with ; and cells with ,.
 * The example as it opens is the empty text.
 * @param {State} state @param {VariantInfo} info @param {{home: string, held: Place | null}} options
 */
export function writeLink(state, info, { home, held }) {
  const example = sameState({ ...state, digits: null }, exampleOf(info));
  const parts = [];
  if (!example) {
    for (const { name } of info.inputs) {
      const grid = state.inputs[name];
      if (grid) parts.push(`${name}=${grid.map((row) => row.map(encode).join(',')).join(';')}`);
    }
    for (const { name } of info.params) {
      if (name in state.params) parts.push(`${name}=${encode(String(state.params[name]))}`);
    }
  }
  if (state.digits !== null) parts.push(`digits=${state.digits}`);
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
    if (info.inputs.some((input) => input.name === name)) state.inputs[name] = readGrid(name, text);
    else if (param) state.params[name] = readValue(param, decode(text));
    else if (name === 'digits') state.digits = readDigits(text);
    else if (name === 'hold') held = readPlace(text);
    else throw new BrokenLink(`it gives “${name}”, which ${info.title} does not take`);
  }
  return { state, held };
}

/** @param {string} name @param {string} text */
function readGrid(name, text) {
  const grid = text.split(';').map((row) => row.split(',').map(decode));
  if (grid.some((row) => row.length !== grid[0].length)) {
    throw new BrokenLink(`the rows of ${name} are not equally long`);
  }
  if (grid.length * grid[0].length > MOST_CELLS) throw new BrokenLink(`${name} is too large`);
  return grid;
}

/** @param {import('../pkg/attention_playground.js').ParamInfo} param @param {string} text @returns {Value} */
function readValue({ name, choices }, text) {
  const choice = choices.find(({ value }) => String(value) === text);
  if (choice) return choice.value;
  throw new BrokenLink(`“${text}” is no value for ${name}`);
}

/** @param {string} text */
function readDigits(text) {
  if (/^[0-9]$/.test(text)) return Number(text);
  throw new BrokenLink(`“${text}” is no number of digits`);
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

/** Keep what is safe there and easy to read. @param {string} text */
const encode = (text) => encodeURIComponent(text).replaceAll('%2F', '/');

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new BrokenLink(`“${text}” is not spelled as a link is`);
  }
}
