// The temperatures of the slider, and what is asked of the core to follow a step along them.
import type { Request, VariantOrProgram } from '../../pkg/attention_playground.js';
import type { Args } from '../core/calls.ts';
import { nearest } from '../lib/nearest.ts';

export const TEMPERATURE = 'temperature';

/** 10^(n/20), n from −40 to 40, to two digits. */
export const LADDER = Array.from({ length: 81 }, (_, at) =>
  Number((10 ** ((at - 40) / 20)).toPrecision(2)),
);

/** The place on the ladder that is nearest. */
export const rungOf = (temperature: number) => nearest(LADDER, temperature);

/** What one step is at every temperature of the ladder. */
export const temperatureSweep = (
  variant: VariantOrProgram,
  request: Request,
  step: string,
): Args<'sweepParam'> => [variant, request, TEMPERATURE, Float64Array.from(LADDER), step];
