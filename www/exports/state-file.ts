// The whole state as a file and back: JSON of what is typed and chosen, checked as a link is.
import { exampleOf } from '../state/edits.js';
import { nested } from '../state/text-tensor.js';
import { BrokenLink, checkedSheet, readLink, writeLink } from '../state/url/codec.js';

/** @typedef {import('../state/edits.js').State} State */
/** @typedef {import('../state/edits.js').VariantInfo} VariantInfo */
/** @typedef {import('../state/url/codec.js').Place} Place */

const PROGRAM = 'Attention Playground';
const VERSION = 1;
const LARGEST = 1 << 25; // characters: more than the largest state takes

/** Numbers stay as they were typed, so that nothing is rounded. @param {State} state @param {Place | null} held */
export function writeFile(state, held) {
  const inputs = Object.fromEntries(
    Object.entries(state.inputs).map(([name, sheet]) => [name, nested(sheet)]),
  );
  const file = { program: PROGRAM, version: VERSION, ...state, inputs, ...(held && { held }) };
  return `${JSON.stringify(file, null, 1)}\n`;
}

/**
 * @param {string} text @param {VariantInfo[]} variants
 * @returns {{state: State, held: Place | null}} or throws BrokenLink
 */
export function readFile(text, variants) {
  const file = parsed(text);
  if (file.program !== PROGRAM) throw new BrokenLink('it was not saved here');
  if (file.version !== VERSION)
    throw new BrokenLink(`it has version ${file.version}, and this page reads version ${VERSION}`);
  const info = variants.find(({ id }) => id === file.variant);
  if (!info) throw new BrokenLink(`no variant here is called “${file.variant}”`);
  const { program, version, held, ...given } = file;
  const opening = exampleOf(info);
  const unknown = Object.keys(given).find((key) => !(key in opening));
  if (unknown) throw new BrokenLink(`it has a part “${unknown}”, which no such file has`);
  /** @type {State} */
  const state = {
    ...opening,
    ...given,
    inputs: inputsOf(fields(file.inputs, 'inputs'), info),
    params: paramsOf(fields(file.params, 'params'), info),
    digits: file.digits ?? null,
    gradients: file.gradients === true,
    view: { ...opening.view, ...fields(file.view, 'view') },
  };
  return followed(state, info, placeOf(held), variants);
}

/** A link of the same state has to be one that can be followed. @param {State} state @param {VariantInfo} info @param {Place | null} held @param {VariantInfo[]} variants */
function followed(state, info, held, variants) {
  try {
    const link = writeLink(state, info, { home: '', held });
    return readLink(link.replace(/^#/, ''), variants, '');
  } catch (error) {
    // A part that is none of what its name says, such as a number for a list, or no size for one.
    if (error instanceof TypeError || error instanceof RangeError)
      throw new BrokenLink('a part of it is not what its name says');
    throw error;
  }
}

/** @param {string} text @returns {Record<string, any>} */
function parsed(text) {
  if (text.length > LARGEST) throw new BrokenLink('it is too large');
  try {
    return fields(JSON.parse(text), 'the whole');
  } catch (error) {
    if (error instanceof SyntaxError) throw new BrokenLink('it is not JSON');
    throw error;
  }
}

/** @param {any} value @param {string} part @returns {Record<string, any>} */
function fields(value, part) {
  if (value && typeof value === 'object' && !Array.isArray(value)) return value;
  throw new BrokenLink(`${part} is not written as fields with names`);
}

/** @param {Record<string, any>} given @param {VariantInfo} info */
function inputsOf(given, info) {
  /** @type {State['inputs']} */
  const inputs = {};
  for (const [name, cells] of Object.entries(given)) {
    const axes = info.inputs.find((input) => input.name === name)?.axes.length ?? depthOf(cells);
    if (name !== 'upstream' && info.inputs.every((input) => input.name !== name))
      throw new BrokenLink(`it gives “${name}”, which ${info.title} does not take`);
    inputs[name] = checkedSheet(name, texts(cells, axes, name));
  }
  return inputs;
}

/** @param {any} cells @returns {number} */
const depthOf = (cells) => (Array.isArray(cells) ? 1 + depthOf(cells[0]) : 0);

/** @param {any} cells @param {number} axes @param {string} name @returns {any} */
function texts(cells, axes, name) {
  if (axes === 0 && ['string', 'number', 'boolean'].includes(typeof cells)) return String(cells);
  if (axes > 0 && Array.isArray(cells) && cells.length > 0)
    return cells.map((part) => texts(part, axes - 1, name));
  throw new BrokenLink(`${name} is not written as rows of numbers`);
}

/** @param {Record<string, any>} given @param {VariantInfo} info */
function paramsOf(given, info) {
  const unknown = Object.keys(given).find((name) => info.params.every((one) => one.name !== name));
  if (unknown) throw new BrokenLink(`it gives “${unknown}”, which ${info.title} does not take`);
  return given;
}

/** @param {any} held @returns {Place | null} */
function placeOf(held) {
  if (held === undefined || held === null) return null;
  if (typeof held.step === 'string' && Array.isArray(held.index)) return held;
  throw new BrokenLink('the cell that is held is not written as a step and an index');
}
