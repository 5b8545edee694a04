// A cell of a step.
import type { Step } from '../../pkg/attention_playground.js';
import { unflatten } from '../lib/tensor-views.ts';

export interface Place {
  step: string;
  index: number[];
}

/** A place in a step's data as a step and an index. */
export function cellAt(step: Pick<Step, 'id' | 'tensor'>, place: number): Place;
export function cellAt(step: Pick<Step, 'id' | 'tensor'>, place: number | null): Place | null;
export function cellAt({ id, tensor }: Pick<Step, 'id' | 'tensor'>, place: number | null) {
  return place === null ? null : { step: id, index: unflatten(place, tensor.shape) };
}

export const samePlace = (a: Place | null, b: Place | null) =>
  a === b || (a?.step === b?.step && a?.index.join() === b?.index.join());
