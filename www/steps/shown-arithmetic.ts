// The arithmetic of a cell as the tables beside it have it: tokens by their words, numbers as they stand there.
import type { Explanation, Line, Step, Trace } from '../../pkg/attention_playground.js';
import { writeLike } from '../lib/format.ts';
import { flatten, headsOf } from '../lib/tensor-views.ts';
import type { Place } from '../state/place.ts';
import { decimalsIn } from './operand-layout.ts';

/** @param digits those of the page, or null for as many as are needed */
export function shownArithmetic(
  explanation: Explanation,
  place: Place,
  trace: Trace,
  { digits, words }: { digits: number | null; words: readonly string[] },
): Explanation {
  const stepOf = (id: string) => trace.steps.find((step) => step.id === id);
  const decimals = new Map<Step, number>();
  const numberAt = ({ step: id, index }: Place) => {
    const step = stepOf(id);
    const value = step?.tensor.data[flatten(index, step.tensor.shape)];
    if (!step || value === undefined) return null;
    const known = decimals.get(step) ?? decimalsIn(step, digits);
    decimals.set(step, known);
    return { value, text: writeLike(value, known) };
  };
  const last = explanation.lines.at(-1);
  const shown = (line: Line): Line => {
    let { rounded } = line;
    const tokens = line.tokens.map((token) => {
      const isValue = line === last && line.tokens.length === 1;
      const source = token.source === undefined ? null : explanation.sources[token.source];
      const number = source ? numberAt(source) : isValue ? numberAt(place) : null;
      if (!number?.text) return token;
      rounded ||= Number(number.text.replace('−', '-')) !== number.value;
      return { ...token, text: number.text };
    });
    return { ...line, rounded, tokens };
  };
  const textOf = (line: Line) => line.tokens.map(({ text }) => text).join('');
  const lines = explanation.lines.map(shown);
  const step = stepOf(place.step);
  return {
    ...explanation,
    lines: lines.filter((line, at) => at === 0 || textOf(line) !== textOf(lines[at - 1])),
    words: step ? worded(explanation.words, step, place.index, words) : explanation.words,
  };
}

/** `query 3, key 2: …` with the words that rows and columns have: `query “sat”, key “cat”: …`. */
function worded(text: string, { tensor }: Step, index: number[], words: readonly string[]) {
  const [where, ...how] = text.split(': ');
  const parts = where.split(', ').map((part, axis) => {
    const heads = headsOf(tensor.axes[axis], tensor.shape[axis], words);
    return heads ? part.replace(/\d+$/, `“${heads[index[axis]]}”`) : part;
  });
  return [parts.join(', '), ...how].join(': ');
}
