// Inputs that come from a program or from an attribute: as arrays, tensors, or any text that can be pasted.
import type { Cells, InputInfo, VariantInfo } from '../../pkg/attention_playground.js';
import type { Engine } from '../core/engine.ts';
import { outcomeOf } from '../core/errors.ts';
import { quoted } from '../lib/quoted.ts';
import { type State, sizeOf } from '../state/edits.ts';
import { readInto } from '../state/queries/pastes.ts';
import { filled, type TextTensor } from '../state/text-tensor.ts';
import { BrokenLink } from '../state/url/broken-link.ts';
import { checkedInput, readInput } from '../state/url/cells.ts';
import { type GivenTable, Refused } from './refused.ts';

/** @returns the table, or throws Refused */
export async function givenInput(
  engine: Engine,
  given: GivenTable,
  { name, state, info }: { name: string; state: State; info: VariantInfo },
): Promise<TextTensor> {
  const input = info.inputs.find((one) => one.name === name);
  if (!input) {
    const names = new Intl.ListFormat('en').format(info.inputs.map((one) => one.name));
    throw new Refused(`${info.title} takes no input ${quoted(name)}. It takes ${names}.`);
  }
  if (typeof given === 'string') return readText(engine, given, input, state, info);
  try {
    return checkedInput(name, listsOf(given, input.axes.length, name) as Cells);
  } catch (error) {
    if (error instanceof BrokenLink) throw new Refused(`${error.message}.`);
    throw error;
  }
}

/** Without blanks and brackets, `1,0;0,1` is two rows of two, as in a link, and no decimal commas. */
const AS_IN_LINKS = /^[^\s[\](){}&|\\]*[,;][^\s[\](){}&|\\]*$/;

async function readText(
  engine: Engine,
  text: string,
  { name, axes, sizes, several, boolean }: InputInfo,
  state: State,
  info: VariantInfo,
) {
  if (AS_IN_LINKS.test(text.trim())) {
    try {
      return readInput({ name, axes }, text.trim());
    } catch (error) {
      if (!(error instanceof BrokenLink)) throw error; // then it is read as a paste is
    }
  }
  const shape = sizes.map((letter) => Math.max(1, sizeOf(state, info, letter)));
  const into = state.inputs[name] ?? filled(shape, '0');
  const [queries, keys] = shape;
  const mask = boolean && axes.length === 2 ? ([queries, keys] as [number, number]) : undefined;
  const read = await outcomeOf(
    readInto(engine, {}, { name, text }, into, { sizes: mask, mayBe: several?.length }),
  );
  if (read?.value) return { shape: read.value.shape, cells: read.value.cells };
  throw new Refused(`${name} cannot be read. ${read?.error?.message ?? ''}`);
}

/** Lists of texts, one level for each axis. */
function listsOf(given: unknown, axes: number, name: string): unknown {
  if (isTensor(given)) return listsOf(unflat(given), axes, name);
  if (axes === 0) {
    if (typeof given === 'number') return numberText(given);
    if (typeof given === 'boolean') return given ? '1' : '0';
    if (typeof given === 'string') return given;
    throw new Refused(`A cell of ${name} is not a number: it is ${typeof given}.`);
  }
  if (isList(given) && given.length > 0)
    return Array.from(given, (part) => listsOf(part, axes - 1, name));
  throw new Refused(
    `${name} has ${axes} axes: it is lists of lists, ${axes} deep, and none is empty.`,
  );
}

const numberText = (value: number) =>
  value === Number.POSITIVE_INFINITY
    ? 'inf'
    : value === Number.NEGATIVE_INFINITY
      ? '-inf'
      : String(value);

const isList = (given: unknown): given is ArrayLike<unknown> =>
  Array.isArray(given) || (ArrayBuffer.isView(given) && 'length' in given);

function isTensor(given: unknown): given is { shape: number[]; data: ArrayLike<unknown> } {
  if (typeof given !== 'object' || given === null) return false;
  const { shape, data } = given as { shape?: unknown; data?: unknown };
  if (!isList(shape) || !isList(data)) return false;
  const count = Array.from(shape, Number).reduce((product, size) => product * size, 1);
  if (count === data.length) return true;
  throw new Refused(
    `A tensor of shape ${Array.from(shape).join(' × ')} has ${count} cells, not ${data.length}.`,
  );
}

function unflat({ shape, data }: { shape: ArrayLike<number>; data: ArrayLike<unknown> }) {
  let lists: unknown[] = Array.from(data);
  for (const size of Array.from(shape).slice(1).reverse()) {
    const inner = lists;
    lists = Array.from({ length: inner.length / size }, (_, at) =>
      inner.slice(at * size, (at + 1) * size),
    );
  }
  return lists;
}
