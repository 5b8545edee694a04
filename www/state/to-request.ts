// What the core is asked for, of a state.
import { nested } from './text-tensor.js';

/** @typedef {ReturnType<typeof request>} Asked */

/** @param {import('./edits.js').State} state */
export function request({ inputs, params, gradients }) {
  const { upstream, ...given } = Object.fromEntries(
    Object.entries(inputs).map(([name, sheet]) => [name, nested(sheet)]),
  );
  if (!gradients) return { inputs: given, params };
  return { inputs: given, params, gradients, ...(upstream && { upstream }) };
}
