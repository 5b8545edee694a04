// What the core is asked for, of a state.
import type { VariantInfo } from '../../pkg/attention_playground.js';
import { declared, type State } from './edits.ts';
import { nested } from './text-tensor.ts';

export type Asked = ReturnType<typeof request>;

/** @param info of a program: what it does not declare is not given to it */
export function request(state: State, info?: VariantInfo) {
  const { inputs, params, gradients } = info ? declared(state, info) : state;
  const { upstream, ...given } = Object.fromEntries(
    Object.entries(inputs).map(([name, texts]) => [name, nested(texts)]),
  );
  if (!gradients) return { inputs: given, params };
  return { inputs: given, params, gradients, ...(upstream && { upstream }) };
}
