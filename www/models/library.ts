// The models of a page: which are open, which are on their way, and how each comes.
import type { ModelInfo } from '../../pkg/attention_models.js';
import { CoreError, type PlainError } from '../core/errors.ts';
import { ModelsClient } from './client.ts';
import { fetchFiles } from './fetch-files.ts';
import { type Shipped, seedOf, shippedById } from './shipped.ts';

export type Loading =
  | { state: 'loading'; doing: string; loaded: number; total: number | null; cancel(): void }
  | { state: 'open'; info: ModelInfo }
  | { state: 'failed'; error: PlainError };

const RANDOM = '.random';

/** The name of a shipped model before its training. */
export const randomOf = (id: string) => id + RANDOM;

export const isRandom = (name: string) => name.endsWith(RANDOM);

/** The model that it is before the training of. */
export const trainedOf = (name: string) => (isRandom(name) ? name.slice(0, -RANDOM.length) : name);

/** Of files of one's own, which no link can hold. */
export const OWN = 'own';
export const HUB = 'hub:';

/** What opens a model: given progress and a signal, it answers with its files. */
interface Source {
  doing: string;
  files(
    progress: (loaded: number, total: number | null) => void,
    signal: AbortSignal,
  ): Promise<Record<string, Blob>>;
}

/** Fires `change` when a model comes, or what is said of it changes. */
export class Library extends EventTarget {
  client = new ModelsClient();
  #models = new Map<string, Loading>();
  #cancels = new Map<string, AbortController>();

  constructor() {
    super();
    this.client.addEventListener('change', () => {
      this.#models.clear();
      this.#change();
    });
  }

  of(name: string) {
    return this.#models.get(name) ?? null;
  }

  /** Its sizes, once it is open. */
  info(name: string) {
    const known = this.#models.get(name);
    return known?.state === 'open' ? known.info : null;
  }

  /** A model that ships, or the same before its training: fetched once. */
  openShipped(name: string) {
    const model = shippedById(trainedOf(name));
    if (!model || this.#models.has(name)) return;
    if (isRandom(name)) this.#openInitial(name, model);
    else
      this.open(name, {
        doing: 'Fetching',
        files: (progress, signal) =>
          fetchFiles(
            model.files,
            model.bytes,
            ({ loaded, total }) => progress(loaded, total),
            signal,
          ),
      });
  }

  async open(name: string, source: Source) {
    await this.#during(name, source.doing, async (progress, signal) => {
      const files = await source.files(progress, signal);
      this.#set(name, this.#loading(name, 'Reading', 0, null));
      const reading = (loaded: number, total: number | null) =>
        this.#set(name, this.#loading(name, 'Reading', loaded, total));
      return this.client.ask('open', { model: name, files }, { progress: reading, signal });
    });
  }

  /** Another model takes the place of one of this name. */
  forget(name: string) {
    this.#cancels.get(name)?.abort();
    this.#models.delete(name);
    this.#change();
  }

  end() {
    for (const cancel of this.#cancels.values()) cancel.abort();
    this.client.end();
    this.#models.clear();
  }

  async #openInitial(name: string, model: Shipped) {
    await this.#during(name, 'Drawing weights', async (_, signal) => {
      const { 'model.safetensors': _weights, ...small } = model.files;
      const [files, seed] = await Promise.all([
        fetchFiles(small, 0, () => {}, signal),
        seedOf(model, signal),
      ]);
      return this.client.ask('initial', { model: name, files, seed }, { signal });
    });
  }

  async #during(
    name: string,
    doing: string,
    open: (
      progress: (loaded: number, total: number | null) => void,
      signal: AbortSignal,
    ) => Promise<ModelInfo>,
  ) {
    this.#cancels.get(name)?.abort();
    const aborting = new AbortController();
    this.#cancels.set(name, aborting);
    const { signal } = aborting;
    const progress = (loaded: number, total: number | null) =>
      this.#set(name, this.#loading(name, doing, loaded, total));
    progress(0, null);
    try {
      const info = await open(progress, signal);
      if (!signal.aborted) this.#set(name, { state: 'open', info });
    } catch (error) {
      if (this.#cancels.get(name) !== aborting) return;
      if (signal.aborted) this.#models.delete(name);
      else this.#models.set(name, { state: 'failed', error: plain(error) });
      this.#change();
    }
  }

  #loading(name: string, doing: string, loaded: number, total: number | null): Loading {
    const cancel = () => this.#cancels.get(name)?.abort();
    return { state: 'loading', doing, loaded, total, cancel };
  }

  #set(name: string, loading: Loading) {
    if (loading.state === 'loading' && this.#cancels.get(name)?.signal.aborted) return;
    this.#models.set(name, loading);
    this.#change();
  }

  #change() {
    this.dispatchEvent(new Event('change'));
  }
}

/** What went wrong, for a person. */
function plain(error: unknown): PlainError {
  if (error instanceof CoreError) return error.plain;
  const { message } = error as Error;
  const hint = 'Check your internet connection, then try again.';
  return { code: 'unreached', field: '', message, hint };
}
