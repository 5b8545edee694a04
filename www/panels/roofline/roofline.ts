// Where a decoding step stands under a machine's roof: its flops and bytes against the data sheet.
import type { CostCurves } from '../../../pkg/attention_playground.js';
import { description } from '../../core/description.ts';
import type { Limit } from '../../measure/measure.ts';

/** Flop/s and bytes/s. */
export interface Machine {
  name: string;
  flops: number;
  bandwidth: number;
}

export interface Step {
  name: string;
  long: string;
  sets: number;
  flops: number;
  bytes: number;
  intensity: number;
  range: [number, number];
  series: number;
}

export const SWEEP: [number, number] = [256, 65_536]; // cached tokens

/** The step of each kind of heads with a cache of the size at `cursor`. @param width bytes of a number */
export function stepsOf({ at, sizes, curves }: CostCurves, cursor: number, width: number): Step[] {
  const size = (letter: string) => sizes.find((size) => size.letter === letter)?.size ?? 1;
  const sets = [size('h'), size('g'), 1];
  return description().decoders.map(({ title, short }, place) => {
    const { flops, fused } = curves[place].lines;
    const intensity = (n: number) => flops.values[n] / (fused.values[n] * width);
    const ends = SWEEP.map((n) => intensity(at.indexOf(n)));
    return {
      name: short,
      long: title.toLowerCase(),
      sets: sets[place],
      flops: flops.values[cursor],
      bytes: fused.values[cursor] * width,
      intensity: intensity(cursor),
      range: ends as [number, number],
      series: place + 1,
    };
  });
}

/** This browser as a machine. */
export const machineOf = ({ gigaflops, gigabytes }: Limit): Machine => ({
  name: 'this browser',
  flops: gigaflops * 1e9,
  bandwidth: gigabytes * 1e9,
});

/** The most that a machine can do at an intensity, in flop/s. */
export const roof = ({ flops, bandwidth }: Machine, intensity: number) =>
  Math.min(flops, bandwidth * intensity);

/** The least time that a step takes, in seconds. */
export const leastTime = ({ flops, bandwidth }: Machine, step: Pick<Step, 'flops' | 'bytes'>) =>
  Math.max(step.flops / flops, step.bytes / bandwidth);

/** Whether a step waits for memory there. */
export const waits = ({ flops, bandwidth }: Machine, { intensity }: Step) =>
  intensity * bandwidth < flops;
