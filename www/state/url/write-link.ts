// What a link says of a state.
import type { VariantInfo } from '../../../pkg/attention_playground.js';
import { type Column, columnsOf } from '../compare-edits.ts';
import {
  declared,
  exampleOf,
  originOf,
  removeInput,
  type State,
  sameState,
  shownLike,
} from '../edits.ts';
import { idOf, infoOf, OWN, programIn } from '../own-program.ts';
import type { Place } from '../place.ts';
import { nested, sameTexts } from '../text-tensor.ts';
import { writeCells, writeInput } from './cells.ts';
import type { Known } from './read-link.ts';
import { encode, encodeLines, LIVE } from './spelling.ts';

/**
 * `#argmax?q=1,1,2&k=1,2,0;0,3,4&scale=none&hold=scores:0,1`: cells are parted by , and rows by ;
 * and, where there are more axes, tables by ;; and so on.
 * The variant as it opens is its name alone; another example of it has a name of its own.
 *
 * A program has its text, and says of its inputs how many axes they have, so that nothing has to be read
 * in the text before the link is: `#own?program=in x[i,d]~y[i,d] = 2 x[i,d]&x.2=1,2;3,4`.
 * @param info null of a program that is not read: then all is written that was ever given to it
 */
export function writeLink(
  state: State,
  info: VariantInfo | null,
  {
    pinned,
    panels,
    variants = info ? [info] : [],
  }: { pinned: Place | null } & Pick<Known, 'panels'> & Partial<Known>,
) {
  const parts = programIn(state.variant) !== null ? ownParts(state, info) : [];
  const opening = info && programIn(state.variant) === null ? opened(state, info) : null;
  if (info && opening) parts.push(...variantParts(state, info, opening));
  if (state.digits !== null) parts.push(`digits=${state.digits}`);
  const { upstream } = state.inputs;
  const { view } = state;
  if (state.gradients !== (opening?.gradients ?? false)) {
    parts.push(`gradients=${state.gradients ? 'yes' : 'no'}`);
  }
  if (upstream) {
    const axes = upstream.shape.length;
    parts.push(`upstream=${axes}:${writeCells(nested(upstream), axes)}`);
  }
  const open = panels.filter(({ view: name }) => view.open[name]);
  const plain = open.filter(({ choices }) => !choices).map(({ view: name }) => name);
  if (plain.length > 0) parts.push(`open=${plain.join(',')}`);
  if (view.curves.length > 0) parts.push(`curves=${view.curves.map(encode).join(',')}`);
  const at = Object.entries(view.at).map(([name, size]) => `${name}:${size}`);
  if (at.length > 0) parts.push(`at=${at.join(',')}`);
  for (const { view: name, choices } of open) if (choices) parts.push(`${name}=${view.open[name]}`);
  if (state.compare) {
    for (const column of columnsOf(state)) {
      parts.push(`compare=${column.live ? LIVE : writeColumn(column, state, variants)}`);
    }
  }
  if (pinned) parts.push(`hold=${encode(pinned.step)}:${pinned.index.join(',')}`);
  return `#${[idOf(state.variant), parts.join('&')].filter(Boolean).join('?')}`;
}

/** An example as it opens. */
export const exampleLink = (variant: string, example: string) => `#${variant}?example=${example}`;

const opened = (state: State, info: VariantInfo) => exampleOf(info, originOf(state, info));

function variantParts(state: State, info: VariantInfo, opening: State) {
  const example = originOf(state, info);
  const bare = shownLike(removeInput(state, 'upstream'), opening);
  const parts = example === info.examples[0] ? [] : [`example=${example.id}`];
  if (sameState(bare, opening)) return parts;
  for (const input of info.inputs) {
    const texts = state.inputs[input.name];
    if (texts) parts.push(`${input.name}=${writeInput(input, texts, ':')}`);
  }
  for (const { name } of info.params) {
    if (name in state.params) parts.push(`${name}=${encode(String(state.params[name]))}`);
  }
  return parts;
}

/** The text of a program, its inputs and its parameters. */
function ownParts(
  state: Pick<State, 'variant' | 'inputs' | 'params' | 'drawn'>,
  info?: VariantInfo | null,
) {
  const { variant, inputs, params, drawn = [] } = info ? declared(state, info) : state;
  const { upstream, ...given } = inputs;
  const tables = Object.entries(given).map(
    ([name, texts]) =>
      `${encode(name)}.${texts.shape.length}=${writeCells(nested(texts), texts.shape.length)}`,
  );
  const numbers = Object.entries(params).map(
    ([name, value]) => `${encode(name)}.0=${encode(String(value))}`,
  );
  const random = drawn.length > 0 ? [`drawn=${drawn.map(encode).join(',')}`] : [];
  return [`program=${encodeLines(programIn(variant) ?? '')}`, ...tables, ...numbers, ...random];
}

/**
 * `linear:feature_map=relu`. A pinned state has inputs too: `argmax:q=1,1,2:k:v`, of which those
 * that are the present ones are named only. `q~query` is an input that the program calls otherwise.
 */
function writeColumn(
  { variant, params, inputs, names }: Column,
  state: State,
  variants: VariantInfo[],
) {
  const info = infoOf(variants, variant);
  if (programIn(variant) !== null)
    return [OWN, ...ownParts({ variant, params, inputs: inputs ?? {} }, info)].join(':');
  const settings = Object.entries(params).map(
    ([name, value]) => `${name}=${encode(String(value))}`,
  );
  const texts = Object.entries(inputs ?? {}).map(([name, texts]) => {
    const own = state.inputs[name];
    if (own && sameTexts(own, texts)) return name;
    const input = info?.inputs.find((input) => input.name === name);
    return `${name}=${writeInput(input, texts, '@')}`;
  });
  const called = Object.entries(names ?? {}).map(([name, table]) => `${name}~${encode(table)}`);
  return [idOf(variant), ...settings, ...called, ...texts].join(':');
}
