// The inputs of a state as lists of numbers, which the page around reads.
import type { State } from '../state/edits.ts';
import type { Good } from '../state/results.ts';
import { nested } from '../state/text-tensor.ts';

/** A cell that is no number is the text that was typed. @param good the last result, which knows what the texts stand for */
export function plainInputs({ inputs }: State, good: Good | null) {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, texts]) => {
      const step = good?.trace.steps.find(({ id, op }) => id === name && op === 'input');
      const known = good?.state.inputs[name] === texts ? step?.tensor.data : undefined;
      const cells = texts.cells.map((text, at) => known?.[at] ?? numberOf(text));
      return [name, nested({ shape: texts.shape, cells: cells as string[] })];
    }),
  );
}

const numberOf = (text: string) => (/^[-+]?[\d.]+$/.test(text) ? Number(text) : text);
