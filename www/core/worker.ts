// The worker: is given the compiled core, or a part of it, and answers one call at a time. The page may
// end it at will.
import init, * as core from '../../pkg/attention_playground.js';

/** Everything that the page may ask for. @type {Record<string, any>} */
const calls = {
  ...core,
  scalingExperiment: (/** @type {any} */ request) => core.scalingExperiment(request, tellProgress),
};

/** The names of the calls that the core has which was given. */
let known = new Set();

/** The question that is being answered. */
let current = 0;

/** @param {number} done @param {number} total */
const tellProgress = (done, total) => answer({ id: current, progress: { done, total } });

/** @typedef {{module: WebAssembly.Module} | {id: number, fn: string, args: unknown[]}} Question */
/** @typedef {import('./engine.js').PlainError} PlainError */
/** @typedef {{ready: true} | {id: number, value: unknown} | {id: number, progress: {done: number, total: number}} | {id: number, error: PlainError} | {id: number, beyond: true} | {fatal: string, id?: number}} Answer */

/** @param {Answer} answer @param {Transferable[]} [transfer] */
const answer = (answer, transfer = []) => self.postMessage(answer, { transfer });

/** The memory of the typed arrays in an answer: handed over, not copied. @param {unknown} value */
function buffers(value, found = new Set()) {
  if (ArrayBuffer.isView(value)) {
    if (value.byteLength === value.buffer.byteLength) found.add(value.buffer);
  } else if (Array.isArray(value) && typeof value[0] !== 'object') {
    return found;
  } else if (value && typeof value === 'object') {
    for (const part of Object.values(value)) buffers(part, found);
  }
  return found;
}

/** An error as plain data, or undefined where it is not one that the core means. @param {any} error */
function plain(error) {
  if (typeof error?.code !== 'string') return undefined;
  const { code, field = '', row, column, expected, found, hint = '', message } = error;
  return { code, field, row, column, expected, found, hint, message };
}

/** @param {Exclude<Question, {module: WebAssembly.Module}>} question */
function work({ id, fn, args }) {
  current = id;
  if (fn in calls && !known.has(fn)) return answer({ id, beyond: true });
  try {
    const value = calls[fn](...args);
    answer({ id, value }, [...buffers(value)]);
  } catch (error) {
    const meant = plain(error);
    // Anything but the core's own error is a crash: its memory can no longer be trusted.
    if (meant) answer({ id, error: meant });
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

/** @param {WebAssembly.Module} module */
async function begin(module) {
  try {
    const [exports] = await Promise.all([init({ module_or_path: module }), live()]);
    known = new Set(Object.keys(exports));
    answer({ ready: true });
  } catch (error) {
    answer({ fatal: String(error) });
  }
}

self.addEventListener('message', (/** @type {MessageEvent<Question>} */ { data }) =>
  'module' in data ? begin(data.module) : work(data),
);
