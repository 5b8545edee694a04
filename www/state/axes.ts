// Which axes an input has: some may be given with one axis more, such as tokens in order.
import type { InputInfo, VariantInfo } from '../../pkg/attention_playground.js';
import type { TextTensor } from './text-tensor.ts';

type Texts = Record<string, TextTensor>;

const wider = new WeakMap<VariantInfo, VariantInfo>();

const isSeveral = ({ name, several }: InputInfo, texts: Texts) =>
  several !== undefined && texts[name]?.shape.length === several.length;

/** The variant with the axes that its inputs have now: one object for all that have one more. */
export function withAxes(info: VariantInfo, texts: Texts): VariantInfo {
  if (!info.inputs.some((input) => isSeveral(input, texts))) return info;
  const known = wider.get(info);
  if (known) return known;
  const inputs = info.inputs.map((input) => {
    if (!input.several || !isSeveral(input, texts)) return input;
    const letters = input.several.map(({ letter }) => letter);
    return { ...input, axes: letters, sizes: letters };
  });
  const more = info.inputs.flatMap(({ several = [] }) =>
    several.filter(({ letter }) => info.axes.every((axis) => axis.letter !== letter)),
  );
  const found = { ...info, inputs, axes: [...info.axes, ...more] };
  wider.set(info, found);
  return found;
}

/** With the axis more, one place long; or without it, its first place alone. */
export function turned({ several = [] }: InputInfo, texts: TextTensor): TextTensor {
  const { shape, cells } = texts;
  const axis = Math.max(0, several.length - 2); // tables of rows become rows
  if (shape.length < several.length) return { shape: shape.toSpliced(axis, 0, 1), cells };
  const inner = shape.slice(axis + 1).reduce((product, size) => product * size, 1);
  const block = inner * shape[axis];
  return {
    shape: shape.toSpliced(axis, 1),
    cells: cells.filter((_, at) => at % block < inner),
  };
}
