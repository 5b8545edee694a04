// What the core is asked for, of a state.
import type { State } from './edits.ts';
import { nested } from './text-tensor.ts';

export type Asked = ReturnType<typeof request>;

export function request({ inputs, params, gradients }: State) {
  const { upstream, ...given } = Object.fromEntries(
    Object.entries(inputs).map(([name, texts]) => [name, nested(texts)]),
  );
  if (!gradients) return { inputs: given, params };
  return { inputs: given, params, gradients, ...(upstream && { upstream }) };
}
