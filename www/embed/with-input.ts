// A state with an input in it that a program or an author gives.
import type { VariantInfo } from '../../pkg/attention_playground.js';
import type { Engine } from '../core/engine.ts';
import { type State, setInput } from '../state/edits.ts';
import type { GivenTable } from './refused.ts';

/** @returns the state with this in it, or throws Refused */
export const withInput = async (
  engine: Engine,
  state: State,
  info: VariantInfo,
  name: string,
  given: GivenTable,
) => {
  const { givenInput } = await import('./given-inputs.ts'); // most elements are given none
  return setInput(state, name, await givenInput(engine, given, { name, state, info }));
};
