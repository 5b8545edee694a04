// A program too large for threads: a row a step, and at the left rails that lead from each to its readers.
import type { Step, Trace } from '../../pkg/attention_playground.js';
import { within } from '../lib/within.ts';
import { type Drawing, WIDTH } from './dataflow-layout.ts';

const ROW = 25; // height of a row
const RAIL = 13; // between two rails
const LEFT = 8; // the first rail
const LETTER = 13; // width of an axis letter
const INDENT = 12; // of a name in its row, before it and behind
const NAME = 6.4; // width of a letter of a name, roughly

export function drawRails(whole: Trace): Drawing {
  const steps = ordered(whole.steps.filter(({ backward }) => !backward));
  const rails = railsOf(steps);
  const most = Math.max(...rails.values());
  const left = LEFT + (most + 1) * RAIL;
  const drawing: Drawing = {
    boxes: [],
    threads: [],
    labels: [],
    dots: [],
    width: WIDTH,
    height: 0,
  };
  const at = new Map(steps.map(({ id }, row) => [id, row]));
  const x = (id: string) => LEFT + (rails.get(id) ?? 0) * RAIL;
  const y = (id: string) => ((at.get(id) ?? 0) + 0.5) * ROW;
  for (const { id, op, symbol, label, inputs, tensor } of steps) {
    const input = op === 'input';
    const start = WIDTH - 3 - tensor.axes.length * LETTER;
    const text = fitting(input ? symbol : within(label), start - left - INDENT);
    const top = y(id) - ROW / 2;
    drawing.boxes.push({ id, text, input, x: left, y: top, width: WIDTH - left, height: ROW });
    drawing.dots.push({ id, input, x: x(id), y: y(id) });
    for (const of of new Set(inputs)) {
      const path = rail({ x: x(of), y: y(of) }, { x: x(id), y: y(id) });
      drawing.threads.push({ letter: '', path, of: [of], into: id });
    }
    for (const [place, letter] of tensor.axes.entries()) {
      drawing.labels.push({ letter, x: start + place * LETTER, y: y(id) + 5, sum: false });
    }
  }
  drawing.height = steps.length * ROW;
  return drawing;
}

/** A name that is too long for its row ends in dots: it is whole where it is read aloud, and over its card. */
function fitting(name: string, room: number) {
  const most = Math.floor(room / NAME);
  return name.length > most ? `${name.slice(0, most - 1).trimEnd()}…` : name;
}

interface Point {
  x: number;
  y: number;
}

/** Down its own rail, and over to the other just above it. */
function rail(from: Point, to: Point) {
  if (from.x === to.x) return `M${from.x} ${from.y}V${to.y}`;
  const turn = to.y - ROW * 0.9;
  const bend = `C${from.x} ${to.y - ROW * 0.3} ${to.x} ${to.y - ROW * 0.6} ${to.x} ${to.y}`;
  return `M${from.x} ${from.y}V${Math.max(turn, from.y)}${bend}`;
}

/** Each input just before the first step that reads it. */
function ordered(steps: Step[]): Step[] {
  const inputs = new Map(steps.filter(({ op }) => op === 'input').map((step) => [step.id, step]));
  const order = [];
  for (const step of steps) {
    if (step.op === 'input') continue;
    for (const id of step.inputs) {
      const input = inputs.get(id);
      if (input) order.push(input);
      inputs.delete(id);
    }
    order.push(step);
  }
  return [...inputs.values(), ...order];
}

/** The rail of each step: the one of an operand that ends there, else the first that is free. */
function railsOf(steps: Step[]) {
  /** In which row a step is read last. */
  const last: Map<string, number> = new Map();
  for (const [row, { inputs }] of steps.entries()) for (const of of inputs) last.set(of, row);
  const rails: Map<string, number> = new Map();
  /** Until which row a rail is taken. */
  const taken: number[] = [];
  for (const [row, { id, inputs }] of steps.entries()) {
    const ending = inputs.filter((of) => last.get(of) === row).map((of) => rails.get(of) ?? 0);
    const free = taken.findIndex((until) => until < row);
    const own = ending.length > 0 ? Math.min(...ending) : free < 0 ? taken.length : free;
    rails.set(id, own);
    taken[own] = last.get(id) ?? row;
  }
  return rails;
}
