// The measuring worker: holds the tables of one task in a memory of its own, and times runs over it.
import { bytesOf, kernels, type Sizes } from './catalogue.ts';
import type { Exports } from './module.ts';

/** What it can do: what each takes and what comes of it. `bytes` is the whole memory of the module, all that it ever asked the browser for. */
export interface Tasks {
  prepare: {
    question: { module: WebAssembly.Module; kernel: string; sizes: Sizes; seed: number };
    answer: { bytes: number };
  };
  run: { question: { times: number }; answer: { milliseconds: number; bytes: number } };
}

type Question =
  | ({ id: number; do: 'prepare' } & Tasks['prepare']['question'])
  | ({ id: number; do: 'run' } & Tasks['run']['question']);
type Answer = { id: number } & (
  | Tasks['prepare']['answer']
  | Tasks['run']['answer']
  | { refused: string }
);

let task: { exports: Exports; run(times: number): void } | undefined;

async function prepare({ module, kernel: name, sizes, seed }: Tasks['prepare']['question']) {
  task = undefined; // the memory of the one before, before there is another
  const kernel = kernels[name];
  const instance = await WebAssembly.instantiate(module, {});
  const exports = instance.exports as unknown as Exports;
  const bytes = bytesOf(kernel, sizes);
  if (exports.reserve(bytes / 4) === 0 && bytes > 0) {
    throw new Error(`The browser did not give the ${bytes} bytes that this takes.`);
  }
  let from = 0;
  for (const [table, count] of kernel.inputs(sizes).entries()) {
    exports.fill(from, count, seed + table);
    from += count;
  }
  task = { exports, run: (times) => kernel.run(exports, sizes, times) };
  return { bytes: exports.memory.buffer.byteLength };
}

function run(times: number) {
  if (!task) throw new Error('Nothing is prepared.');
  const start = performance.now();
  task.run(times);
  const milliseconds = performance.now() - start;
  return { milliseconds, bytes: task.exports.memory.buffer.byteLength };
}

self.addEventListener('message', async ({ data }: MessageEvent<Question>) => {
  try {
    const answer = data.do === 'prepare' ? await prepare(data) : run(data.times);
    self.postMessage({ id: data.id, ...answer } satisfies Answer);
  } catch (error) {
    // A trap leaves the memory as it was in the middle of a kernel: nothing of it is used again.
    task = undefined;
    self.postMessage({ id: data.id, refused: error instanceof Error ? error.message : `${error}` });
  }
});
