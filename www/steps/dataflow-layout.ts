// The program as threads: where each axis runs, from the inputs down to the output.
import type { Step, Trace } from '../../pkg/attention_playground.js';
import { within } from '../lib/within.ts';

interface Strand {
  letter: string;
  x: number;
  from: number;
  of: string;
}

export interface Box {
  id: string;
  text: string;
  input: boolean;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** From the steps `of` to the step `into`; an axis in its letter's hue, or a whole tensor. */
interface Thread {
  letter: string;
  path: string;
  of: string[];
  into: string;
}

interface Label {
  letter: string;
  x: number;
  y: number;
  sum: boolean;
}

export interface Drawing {
  boxes: Box[];
  threads: Thread[];
  labels: Label[];
  dots: Dot[];
  width: number;
  height: number;
}

/** Where a step sits on its rail, if it does. */
interface Dot {
  id: string;
  input: boolean;
  x: number;
  y: number;
}

export const WIDTH = 248;
const MOST_STRANDS = 9;
const MOST_STEPS = 18;
const WIDEST_GAP = 46; // between two strands
const BOX = 28; // height of a box
const GAP = 26; // between boxes
const LETTER = 7; // width of a letter, roughly
const WIDEST_LETTER = 12; // an m
const MARGIN = 12; // of a box, beyond its outer strands
const STUB = 14; // how far one that is summed alone hangs down
const SUM = 17; // from a thread to the middle of the sum's sign beside it
const BOW = 30; // how far two joining strands hang down

/** Null where threads would not help: too many of them, axes that are born on the way, or steps that no input reaches. */
export function drawThreads(whole: Trace): Drawing | null {
  const trace = { ...whole, steps: whole.steps.filter(({ backward }) => !backward) };
  const inputs = inputsByUse(trace);
  const count = inputs.reduce((sum, { letters }) => sum + letters.length, 0);
  const given = new Set(inputs.flatMap(({ letters }) => letters));
  const born = trace.steps.some(({ tensor }) => tensor.axes.some((letter) => !given.has(letter)));
  const alone = trace.steps.some(({ op, inputs }) => op !== 'input' && inputs.length === 0);
  if (born || alone || count > MOST_STRANDS || trace.steps.length > MOST_STEPS) return null;
  const gap = Math.min(WIDEST_GAP, (WIDTH - 2 * MARGIN - 2) / Math.max(1, count - 1));
  const drawing: Drawing = {
    boxes: [],
    threads: [],
    labels: [],
    dots: [],
    width: WIDTH,
    height: 0,
  };
  const strands: Map<string, Strand[]> = new Map();
  let x = MARGIN + 1;
  for (const { step, letters } of inputs) {
    const own = letters.map((letter, at) => ({
      letter,
      x: x + at * gap,
      from: BOX + 1,
      of: step.id,
    }));
    x += letters.length * gap;
    strands.set(step.id, own);
    box(drawing, step, own, 1, true);
    for (const { letter, x: at } of own)
      drawing.labels.push({ letter, x: besideStrand(at), y: BOX + 17, sum: false });
  }
  let y = BOX + GAP;
  for (const step of trace.steps) {
    if (step.op === 'input') continue;
    y = weave(drawing, strands, step, y);
  }
  for (const { letter, x: at, from } of strands.get(trace.output) ?? []) {
    drawing.threads.push({ letter, path: `M${at} ${from}v22`, of: [trace.output], into: '' });
    drawing.labels.push({ letter, x: besideStrand(at), y: from + 19, sum: false });
  }
  drawing.height = y + 4;
  return drawing;
}

/** Draw one step: its operands' strands come in, those that are summed over join above it. */
function weave(drawing: Drawing, strands: Map<string, Strand[]>, step: Step, top: number) {
  const kept = new Set(step.tensor.axes);
  const byLetter: Map<string, Strand[]> = new Map();
  for (const strand of step.inputs.flatMap((id) => strands.get(id) ?? [])) {
    byLetter.set(strand.letter, [...(byLetter.get(strand.letter) ?? []), strand]);
  }
  const gone = [...byLetter].filter(([letter]) => !kept.has(letter));
  const coming = [...byLetter].filter(([letter]) => kept.has(letter));
  const joins = step.op === 'contract' && gone.length > 0;
  const meet = gone.some(([, ends]) => ends.length > 1);
  const y = top + (joins ? (meet ? BOW + 22 : STUB + 8) : 0);
  for (const [letter, ends] of joins ? gone : []) {
    const [a, b = a] = ends;
    const bow = `C${a.x} ${top + BOW} ${b.x} ${top + BOW} ${b.x} ${top}V${b.from}`;
    const path = `M${a.x} ${a.from}V${top}${a === b ? `v${STUB}` : bow}`;
    drawing.threads.push({ letter, path, of: [a.of, b.of], into: step.id });
    // Under where two meet; beside one alone, which others may read further down.
    const place = a === b ? besideStub(a.x, top) : { x: (a.x + b.x) / 2, y: top + BOW + 11 };
    drawing.labels.push({ letter, ...place, sum: true });
  }
  const arriving = joins ? coming : [...coming, ...gone];
  for (const [letter, ends] of arriving) {
    for (const { x, from, of } of ends)
      drawing.threads.push({ letter, path: `M${x} ${from}V${y}`, of: [of], into: step.id });
  }
  const result = coming.map(([letter, [first]]) => ({
    letter,
    x: first.x,
    from: y + BOX,
    of: step.id,
  }));
  strands.set(step.id, result);
  box(
    drawing,
    step,
    arriving.flatMap(([, ends]) => ends),
    y,
    false,
  );
  return y + BOX + GAP;
}

/** A letter, right of its strand while it has room there. */
const besideStrand = (x: number) => (x + 5 + WIDEST_LETTER > WIDTH ? x - 5 - WIDEST_LETTER : x + 5);

const besideStub = (x: number, top: number) => ({
  x: x + (x + 2 * SUM > WIDTH ? -SUM : SUM),
  y: top + STUB,
});

function box(drawing: Drawing, step: Step, strands: Strand[], y: number, input: boolean) {
  const text = input ? step.symbol : within(step.label);
  const xs = strands.map(({ x }) => x);
  const [first, last] = [Math.min(...xs), Math.max(...xs)];
  // Around its strands, and wide enough for its name wherever they are.
  const width = Math.max(last - first + 2 * MARGIN, text.length * LETTER + MARGIN);
  const x = Math.max(1, Math.min((first + last - width) / 2, WIDTH - 1 - width));
  drawing.boxes.push({ id: step.id, text, input, x, y, width, height: BOX });
}

/** The inputs in the order in which the steps read them; what the first one sums over faces its partner. */
function inputsByUse(trace: Trace) {
  const steps = trace.steps.filter(({ op }) => op !== 'input');
  const first = ({ id }: Step) => steps.findIndex(({ inputs }) => inputs.includes(id));
  return trace.steps
    .filter(({ op }) => op === 'input')
    .sort((a, b) => first(a) - first(b))
    .map((step) => ({ step, letters: facing(step, steps[first(step)]) }));
}

function facing(step: Step, user: Step | undefined) {
  const { axes } = step.tensor;
  if (!user) return axes;
  const kept = axes.filter((letter) => user.tensor.axes.includes(letter));
  const summed = axes.filter((letter) => !user.tensor.axes.includes(letter));
  return user.inputs[0] === step.id ? [...kept, ...summed] : [...summed, ...kept];
}
