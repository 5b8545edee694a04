// What the growth panel asks: the costs of the program that is shown, beside those of the chosen curves.
import type { VariantInfo } from '../../../pkg/attention_playground.js';
import { drawn, letters, ownSeries, SPAN, sequenceLetter } from '../../state/curve-choices.ts';
import type { View } from '../../state/edits.ts';
import { chosen } from '../../state/own-program.ts';
import type { Good } from '../../state/results.ts';
import { nested } from '../../state/text-tensor.ts';

interface Asking {
  good: Good;
  info: VariantInfo;
  variants: VariantInfo[];
  view: View;
}

/** The curves that are chosen, the program's own first. */
export const chosenSeries = ({ good, info, variants, view }: Asking) =>
  drawn(variants, ownSeries(info, good.state.params), view.curves);

export function growthRequest(asking: Asking) {
  const { good, info, view } = asking;
  const [own, ...others] = chosenSeries(asking);
  const curves = [
    { variant: chosen(own.info), request: program(good, info) },
    ...others.map(({ info, params }) => ({ variant: chosen(info), request: { params } })),
  ];
  return { ...SPAN, curves, letter: sequenceLetter(info), sizes: letters(view.at) };
}

/** What of a state its program depends on: not the numbers, but for optional inputs that are there. */
function program({ state, trace }: Good, info: VariantInfo) {
  const there = info.inputs.filter(({ name, optional }) => optional && state.inputs[name]);
  const inputs = Object.fromEntries(there.map(({ name }) => [name, nested(state.inputs[name])]));
  return { params: state.params, sizes: trace.sizes, inputs };
}
