// The steps of a pass as blocks: what the program says belongs together can be folded.
import type { Step, Trace } from '../../pkg/attention_playground.js';

export interface Block {
  /** Where it begins; what it is unfolded by. */
  id: string;
  /** What the program calls it, if it is a part of it. */
  group: string | undefined;
  steps: Step[];
  /** Where it is folded, what is still shown: what others read, and the weights. */
  results: Step[];
}

/** A program of fewer steps is read whole. */
const LONG = 9;
/** In one of more, the parts with the weights fold too. */
const VERY_LONG = 20;

/** @param steps of one pass, in their order */
export function blocksOf(steps: Step[], { output }: Trace): Block[] {
  const blocks: Block[] = [];
  for (const step of steps) {
    const last = blocks.at(-1);
    if (last && step.group !== undefined && last.group === step.group) last.steps.push(step);
    else blocks.push({ id: step.id, group: step.group, steps: [step], results: [] });
  }
  for (const block of blocks) {
    const outside = steps.filter((step) => !block.steps.includes(step));
    const read = new Set(outside.flatMap(({ inputs }) => inputs));
    block.results = block.steps.filter(
      ({ id, role }) => id === output || role === 'weights' || read.has(id),
    );
  }
  return blocks;
}

/** Whether a block is folded until somebody opens it. */
export function folds({ group, steps }: Block, count: number) {
  if (group === undefined || steps.length < 2 || count <= LONG) return false;
  return count > VERY_LONG || steps.every(({ role }) => role !== 'weights');
}
