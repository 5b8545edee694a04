// The thumbnail of question 6: the similarity that the lab is set to, and the exponential, by q·k.
import type { Thumbnail } from '../lab.ts';
import { curves } from '../parts/drawn.ts';
import { START } from './similarities.ts';

const REACH = 2;
const STEPS = 32;
const AT = Array.from({ length: STEPS + 1 }, (_, at) => [((2 * at) / STEPS - 1) * REACH]);

export const thumbnail: Thumbnail = async (ask, settings) => {
  const inputs = { q: [[1]], k: AT, v: AT.map(() => [1]) };
  const of = async (kernel: string) => {
    const params = { kernel, scale: false };
    const { steps } = await ask('runVariant', 'kernel', { inputs, params });
    return steps.find(({ id }) => id === 'similarities')?.tensor.data ?? [];
  };
  return curves([await of('exponential'), await of(settings.kernel ?? START)]);
};
