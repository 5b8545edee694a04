// Measure kernels in this browser: asks the worker for batches, and makes points of what it answers.
//
//   const run = measure({ kernels: ['softmax', 'linear'], ns: [256, 512, 1024] }, {
//     limit({ gigaflops, gigabytes }) {},   // what this browser can do at most, measured first
//     point({ kernel, n, median, low, high, gigaflops, gigabytes, bytes }) {},   // as it comes
//     refused({ kernel, n, bytes, reason }) {},
//     progress({ done, of, kernel, n }) {}, // before each point, and without the last two at the end
//     waiting(is) {},                        // whether the tab is out of sight, so that nothing is timed
//   }, { signal });                          // an AbortSignal: ends it at once
//   const { points, slopes } = await run;    // rejects with the signal's reason
import { grouped } from '../lib/format.ts';
import { bytesOf, kernels, type Sizes } from './catalogue.ts';
import { compiledKernels, type Instructions, instructions } from './module.ts';
import { slope, summary } from './statistics.ts';
import type { Tasks } from './worker.ts';
import { startMeasuring } from './worker-address.ts';

export interface Request {
  kernels: string[];
  ns: number[];
  sizes?: Partial<Omit<Sizes, 'n'>>;
  seed?: number;
}

export interface Limit {
  gigaflops: number;
  gigabytes: number;
  instructions: Instructions;
}

/** Times are in milliseconds; `low` and `high` are the quarters. */
export interface Point {
  kernel: string;
  n: number;
  median: number;
  low: number;
  high: number;
  samples: Float64Array;
  dropped: number;
  gigaflops: number;
  gigabytes: number;
  bytes: number;
}

export interface Refusal {
  kernel: string;
  n: number;
  bytes: number;
  reason: string;
}

export interface Progress {
  done: number;
  of: number;
  kernel?: string;
  n?: number;
}

interface Listeners {
  limit?(limit: Limit): void;
  point?(point: Point): void;
  refused?(refusal: Refusal): void;
  progress?(progress: Progress): void;
  waiting?(is: boolean): void;
}

/** Browsers compile twice: the first calls run in code that is up to 13 times slower. */
const WARM_UP = 150;
/** The clock ticks in steps of 0.1 ms: a batch is long enough for that not to matter. */
const BATCH = 20;
/** Batches a point. */
const SAMPLES = 9;
/** A point whose batches are long stops after this many milliseconds, with three batches at least. */
const PATIENCE = 1500;
/** What the tables of one task may take. */
export const MOST_BYTES = 512 * 2 ** 20;

/** What the sizes of a task are where nothing else is said. */
export const ordinary: Omit<Sizes, 'n'> = { heads: 1, width: 64, values: 64, map: 'elu+1' };

export async function measure(
  request: Request,
  listeners: Listeners = {},
  { signal }: { signal?: AbortSignal } = {},
): Promise<{ limit: Limit; points: Point[]; slopes: Record<string, ReturnType<typeof slope>> }> {
  signal?.throwIfAborted();
  const worker = new Asked(signal, listeners.waiting);
  try {
    const limit = await measuredLimit(worker, request);
    listeners.limit?.(limit);
    const points: Point[] = [];
    const tasks = request.ns.flatMap((n) => request.kernels.map((kernel) => ({ kernel, n })));
    for (const [done, { kernel, n }] of tasks.entries()) {
      listeners.progress?.({ done, of: tasks.length, kernel, n });
      const sizes = { ...ordinary, ...request.sizes, n };
      const point = await measuredPoint(worker, kernel, sizes, request.seed ?? 1);
      if ('reason' in point) listeners.refused?.(point);
      else {
        points.push(point);
        listeners.point?.(point);
      }
    }
    listeners.progress?.({ done: tasks.length, of: tasks.length });
    const slopes = Object.fromEntries(
      request.kernels.map((name) => [name, slope(points.filter(({ kernel }) => kernel === name))]),
    );
    return { limit, points, slopes };
  } finally {
    worker.end();
  }
}

async function measuredLimit(worker: Asked, request: Request): Promise<Limit> {
  const sizes = { ...ordinary, ...request.sizes, n: 1 };
  const best = async (name: string) => {
    await worker.prepare(name, sizes, 1);
    const { samples } = await batches(worker);
    return Math.min(...samples);
  };
  const computing = await best('limit-multiply-add');
  const reading = await best('limit-read');
  return {
    instructions: worker.instructions,
    gigaflops: kernels['limit-multiply-add'].operations(sizes) / computing / 1e6,
    gigabytes: (4 * kernels['limit-read'].reads(sizes)) / reading / 1e6,
  };
}

/** Why a task is not even tried, where its tables would not fit. */
export function tooLarge(kernel: string, sizes: Sizes): Refusal | undefined {
  const bytes = bytesOf(kernels[kernel], sizes);
  if (bytes <= MOST_BYTES) return undefined;
  const [takes, most] = [bytes, MOST_BYTES].map(grouped);
  const reason = `Its tables take ${takes} bytes, more than the ${most} that are allowed here.`;
  return { kernel, n: sizes.n, bytes, reason };
}

async function measuredPoint(
  worker: Asked,
  name: string,
  sizes: Sizes,
  seed: number,
): Promise<Point | Refusal> {
  const tooMuch = tooLarge(name, sizes);
  if (tooMuch) return tooMuch;
  const kernel = kernels[name];
  const { n } = sizes;
  try {
    await worker.prepare(name, sizes, seed);
    const { samples, dropped, bytes } = await batches(worker);
    const middle = summary(samples);
    const gigaflops = kernel.operations(sizes) / middle.median / 1e6;
    const gigabytes = (4 * kernel.reads(sizes)) / middle.median / 1e6;
    return {
      kernel: name,
      n,
      ...middle,
      samples,
      dropped,
      gigaflops,
      gigabytes,
      bytes,
    };
  } catch (error) {
    if (error instanceof Refused)
      return { kernel: name, n, bytes: bytesOf(kernel, sizes), reason: error.message };
    throw error;
  }
}

/** Warms up, then times batches; a batch counts only if the tab was in sight all along. */
async function batches(worker: Asked) {
  let spent = 0;
  let runs = 0;
  let each = Number.POSITIVE_INFINITY;
  while (spent < WARM_UP) {
    const times = Math.max(1, Math.min(2 * runs, Math.ceil(BATCH / each)));
    const { milliseconds } = await worker.run(times);
    // A clock that has not ticked yet has seen less than one tick, and a batch during which another
    // program had the processor says nothing: the fastest counts.
    each = Math.min(each, Math.max(milliseconds, 0.05) / times);
    spent += Math.max(milliseconds, 0.05);
    runs += times;
  }
  const times = Math.max(1, Math.ceil((1.2 * BATCH) / each));
  const samples = [];
  let dropped = 0;
  let bytes = 0;
  const start = performance.now();
  while (samples.length < 3 || (samples.length < SAMPLES && performance.now() - start < PATIENCE)) {
    const answer = await worker.run(times);
    bytes = answer.bytes;
    if (answer.hidden) dropped += 1;
    else samples.push(answer.milliseconds / times);
  }
  return { samples: Float64Array.from(samples), dropped, bytes };
}

/** What the worker could not do, in its own words. */
class Refused extends Error {}

/** The worker, asked one thing at a time. */
class Asked {
  /** What this browser has. */
  readonly instructions: Instructions;
  #worker?: Promise<Worker>;
  #ids = 0;
  #hidden = false;
  #watch = new AbortController();
  signal: AbortSignal | undefined;
  waiting: (is: boolean) => void;

  constructor(signal?: AbortSignal, waiting: (is: boolean) => void = () => {}) {
    const best = instructions();
    if (!best) throw new Error('This browser has no WebAssembly SIMD, which the kernels need.');
    this.instructions = best;
    this.signal = signal;
    this.waiting = waiting;
    const { signal: ended } = this.#watch;
    document.addEventListener('visibilitychange', () => this.#see(), { signal: ended });
    // A batch cannot be interrupted; its worker can be ended.
    signal?.addEventListener('abort', () => this.#terminate(), { signal: ended });
  }

  #see() {
    if (document.visibilityState === 'hidden') this.#hidden = true;
  }

  async prepare(kernel: string, sizes: Sizes, seed: number) {
    const module = await compiledKernels(this.instructions);
    return this.#ask('prepare', { module, kernel, sizes, seed });
  }

  /** Waits until the tab is in sight, then times a batch. */
  async run(times: number): Promise<{ milliseconds: number; bytes: number; hidden: boolean }> {
    await this.#sight();
    this.#hidden = false;
    const answer = await this.#ask('run', { times });
    this.#see();
    return { ...answer, hidden: this.#hidden };
  }

  end() {
    this.#watch.abort();
    this.#terminate();
  }

  #terminate() {
    this.#worker?.then(
      (worker) => worker.terminate(),
      () => {}, // there is none
    );
  }

  async #sight() {
    const signal = this.signal;
    if (document.visibilityState !== 'hidden') return;
    this.waiting(true);
    while (document.visibilityState === 'hidden') {
      await new Promise((resolve, reject) => {
        document.addEventListener('visibilitychange', resolve, { once: true, signal });
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      });
    }
    this.waiting(false);
  }

  async #ask<T extends keyof Tasks>(
    task: T,
    question: Tasks[T]['question'],
  ): Promise<Tasks[T]['answer']> {
    this.#worker ??= startMeasuring();
    const worker = await this.#worker;
    const id = ++this.#ids;
    const done = new AbortController();
    const on = { signal: done.signal };
    return new Promise<Tasks[T]['answer']>((resolve, reject) => {
      const { signal } = this;
      if (signal?.aborted) return reject(signal.reason);
      signal?.addEventListener('abort', () => reject(signal.reason), on);
      worker.addEventListener(
        'message',
        ({ data }) => {
          if (data.id !== id) return;
          if ('refused' in data) reject(new Refused(data.refused));
          else resolve(data);
        },
        on,
      );
      worker.addEventListener(
        'error',
        (event) => {
          event.preventDefault();
          reject(new Refused(event.message || 'The measuring worker was not started.'));
        },
        on,
      );
      worker.postMessage({ id, do: task, ...question });
    }).finally(() => done.abort());
  }
}
