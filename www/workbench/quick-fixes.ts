// What one click can do about an error: put a cell back, or make two inputs agree.
import type { VariantInfo } from '../../pkg/attention_playground.js';
import type { PlainError } from '../core/errors.ts';
import type { QuickFix } from '../inputs/error-note.ts';
import { plural } from '../lib/format.ts';
import { shapeText } from '../lib/tensor-views.ts';
import {
  declared,
  removeInput,
  resizeAxis,
  type State,
  setCell,
  setInput,
  setParam,
} from '../state/edits.ts';
import { programIn } from '../state/own-program.ts';
import { placeOf, transposed } from '../state/text-tensor.ts';
import type { Workbench } from './workbench.ts';

interface Remedy {
  label: string;
  next: State;
}

/** A number as low is never a score: it is added to one, so that a key is hidden. */
const FILLED = -1e4;

/** Of the present error. */
export function quickFixesOf(workbench: Workbench): QuickFix[] {
  const { store, info, results, computeAgain } = workbench;
  const { error, good } = results;
  if (!error || !store || !info) return [];
  if (error.code === 'cancelled') return [{ label: 'Compute it again', apply: computeAgain }];
  const found = [
    ...remedies(error, store.state, info, good?.state ?? null),
    ...redrawn(error, store.state),
  ];
  return found.map(({ label, next }) => ({ label, apply: () => workbench.commit(next) }));
}

/** What a program does not take any more as it was typed may be drawn. */
function redrawn({ code, field }: PlainError, state: State): Remedy[] {
  const isMisfit = ['rank', 'axis-size'].includes(code) && state.inputs[field] !== undefined;
  if (!isMisfit || programIn(state.variant) === null) return [];
  return [{ label: `Fill ${field} with random values`, next: removeInput(state, field) }];
}

/** @param good the last state that worked */
function remedies(
  error: PlainError,
  state: State,
  info: VariantInfo,
  good: State | null,
): Remedy[] {
  const param = info.params.find(({ name }) => name === error.field);
  if (param) {
    const value = good?.params[param.name] ?? param.default;
    if (value === state.params[param.name]) return [];
    return [{ label: `Put ${value} back`, next: setParam(state, param.name, value) }];
  }
  const name = error.field;
  const texts = state.inputs[name];
  if (!texts) return [];
  if (name === 'upstream' && error.code !== 'not-a-number')
    return [{ label: 'Start from ones again', next: removeInput(state, name) }];
  if (error.code === 'axis-size') return [...turned(state, info), ...agree(name, state, info)];
  const place = placeOf(texts, error);
  const isMask = info.inputs.some((input) => input.name === name && input.boolean);
  if (isMask && place >= 0 && hides(texts.cells[place]))
    return [{ label: 'Write 0, which hides the key', next: setCell(state, name, place, '0') }];
  const before = good?.inputs[name];
  if (place < 0 || before?.shape.join() !== texts.shape.join()) return [];
  const text = before.cells[place];
  if (text === texts.cells[place]) return [];
  return [{ label: `Put ${text} back`, next: setCell(state, name, place, text) }];
}

/** Does a text in a mask say what is added to a score, so that its key is hidden? */
const hides = (text: string) =>
  /^[-−]\s*((np|math|torch)\.)?(inf(inity)?|∞)$/i.test(text.trim()) ||
  Number(text.replace('−', '-')) <= FILLED;

/** One input the other way round, where all of them agree then: keys may have been typed as columns. */
function turned(state: State, info: VariantInfo) {
  return Object.entries(declared(state, info).inputs).flatMap(([name, texts]) => {
    if (texts.shape.length !== 2) return [];
    const next = setInput(state, name, transposed(texts));
    const label = `Transpose ${name} to ${shapeText(next.inputs[name].shape)}`;
    return isEven(next, info) ? [{ label, next }] : [];
  });
}

/** Is every axis as long in one input as in another? */
function isEven(state: State, info: VariantInfo) {
  const found = info.inputs.flatMap(({ name }) =>
    state.inputs[name] ? lengths(name, state, info) : [],
  );
  return found.every(
    ({ letter, size }) => found.find((first) => first.letter === letter)?.size === size,
  );
}

/** Fit the input to the others, or the others to it. */
function agree(name: string, state: State, info: VariantInfo) {
  const mine = lengths(name, state, info);
  const found: Remedy[] = [];
  for (const other of info.inputs) {
    if (other.name === name || !state.inputs[other.name]) continue;
    for (const theirs of lengths(other.name, state, info)) {
      const own = mine.find(({ letter }) => letter === theirs.letter);
      if (!own || own.size === theirs.size) continue;
      found.push(
        fit(name, own, theirs.size, state, info),
        fit(other.name, theirs, own.size, state, info),
      );
    }
  }
  return found.filter(({ label }, at) => found.findIndex((one) => one.label === label) === at);
}

interface Length {
  letter: string;
  what: string;
  size: number;
}

function lengths(name: string, state: State, info: VariantInfo): Length[] {
  const { shape } = state.inputs[name];
  const letters = info.inputs.find((input) => input.name === name)?.sizes ?? [];
  return letters.map((letter, at) => {
    const what = ['column', 'row'][letters.length - 1 - at] ?? `table by ${letter}`;
    return { letter, what, size: shape[at] };
  });
}

function fit(
  name: string,
  { letter, what }: Length,
  size: number,
  state: State,
  info: VariantInfo,
): Remedy {
  const given = `Give ${name} ${plural(size, what, what.replace(/^\w+/, '$&s'))}`;
  const at = info.inputs.find((input) => input.name === name)?.sizes.indexOf(letter) ?? -1;
  const isMask = info.inputs.some((input) => input.name === name && input.boolean);
  const grows = isMask && state.inputs[name].shape[at] < size;
  const label = grows ? `${given}; the new ones hide nothing` : given;
  return { label, next: resizeAxis(state, info, letter, size, name) };
}
