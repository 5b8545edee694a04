// What grades without a page: the grader, and the core and the models that it asks, from bytes of the package.
import * as models from '../../pkg/attention_models.js';
import * as core from '../../pkg/attention_playground.js';
import { CoreError, refusalIn } from '../core/errors.ts';
import type { Ask } from '../core/query.ts';
import type { Experts } from '../labs/parts/judge.ts';
import type { AskModels } from '../models/protocol.ts';
import { shippedById } from '../models/shipped.ts';
import { answerTo } from '../models/tasks.ts';

export { grade, Unusable } from './grade.ts';

/** Where the package is read from. */
interface Package {
  /** A module of WebAssembly in pkg/. */
  module(name: string): Uint8Array<ArrayBuffer>;
  /** A file of a model that ships, by its address. */
  file(address: string): Uint8Array<ArrayBuffer>;
}

/** Nothing is to be said of what takes its time, and nobody ends it. */
const DOING = { signal: new AbortController().signal, progress: () => {} };

/** Models are opened when they are first asked. */
export function expertsOf({ module, file }: Package): Experts {
  core.initSync({ module: module('attention_playground_bg.wasm') });
  const opened = new Map<string, Promise<unknown>>();

  async function open(model: string) {
    if (opened.size === 0) models.initSync({ module: module('attention_models_bg.wasm') });
    const { files = {} } = shippedById(model) ?? {};
    const blobs = Object.entries(files).map(([name, address]) => [name, new Blob([file(address)])]);
    return answerTo('open', { model, files: Object.fromEntries(blobs) }, DOING);
  }

  const ask: Ask = (fn, ...args) =>
    refusing(async () => (core as unknown as Record<string, Anything>)[fn](...args));

  const askModels: AskModels = (task, question) =>
    refusing(async () => {
      if ('model' in question) {
        const { model } = question;
        if (!opened.has(model)) opened.set(model, open(model));
        await opened.get(model);
      }
      return answerTo(task, question, DOING);
    });

  return { ask, askModels };
}

type Anything = (...args: unknown[]) => never;

/** What the core or the models refuse, as the page has it. */
async function refusing<T>(answer: () => Promise<T>): Promise<T> {
  try {
    return await answer();
  } catch (error) {
    const refusal = refusalIn(error);
    throw refusal ? new CoreError(refusal) : error;
  }
}
