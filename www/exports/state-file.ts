// The whole state as a file and back: JSON of what is typed and chosen, checked as a link is.
import type { Cells, VariantInfo } from '../../pkg/attention_playground.js';
import { EMPTY, exampleOf, type State, type View, writeProgram } from '../state/edits.ts';
import { infoOf } from '../state/own-program.ts';
import { setOpen } from '../state/panel-views.ts';
import type { Place } from '../state/place.ts';
import { nested } from '../state/text-tensor.ts';
import { BrokenLink } from '../state/url/broken-link.ts';
import { checkedInput } from '../state/url/cells.ts';
import { type Known, readLink } from '../state/url/read-link.ts';
import { writeLink } from '../state/url/write-link.ts';

const PROGRAM = 'Attention Playground';
const VERSION = 1;
const LARGEST = 1 << 25; // characters: more than the largest state takes

/** What a file says, before it is checked: its parts are those of a state once a link of it can be followed. */
type Fields = Record<string, unknown>;

/** Numbers stay as they were typed, so that nothing is rounded. */
export function writeFile(state: State, pinned: Place | null) {
  const inputs = Object.fromEntries(
    Object.entries(state.inputs).map(([name, texts]) => [name, nested(texts)]),
  );
  const { open, ...view } = state.view;
  const file = {
    ...{ program: PROGRAM, version: VERSION },
    ...{ ...state, inputs, view: { ...open, ...view }, ...(pinned && { held: pinned }) },
  };
  return `${JSON.stringify(file, null, 1)}\n`;
}

/** @returns or throws BrokenLink */
export function readFile(text: string, known: Known): { state: State; pinned: Place | null } {
  const { variants } = known;
  const file = parsed(text);
  if (file.program !== PROGRAM) throw new BrokenLink('it was not saved here');
  if (file.version !== VERSION)
    throw new BrokenLink(`it has version ${file.version}, and this page reads version ${VERSION}`);
  const own = ownOf(file.variant);
  const info = typeof file.variant === 'string' ? infoOf(variants, file.variant) : undefined;
  if (!info && !own) throw new BrokenLink(`no variant here is called “${file.variant}”`);
  const { program, version, held, ...given } = file;
  const opening: State = own ?? exampleOf(info as VariantInfo);
  const unknown = Object.keys(given).find((key) => !(key in opening));
  if (unknown) throw new BrokenLink(`it has a part “${unknown}”, which no such file has`);
  const state: State = {
    ...opening,
    ...given,
    inputs: inputsOf(fields(file.inputs, 'inputs'), info),
    params: paramsOf(fields(file.params, 'params'), info),
    digits: (file.digits ?? null) as State['digits'],
    gradients: file.gradients === true,
    view: viewOf(fields(file.view, 'view'), opening.view, known),
  };
  return followed(state, info, placeOf(held), known);
}

/** The state of a program, where that is what the file has. */
function ownOf(variant: unknown) {
  const program =
    typeof variant === 'object' && variant !== null && 'program' in variant && variant.program;
  return typeof program === 'string' ? writeProgram(EMPTY, program) : null;
}

/** A link of the same state has to be one that can be followed. */
function followed(state: State, info: VariantInfo | undefined, pinned: Place | null, known: Known) {
  try {
    const link = writeLink(state, info ?? null, { pinned, ...known });
    return readLink(link.replace(/^#/, ''), known);
  } catch (error) {
    // A part that is none of what its name says, such as a number for a list, or no size for one.
    if (error instanceof TypeError || error instanceof RangeError)
      throw new BrokenLink('one of its parts does not hold what its name says');
    throw error;
  }
}

function parsed(text: string): Fields {
  if (text.length > LARGEST) throw new BrokenLink('it is too large');
  try {
    return fields(JSON.parse(text), 'the whole');
  } catch (error) {
    if (error instanceof SyntaxError) throw new BrokenLink('it is not JSON');
    throw error;
  }
}

function fields(value: unknown, part: string): Fields {
  if (value && typeof value === 'object' && !Array.isArray(value)) return value as Fields;
  throw new BrokenLink(`${part} is not written as fields with names`);
}

/** @param info none of a program, which link and core read */
function inputsOf(given: Fields, info: VariantInfo | undefined) {
  const inputs: State['inputs'] = {};
  for (const [name, cells] of Object.entries(given)) {
    const input = info?.inputs.find((input) => input.name === name);
    const depth = depthOf(cells);
    const axes = input && input.several?.length !== depth ? input.axes.length : depth;
    if (info && name !== 'upstream' && info.inputs.every((input) => input.name !== name))
      throw new BrokenLink(`it gives “${name}”, which ${info.title} does not take`);
    inputs[name] = checkedInput(name, texts(cells, axes, name) as Cells);
  }
  return inputs;
}

const depthOf = (cells: unknown): number => (Array.isArray(cells) ? 1 + depthOf(cells[0]) : 0);

function texts(cells: unknown, axes: number, name: string): string | Cells {
  if (axes === 0 && ['string', 'number', 'boolean'].includes(typeof cells)) return String(cells);
  if (axes > 0 && Array.isArray(cells) && cells.length > 0)
    return cells.map((part) => texts(part, axes - 1, name));
  throw new BrokenLink(`${name} is not written as rows of numbers`);
}

function paramsOf(given: Fields, info: VariantInfo | undefined) {
  if (!info) return given as State['params'];
  const unknown = Object.keys(given).find((name) => info.params.every((one) => one.name !== name));
  if (unknown) throw new BrokenLink(`it gives “${unknown}”, which ${info.title} does not take`);
  return given as State['params'];
}

/** A panel that is closed may be written as false, or as no choice. */
function viewOf(given: Fields, { curves, at }: View, { panels }: Known): View {
  const open = panels.reduce(
    (open, { view, choices }) =>
      setOpen(open, view, choices ? (given[view] as string) : Boolean(given[view])),
    {},
  );
  const { curves: typed = curves, at: sizes = at } = given;
  return { open, curves: typed as View['curves'], at: sizes as View['at'] };
}

function placeOf(held: unknown): Place | null {
  if (held === undefined || held === null) return null;
  const { step, index } = fields(held, 'the pinned cell');
  if (typeof step === 'string' && Array.isArray(index)) return { step, index };
  throw new BrokenLink('the pinned cell is not written as a step and an index');
}
