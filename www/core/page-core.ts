// The core in the page: what takes a few milliseconds is answered at once, so that a keystroke is painted in the same frame as its result.
import type {
  Nested,
  Request,
  Tensor,
  VariantOrProgram,
  Work,
} from '../../pkg/attention_playground.js';
import { same } from '../lib/same.ts';
import { type Args, type Call, type Result, readsProgram } from './calls.ts';
import { type Outcome, refusalIn } from './errors.ts';

type Package = typeof import('../../pkg/attention_playground.js');

// Milliseconds, as measured: what one takes of each of the things that `workOf` counts. Most of a small
// result is its program and its formulas, which are built step by step; most of a large one the reading
// of its cells; and an explanation names all the cells that go into one, and that one goes into.
const STEP = 0.045;
const INPUT = 0.001;
const CELL = 0.0002;
const OPERATION = 0.00001;
const NAMED = 0.002;
const CHARACTER = 0.003; // of a program, right or wrong: it is read anew for each answer
/** A quarter of a frame: the rest is for what the browser makes of the result. */
const LIMIT = 4;

export class PageCore {
  #load: () => Promise<Package>;
  #package: Package | null = null;
  #started = false;
  /** Of the last question: a person who types changes cells, and none of what work depends on. */
  #last: { of: unknown; work: Work } | null = null;

  /** @param load its script, which serves one module */
  constructor(load: () => Promise<Package>) {
    this.#load = load;
  }

  /** Once. Where it cannot start the worker is asked, which says why it cannot. */
  async start(module: () => Promise<WebAssembly.Module>) {
    if (this.#started) return;
    this.#started = true;
    try {
      const [core, compiled] = await Promise.all([this.#load(), module()]);
      await core.default({ module_or_path: compiled });
      this.#package = core;
    } catch {
      this.#started = false;
    }
  }

  /** The answer to what is small; null where the worker is to be asked. */
  answer<F extends Call>(fn: F, args: Args<F>): Outcome<Result<F>> | null {
    const core = this.#package;
    if (!core) return null;
    try {
      const time = this.#timeOf(core, fn, args);
      if (time === null || time > LIMIT) return null;
      return { value: (core[fn] as (...args: Args<F>) => Result<F>)(...args) };
    } catch (error) {
      const refusal = refusalIn(error);
      if (refusal) return { error: refusal };
      // It broke, and its memory can no longer be trusted: from now on the worker is asked.
      this.#package = null;
      return null;
    }
  }

  /** Null for what is not asked here, or not measured. */
  #timeOf(core: Package, fn: Call, args: unknown[]) {
    if (readsProgram(fn)) return timeToRead(args[0] as string);
    if (fn !== 'runVariant' && fn !== 'explainCell') return null;
    const [variant, request = {}] = args as Args<typeof fn>;
    const reading = typeof variant === 'string' ? 0 : timeToRead(variant.program);
    if (reading > LIMIT) return null;
    const work = this.#workOf(core, variant, request);
    return work && reading + timeFor(fn, work);
  }

  /** Null where the core would be too long at reading the request. */
  #workOf(core: Package, variant: VariantOrProgram, request: Request) {
    const { inputs, upstream, ...others } = request;
    const tables = Object.entries({ ...inputs, ...(upstream && { upstream }) });
    const shapes = tables.map(([name, table]) => ({ name, shape: shapeOf(table) }));
    const of = { variant, shapes, others };
    const cells = shapes.map(({ shape }) => shape.reduce((product, size) => product * size, 1));
    if (cells.reduce((sum, count) => sum + count, 0) * INPUT > LIMIT) return null;
    if (!same(of, this.#last?.of)) this.#last = { of, work: core.workOf(variant, request) };
    return this.#last?.work ?? null;
  }
}

const timeToRead = (program: string) => program.length * CHARACTER;

function timeFor(fn: 'runVariant' | 'explainCell', { steps, inputs, cells, operations }: Work) {
  const named = fn === 'explainCell' ? cells : 0;
  return steps * STEP + inputs * INPUT + cells * CELL + operations * OPERATION + named * NAMED;
}

/** As far as the first of its parts tell. */
function shapeOf(table: Nested | Tensor): number[] {
  if ('shape' in table) return table.shape;
  const shape = [];
  for (let part: unknown = table; Array.isArray(part); part = part[0]) shape.push(part.length);
  return shape;
}
