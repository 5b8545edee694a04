// Question 2: a table for the output, and what a loss could teach.
import type { VariantInfo } from '../../../pkg/attention_playground.js';
import type { State } from '../../state/edits.ts';
import { nested } from '../../state/text-tensor.ts';
import { request } from '../../state/to-request.ts';
import type { Settings } from '../../state/url/lab-codec.ts';
import { inputFrom, stateOf } from '../parts/input-texts.ts';
import { type Choice, choiceJudges, type Judge, type Judges } from '../parts/judge.ts';

export const VARIANT = 'argmax';
export const INPUTS = ['q', 'k', 'v'];
/** Homework 2 scales nothing, and nothing is hidden. */
const PLAIN = { scale: false, causal: false, straight_through: false };

/** What is computed: the numbers of the sheet, or those among the settings. */
export const computed = (info: VariantInfo, settings: Settings): State => ({
  ...stateOf(info, settings),
  params: PLAIN,
  gradients: false,
});

export const CLAIMS: Choice[] = [
  {
    value: 'sharper',
    text: 'Yes, and faster: the best key gets all of the credit.',
    why: 'Credit needs a slope. Push a query a little: the same key wins, the output stays, and so does the loss. There is nothing to go down.',
  },
  {
    value: 'keys-only',
    text: 'In part: only the key that wins gets a gradient.',
    why: 'Push the winner’s own score a little: it still wins, and its value is passed on whole, as before. What slope does it get, then?',
  },
  {
    value: 'zero',
    text: 'No: queries and keys get a gradient of exactly 0.',
    right: true,
    why: 'The output depends on q and k only through which key wins, and a small push does not change that. The values do learn: the output is the chosen value, so that value gets the gradient of the output.',
  },
  {
    value: 'nothing',
    text: 'No: every gradient is exactly 0, also that of the values.',
    why: 'Something does get one. Push each entry of q, k and v a little, one after another: with which of them does the output move?',
  },
];

const output: Judge = async (settings, { ask }) => {
  const info = (await ask('listVariants')).find(({ id }) => id === VARIANT);
  if (!info) throw new Error(`The core has no ${VARIANT}.`);
  const asked = request(computed(info, settings));
  const { steps, output } = await ask('runVariant', VARIANT, asked);
  const axes = steps.find(({ id }) => id === output)?.tensor.axes ?? [];
  const own = INPUTS.filter((name) => settings[name]);
  const note = own.length > 0 ? `With numbers of its own: ${own.join(', ')}.` : '';
  const texts = inputFrom({ name: 'output', axes }, settings.output ?? '');
  if (!texts) return { right: false, message: 'Its rows are not equally long.', note };
  const { verdict, wrong, cells } = await ask('checkAnswer', VARIANT, asked, output, nested(texts));
  if (verdict.kind === 'right') return { right: true, message: '', note };
  const message = verdict.kind === 'wrong-shape' ? verdict.message : `${wrong} of ${cells} wrong.`;
  return { right: false, message, note };
};

export const judges: Judges = { output, ...choiceJudges({ claim: CLAIMS }) };
