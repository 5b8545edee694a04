// In the page: everybody computes the same tasks, in turn and in an order by lot, round after round.

import { contestants } from './contestants.js';
import { instantiate } from './kernels.js';

/** The clock ticks in steps of 0.1 ms: a sample is longer by far. */
const BATCH = 20;
const WARM_UP = 150;
/** Operations of a step of the limit loop, and its steps in a sample. */
const LIMIT = { operations: 96, steps: 2_000_000 };

/** The same lots every time. */
function lots(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function shuffled(list, lot) {
  const rest = [...list];
  return list.map(() => rest.splice(lot(rest.length), 1)[0]);
}

async function sample(run, times) {
  const start = performance.now();
  for (let at = 0; at < times; at++) {
    const answer = run();
    if (answer instanceof Promise) await answer;
  }
  return (performance.now() - start) / times;
}

/** Runs until the code is the browser's best, and says how many runs make a sample. */
async function warm(run) {
  let [spent, each] = [0, Infinity];
  while (spent < WARM_UP) {
    const times = Math.max(1, Math.min(1000, Math.ceil(spent / 10)));
    const milliseconds = (await sample(run, times)) * times;
    // A clock that has not ticked has seen less than one tick; a call that had to wait is no measure.
    each = Math.min(each, Math.max(milliseconds, 0.05) / times);
    spent += Math.max(milliseconds, 0.05);
  }
  return Math.max(1, Math.ceil(BATCH / each));
}

/** The largest error in some rows of an answer, against the same sums in double precision. */
function error({ kind, n, h, d, q, k, v }, answer, lot) {
  const elu = (x) => (x > 0 ? x + 1 : Math.exp(x));
  const weight = kind.startsWith('linear')
    ? undefined
    : (products) => Math.exp(products / Math.sqrt(d));
  let most = 0;
  const queries = q.length / h / d;
  for (let trial = 0; trial < 6; trial++) {
    const [head, row] = [lot(h), lot(queries)];
    const query = (head * queries + row) * d;
    const sums = new Float64Array(d);
    let total = 0;
    const last = kind.endsWith('causal') ? row : n - 1;
    for (let key = 0; key <= last; key++) {
      const at = (head * n + key) * d;
      let product = 0;
      for (let c = 0; c < d; c++) {
        product += weight ? q[query + c] * k[at + c] : elu(q[query + c]) * elu(k[at + c]);
      }
      const share = weight ? weight(product) : product;
      total += share;
      for (let c = 0; c < d; c++) sums[c] += share * v[at + c];
    }
    for (let c = 0; c < d; c++) {
      most = Math.max(most, Math.abs(answer[query + c] - sums[c] / total));
    }
  }
  return most;
}

/** The tables of a task, of mean 0 and variance 1. @param {import('/www/measure/module.ts').Exports} own */
function given(own, task) {
  const { kind, n, h, d } = task;
  const sizes = [kind === 'decode' ? h * d : h * n * d, h * n * d, h * n * d];
  const total = sizes.reduce((sum, size) => sum + size);
  const address = own.reserve(total);
  own.fill(0, total, 11);
  const cells = new Float32Array(own.memory.buffer, address, total);
  const [toK, toV] = [sizes[0], sizes[0] + sizes[1]];
  return { ...task, q: cells.slice(0, toK), k: cells.slice(toK, toV), v: cells.slice(toV) };
}

/** What nobody can be faster than at a task, in GFLOP/s, or GB/s for a cache that is read. */
function limitOf(own, { kind, k, v }) {
  if (kind !== 'decode') {
    const run = () => own.limit_multiply_add(LIMIT.steps);
    return { run, work: LIMIT.operations * LIMIT.steps };
  }
  const count = k.length + v.length;
  return { run: () => own.limit_read(count), work: 4 * count };
}

/**
 * @param {{names: string[], tasks: {kind: string, n: number, h: number, d: number}[], rounds: number, patience: number}} settings
 *   `patience`: milliseconds for the rounds of a task; three rounds at least
 * @returns {Promise<object[]>} for each task: the limit and everybody's time in each round, errors
 */
export async function contest({ names, tasks, rounds, patience }) {
  const lot = lots(7);
  const own = await instantiate();
  const makers = {};
  for (const name of names) makers[name] = await contestants[name]();
  const results = [];
  for (const task of tasks) {
    const tables = given(own, task);
    const runs = {};
    const errors = {};
    const failed = {};
    for (const name of names) {
      try {
        const run = await makers[name](tables);
        if (!run) continue;
        errors[name] = error(tables, await run(), lot);
        runs[name] = { run, times: await warm(run) };
      } catch (reason) {
        failed[name] = String(reason);
      }
    }
    const limit = limitOf(own, tables);
    runs.limit = { run: limit.run, times: await warm(limit.run) };
    const times = [];
    const start = performance.now();
    while (times.length < 3 || (times.length < rounds && performance.now() - start < patience)) {
      const round = {};
      for (const name of shuffled(Object.keys(runs), lot)) {
        round[name] = await sample(runs[name].run, runs[name].times);
      }
      round.limit = limit.work / round.limit / 1e6;
      times.push(round);
    }
    for (const { run } of Object.values(runs)) await run.end?.();
    results.push({ ...task, rounds: times, errors, failed });
  }
  return results;
}

/** One run of this package, for what is too large to be run often: milliseconds, bytes, error. */
export async function once(task) {
  const tables = given(await instantiate(), task);
  const run = (await contestants.relaxed())(tables);
  const start = performance.now();
  const answer = run();
  const milliseconds = performance.now() - start;
  return { milliseconds, bytes: run.bytes(), error: error(tables, answer, lots(7)) };
}

/** Milliseconds from nothing to the first answer, at a size that costs next to nothing. */
export async function firstResult(name) {
  const start = performance.now();
  const make = await contestants[name]();
  const cells = Float32Array.from({ length: 64 * 64 }, (_, at) => Math.sin(at));
  const run = await make({ kind: 'softmax', n: 64, h: 1, d: 64, q: cells, k: cells, v: cells });
  await run();
  return performance.now() - start;
}
