// From the workbench to the lab about its variant and back, with what both of them have: inputs, sizes, settings.
import type { ParamInfo } from '../../../pkg/attention_playground.js';
import { type State, sizeOf } from '../edits.ts';
import { type Described, idOf } from '../own-program.ts';
import { nested, type TextTensor } from '../text-tensor.ts';
import { writeCells } from './cells.ts';
import { labCodec, type Settings } from './lab-codec.ts';

/** Inputs that the lab of question 2 and the workbench spell alike. */
const TABLES = ['q', 'k', 'v'];
/** Parameters of a similarity that the lab of question 6 and the workbench spell alike. */
const SIMILARITY = ['kernel', 'degree', 'offset'];
const MOST_SIZE = 64; // of the fields of question 4

type ToLab = (state: State, info: Described) => Settings;

interface Meeting {
  /** Of the question on the sheet. */
  number: string;
  lab: string;
  toLab: ToLab;
}

/** Of the variants that a lab is about. */
const MEETINGS: Record<string, Meeting> = {
  'scaled-dot-product': {
    number: '1',
    lab: 'why-root-d',
    toLab: (state, info) => ({
      d: String(sizeOf(state, info, 'd') ?? ''),
      s: paramOf(state, info, 'scale') === false ? 'one' : 'sqrt-d',
    }),
  },
  argmax: {
    number: '2',
    lab: 'argmax',
    toLab: ({ inputs }) =>
      Object.fromEntries(
        TABLES.filter((name) => inputs[name]?.shape.length === 2).map((name) => [
          name,
          cellsOf(inputs[name]),
        ]),
      ),
  },
  'multi-head': { number: '3', lab: 'by-hand', toLab: () => ({}) },
  'multi-head-decode': { number: '4', lab: 'decoding', toLab: sizes },
  'multi-query-decode': { number: '4', lab: 'decoding', toLab: sizes },
  'grouped-query-decode': { number: '4', lab: 'decoding', toLab: sizes },
  kernel: { number: '6', lab: 'kernels', toLab: similarity },
  linear: { number: '6', lab: 'kernels', toLab: vectors },
  'linear-recurrent': { number: '6', lab: 'kernels', toLab: vectors },
};

/** The lab about a variant, and the text after # that opens it on the numbers of the workbench. */
export function labOf(state: State, info: Described) {
  const meeting = MEETINGS[idOf(state.variant)];
  if (!meeting) return null;
  const { number, lab: id, toLab } = meeting;
  const given = Object.entries(toLab(state, info)).filter(([, text]) => text !== '');
  const place = { id, settings: Object.fromEntries(given), answers: 'show' as const };
  return { number, link: labCodec.write(place) };
}

/** The workbench on the numbers of a lab. @param address where it opens without any */
export function workbenchOf(lab: string, address: string, settings: Settings) {
  if (lab === 'argmax') return withSettings(address, settings, TABLES);
  if (lab === 'kernels' && settings.kernel) return withSettings('#kernel', settings, SIMILARITY);
  if (lab === 'why-root-d' && (settings.s ?? 'one') === 'one') return `${address}?scale=false`;
  return address;
}

function withSettings(address: string, settings: Settings, names: string[]) {
  const given = names.filter((name) => settings[name]);
  const query = new URLSearchParams(given.map((name) => [name, settings[name]]));
  const text = query.toString().replace(/%(2C|3B|28|29|2F)/g, (code) => decodeURIComponent(code));
  return text === '' ? address : `${address}?${text}`;
}

const cellsOf = (texts: TextTensor) => writeCells(nested(texts), texts.shape.length);

const paramOf = ({ params }: State, { params: known }: Described, name: string) =>
  params[name] ?? known.find((param: ParamInfo) => param.name === name)?.default;

/** Those that a field of the lab can hold. */
function sizes(state: State, info: Described): Settings {
  const letters = info.axes.map(({ letter }) => letter);
  const held = [...'bhndkv'].filter((letter) => letters.includes(letter));
  const pairs = held.map((letter): [string, number] => [letter, sizeOf(state, info, letter)]);
  const text = pairs.filter(([, size]) => size >= 1 && size <= MOST_SIZE);
  return { sizes: text.map(([letter, size]) => `${letter}:${size}`).join(',') };
}

function similarity(state: State, info: Described): Settings {
  const chosen = SIMILARITY.map((name) => [name, String(paramOf(state, info, name) ?? '')]);
  return { ...Object.fromEntries(chosen), ...vectors(state, info) };
}

/** The first query, the first key and the constant: the lab takes the features of one pair. */
function vectors(state: State, info: Described): Settings {
  const first = (name: string) => {
    const { shape, cells } = state.inputs[name] ?? { shape: [0, 0], cells: [] };
    return cells.slice(0, shape.at(-1)).join(', ');
  };
  return { fq: first('q'), fk: first('k'), c: String(paramOf(state, info, 'offset') ?? '') };
}
