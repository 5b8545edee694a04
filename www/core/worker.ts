// The worker: is given the compiled core, or a part of it, and answers one call at a time. The page may
// end it at will.
import init, * as core from '../../pkg/attention_playground.js';
import { asksForProgram, type Call, type Core } from './calls.ts';
import { type PlainError, refusalIn } from './errors.ts';
import { buffers } from './transferable.ts';

/** Everything that the page may ask for. */
const calls: Core = {
  ...core,
  scalingExperiment: (request) => core.scalingExperiment(request, tellProgress),
};

/** The names of the calls that the core has which was given. */
let known = new Set<string>();

/** The question that is being answered. */
let current = 0;

const tellProgress = (done: number, total: number) =>
  answer({ id: current, progress: { done, total } });

type Question = { module: WebAssembly.Module } | { id: number; fn: Call; args: unknown[] };
export type Answer =
  | { ready: true }
  | { id: number; value: unknown }
  | { id: number; progress: { done: number; total: number } }
  | { id: number; error: PlainError }
  | { id: number; beyond: true }
  | { fatal: string; id?: number };

const answer = (answer: Answer, transfer: Transferable[] = []) =>
  self.postMessage(answer, { transfer });

function work({ id, fn, args }: Exclude<Question, { module: WebAssembly.Module }>) {
  current = id;
  if (!known.has(fn) || (asksForProgram(fn, args) && !known.has('readProgram')))
    return answer({ id, beyond: true });
  try {
    const value = (calls[fn] as (...args: unknown[]) => unknown)(...args);
    answer({ id, value }, [...buffers(value)]);
  } catch (error) {
    const refusal = refusalIn(error);
    // Anything but a refusal is a crash: the memory of the core can no longer be trusted.
    if (refusal) answer({ id, error: refusal });
    else answer({ id, fatal: String(error) });
  }
}

/** Holding this lock until death tells the page when that is: nothing else does. */
async function live() {
  const forever = new Promise(() => {});
  await new Promise((held) => {
    if (!navigator.locks) return held(undefined);
    navigator.locks
      .request(self.name, () => {
        held(undefined);
        return forever;
      })
      .catch(held);
  });
}

async function begin(module: WebAssembly.Module) {
  try {
    const [exports] = await Promise.all([init({ module_or_path: module }), live()]);
    known = new Set(Object.keys(exports));
    answer({ ready: true });
  } catch (error) {
    answer({ fatal: String(error) });
  }
}

self.addEventListener('message', ({ data }: MessageEvent<Question>) =>
  'module' in data ? begin(data.module) : work(data),
);
