// What the core is asked for, of a state.
import type { VariantInfo } from '../../pkg/attention_playground.js';
import type { State } from './edits.ts';
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

/** Of a state what its program declares, with the gradient that the backward pass starts from. */
function declared(state: State, info: VariantInfo): State {
  const of = <T>(all: Record<string, T>, names: { name: string }[]) =>
    Object.fromEntries(
      Object.entries(all).filter(([name]) => names.some((known) => known.name === name)),
    );
  const inputs = of(state.inputs, [...info.inputs, { name: 'upstream' }]);
  return { ...state, inputs, params: of(state.params, info.params) };
}
