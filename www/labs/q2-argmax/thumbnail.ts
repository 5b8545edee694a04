// The thumbnail of question 2: its query, keys and values; once (b) is right, the two gradients of the keys.
import type { Trace } from '../../../pkg/attention_playground.js';
import { request } from '../../state/to-request.ts';
import type { Thumbnail } from '../lab.ts';
import { tables } from '../parts/drawn.ts';
import { stateOf } from '../parts/input-texts.ts';
import { isRight } from '../parts/progress.ts';

const VARIANT = 'argmax';

export const thumbnail: Thumbnail = async (ask, settings) => {
  const info = (await ask('listVariants')).find(({ id }) => id === VARIANT);
  if (!info) throw new Error(`There is no variant ${VARIANT}.`);
  const { inputs } = request(stateOf(info, settings));
  const step = ({ steps }: Trace, id: string) => steps.filter((one) => one.id === id);
  const params = { scale: false };
  const hard = await ask('runVariant', VARIANT, { inputs, params, gradients: true });
  if (!isRight(settings, 'claim'))
    return tables(['q', 'k', 'v'].flatMap((id) => step(hard, id)).map(({ tensor }) => tensor));
  const soft = await ask('runVariant', 'scaled-dot-product', { inputs, params, gradients: true });
  const gradients = [hard, soft].flatMap((trace) => step(trace, trace.gradients?.k ?? ''));
  return tables(gradients.map(({ tensor }) => tensor));
};
