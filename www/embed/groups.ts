// Elements of one group on a page have the same inputs, as far as their variants take them.
import type { State } from '../state/edits.ts';

type Inputs = State['inputs'];
/** Takes inputs that another one of the group has come to. */
type Take = (inputs: Inputs) => void;

const groups: Map<string, Set<Take>> = new Map();

export function joinGroup(name: string, take: Take, signal: AbortSignal) {
  const members = groups.get(name) ?? new Set();
  groups.set(name, members);
  members.add(take);
  signal.addEventListener('abort', () => {
    members.delete(take);
    if (members.size === 0) groups.delete(name);
  });
}

/** Tell the others. */
export function shareInputs(name: string, from: Take, inputs: Inputs) {
  for (const take of groups.get(name) ?? []) if (take !== from) take(inputs);
}
