// The page's way to the models: one worker, questions with a promise each, progress and cancel.
import module from '../../pkg/attention_models_bg.wasm?url';
import { compiledFrom } from '../core/compile.ts';
import { CoreError, type PlainError, Superseded } from '../core/errors.ts';
import { hintOf } from '../lib/checked-fetch.ts';
import type { Answer, Task, Tasks } from './protocol.ts';
import { startModels } from './worker-address.ts';

const address = new URL(module, import.meta.url).href;

interface Open {
  resolve(value: unknown): void;
  reject(error: unknown): void;
  progress?: (loaded: number, total: number | null) => void;
}

/** Of questions with one asker the newest counts; `progress` and `signal` are for what takes its time. */
export interface Asking {
  asker?: object;
  progress?: (loaded: number, total: number | null) => void;
  signal?: AbortSignal;
}

/** Fires `change` when the worker has broken down. */
export class ModelsClient extends EventTarget {
  #worker: Worker | null = null;
  #ready: Promise<Worker> | null = null;
  #open = new Map<number, Open>();
  #newest = new WeakMap<object, number>();
  #count = 0;

  async ask<T extends Task>(
    task: T,
    question: Tasks[T]['question'],
    { asker, progress, signal }: Asking = {},
  ): Promise<Tasks[T]['answer']> {
    this.#count += 1;
    const id = this.#count;
    if (asker) this.#newest.set(asker, id);
    const worker = await this.#start();
    signal?.throwIfAborted();
    if (asker && this.#newest.get(asker) !== id) throw new Superseded();
    const cancel = () => worker.postMessage({ cancel: id });
    signal?.addEventListener('abort', cancel);
    try {
      const value = await new Promise((resolve, reject) => {
        this.#open.set(id, { resolve, reject, progress });
        worker.postMessage({ ...question, id, task });
      });
      if (asker && this.#newest.get(asker) !== id) throw new Superseded();
      return value as Tasks[T]['answer'];
    } finally {
      signal?.removeEventListener('abort', cancel);
      this.#open.delete(id);
    }
  }

  /** The worker, with the models' module in it; another try where that could not be had. */
  #start() {
    this.#ready ??= this.#begin().catch((error) => {
      this.#ready = null;
      throw new CoreError({
        code: 'unreached',
        field: '',
        message: (error as Error).message,
        hint: hintOf(error),
      });
    });
    return this.#ready;
  }

  async #begin() {
    const compiled = await compiledFrom(address);
    const worker = await startModels();
    this.#worker = worker;
    worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => this.#hear(data));
    worker.addEventListener('error', ({ message }) => this.#broken(message));
    worker.postMessage({ module: compiled });
    return worker;
  }

  #hear(answer: Answer) {
    if ('fatal' in answer) return this.#broken(answer.fatal);
    const open = this.#open.get(answer.id);
    if ('progress' in answer) open?.progress?.(answer.progress.loaded, answer.progress.total);
    else if ('error' in answer) open?.reject(new CoreError(answer.error));
    else if ('cancelled' in answer) open?.reject(new DOMException('Cancelled.', 'AbortError'));
    else open?.resolve(answer.value);
  }

  /** Its memory can no longer be trusted: all models go with it. */
  #broken(reason: string) {
    this.#worker?.terminate();
    this.#worker = null;
    this.#ready = null;
    const error: PlainError = {
      code: 'crash',
      field: '',
      message: `The models broke down. ${reason}`,
      hint: 'Load the model again. Everything that you typed is still here.',
    };
    const open = [...this.#open.values()];
    this.#open.clear();
    for (const { reject } of open) reject(new CoreError(error));
    this.dispatchEvent(new Event('change'));
  }

  /** The memory of all models is given back. */
  end() {
    this.#worker?.terminate();
    this.#worker = null;
    this.#ready = null;
    this.#open.clear();
  }
}
