// The way to one cell of the output: of each step on it one cell, the one that counts most in the next.
import type { Explanation, Trace } from '../../../pkg/attention_playground.js';
import { flatten } from '../../lib/tensor-views.ts';
import type { Place } from '../place.ts';

/**
 * @param explain asks for the arithmetic of a cell; nothing where there is none
 * @returns by step, in the order of the program
 */
export async function walkTo(
  end: Place,
  { steps }: Trace,
  explain: (place: Place) => Promise<Explanation | null>,
): Promise<Map<string, Place>> {
  const found: Map<string, Place> = new Map([[end.step, end]]);
  const sizeOf = ({ step, index }: Place) => {
    const tensor = steps.find(({ id }) => id === step)?.tensor;
    return tensor ? Math.abs(tensor.data[flatten(index, tensor.shape)]) : 0;
  };
  // Backward, so that whatever reads a step has been seen before it.
  for (const { id, op, backward } of steps.toReversed()) {
    const place = found.get(id);
    if (!place || op === 'input' || backward) continue;
    for (const source of (await explain(place))?.sources ?? []) {
      const before = found.get(source.step);
      if (!before || sizeOf(source) > sizeOf(before)) found.set(source.step, source);
    }
  }
  const order = steps.filter(({ id, op }) => op !== 'input' && found.has(id));
  return new Map(order.flatMap(({ id }) => [[id, found.get(id) as Place] as const]));
}
