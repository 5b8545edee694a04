// What is done for each question to the models: holds opened models, and the runs that are looked at.
import { type Forward, type Input, Model } from '../../pkg/attention_models.js';
import type { Task, Tasks } from './protocol.ts';

/** For what takes its time. */
interface Doing {
  signal: AbortSignal;
  progress(loaded: number, total: number | null): void;
}

type Work = {
  [T in Task]: (
    question: Tasks[T]['question'],
    doing: Doing,
  ) => Tasks[T]['answer'] | Promise<Tasks[T]['answer']>;
};

const models = new Map<string, Model>();
const runs = new Map<string, Forward>();
function modelOf(name: string) {
  const model = models.get(name);
  if (!model) throw new Error(`No model “${name}” is open.`);
  return model;
}

function runOf(slot: string) {
  const run = runs.get(slot);
  if (!run) throw new Error(`There is no run “${slot}”.`);
  return run;
}

function keep(name: string, model: Model) {
  models.get(name)?.free();
  whole?.run.free();
  whole = null; // it may be of another model of this name
  models.set(name, model);
  return model.info();
}

/** The last run with every head on, and what it was of. */
let whole: { of: string; run: Forward } | null = null;

function wholeRun(name: string, input: Input) {
  const of = JSON.stringify([name, input]);
  if (whole?.of !== of) {
    whole?.run.free();
    whole = null;
    whole = { of, run: modelOf(name).run(input) };
  }
  return whole.run;
}

const bytesOf = async (files: Record<string, Blob>) =>
  Object.fromEntries(
    await Promise.all(
      Object.entries(files).map(async ([name, blob]) => [
        name,
        new Uint8Array(await blob.arrayBuffer()),
      ]),
    ),
  );

/** The first row has nowhere else to look than at its own token, where a mask hides the others. */
const FIRST_ROW = 1;

/** Each after the module is there. */
const work: Work = {
  async open({ model, files }, { signal, progress }) {
    const opened = await Model.open(files, {
      signal,
      progress: ({ loaded, total }) => progress(loaded, total),
    });
    return keep(model, opened);
  },

  async initial({ model, files, seed }) {
    return keep(model, Model.initial(await bytesOf(files), seed));
  },

  close({ model }) {
    models.get(model)?.free();
    models.delete(model);
    return null;
  },

  run({ model, slot, input, off }) {
    const run = modelOf(model).run(input, { ablate: off });
    runs.get(slot)?.free();
    runs.set(slot, run);
    const { tokens, ids, segments, offsets } = run;
    return {
      tokens,
      ids,
      segments,
      offsets,
      weights: run.weights(),
      patterns: run.patterns(Math.min(FIRST_ROW, ids.length - 1)),
      hasLogits: modelOf(model).info().has_logits,
    };
  },

  head: ({ slot, head: [layer, head] }) => runOf(slot).head(layer, head),

  row: ({ slot, head: [layer, head], query }) => runOf(slot).row(layer, head, query),

  hidden({ slot, position }) {
    const run = runOf(slot);
    const layers = run.weights().shape[0];
    return Array.from({ length: layers + 1 }, (_, layer) => {
      const { shape, data } = run.hidden(layer);
      return data.slice(position * shape[1], (position + 1) * shape[1]);
    });
  },

  predict({ model, slot, input, position, count }) {
    const before = wholeRun(model, input).predictions(position, count);
    if (!before) return null;
    const ids = before.map(({ id }) => id);
    const all = runOf(slot).predictions(position, count, ids) ?? [];
    const known = new Set(ids);
    const fresh = all.slice(0, -ids.length).filter(({ id }) => !known.has(id));
    return { before, after: [...all.slice(-ids.length), ...fresh] };
  },

  gradients: ({ model, input, token, position, head }) =>
    modelOf(model).gradients({ ...input, of: { token, position }, head }),

  measure({ model, texts }) {
    return texts.map(({ text, second, pattern, head: [layer, head] }) => {
      const known = modelOf(model);
      const { layers, heads } = known.info();
      if (layer >= layers || head >= heads) return null;
      const run = known.run({ text, second });
      try {
        return run.patterns(Math.min(FIRST_ROW, run.ids.length - 1))[pattern].data[
          layer * heads + head
        ];
      } finally {
        run.free();
      }
    });
  },
};

/** @returns or throws what the models refuse */
export const answerTo = async <T extends Task>(
  task: T,
  question: Tasks[T]['question'],
  doing: Doing,
): Promise<Tasks[T]['answer']> => work[task](question, doing);
