// What the plots show: questions to the core that are asked again only when something in them changed.
import type { VariantInfo } from '../../../pkg/attention_playground.js';
import type { Args, Result } from '../../core/calls.ts';
import { CoreError, type Engine, Superseded } from '../../core/engine.ts';
import type { Lane } from '../../core/lanes.ts';
import { drawn, ownSeries, type Series, sequenceLetter } from '../curve-choices.ts';
import { DECODERS, decodes } from '../decoders.ts';
import type { View } from '../edits.ts';
import type { Good } from '../results.ts';
import { nested } from '../text-tensor.ts';

/** From a short paragraph to a long book, four sizes to an octave. */
const RANGE: [number, number] = [16, 131_072];
const POINTS = 53;

/** One question to the core, with its last answer. */
class Question<F extends 'costCurves' | 'decodeRun'> {
  answer: Result<F> | null = null;
  /** What it is about, in the words of who asked: it changes with the answer, and not before. */
  about: any = null;
  /** Why there is none, where the core says so. */
  remark = '';
  #key = '';
  ask: (request: Args<F>[0], about?: unknown) => Promise<void>;

  constructor(engine: Engine, lane: Lane, fn: F, changed: () => void) {
    this.ask = async (request: Args<F>[0], about: unknown = null) => {
      const key = JSON.stringify(request);
      if (key === this.#key) return;
      this.#key = key;
      try {
        const answer = await engine.call(lane, fn, ...([request] as Args<F>));
        if (key !== this.#key) return;
        this.answer = answer;
        this.about = about;
        this.remark = '';
      } catch (error) {
        if (key !== this.#key) return;
        // Dropped for the sake of a result: the next change asks again.
        if (error instanceof Superseded) this.#key = '';
        else if (error instanceof CoreError) this.remark = error.plain.message;
        else throw error;
      }
      changed();
    };
  }

  /** Nobody looks any more: what was not answered is asked anew the next time. */
  close() {
    if (!this.remark) return;
    this.remark = this.#key = '';
  }
}

/** Fires `change` when there is something new. What is shown stays until then. */
export class Plots extends EventTarget {
  /** The curves that are chosen. */
  chosen: Series[] = [];
  growth: Question<'costCurves'>;
  roofline: Question<'costCurves'>;
  decoding: Question<'decodeRun'>;

  constructor(engine: Engine) {
    super();
    const changed = () => this.dispatchEvent(new Event('change'));
    this.growth = new Question(engine, 'growth', 'costCurves', changed);
    this.roofline = new Question(engine, 'roofline', 'costCurves', changed);
    this.decoding = new Question(engine, 'decoding', 'decodeRun', changed);
  }

  want(good: Good | null, view: View, variants: VariantInfo[]) {
    const info = variants.find(({ id }) => id === good?.state.variant);
    if (!good || !info) return;
    if (view.open.growth) this.#askGrowth(good, info, view, variants);
    else this.growth.close();
    if (decodes(info)) this.wantDecoders(view);
  }

  /** What depends on no state. */
  wantDecoders(view: Pick<View, 'open' | 'at'>) {
    if (view.open.roofline) this.#askRoofline(view);
    else this.roofline.close();
    if (view.open.decoding) this.decoding.ask(decodeRequest(view.at));
    else this.decoding.close();
  }

  #askGrowth(good: Good, info: VariantInfo, view: View, variants: VariantInfo[]) {
    const own = ownSeries(info, good.state.params);
    const chosen = drawn(variants, own, view.curves);
    this.chosen = chosen;
    const curves = chosen.map((series) =>
      series === own
        ? { variant: info.id, request: program(good, info) }
        : { variant: series.info.id, request: { params: series.params } },
    );
    const letter = sequenceLetter(info);
    const asked = { curves, letter, range: RANGE, points: POINTS, sizes: letters(view.at) };
    this.growth.ask(asked, chosen);
  }

  #askRoofline({ at }: Pick<View, 'at'>) {
    const curves = DECODERS.map(({ variant }) => ({ variant }));
    this.roofline.ask({ curves, letter: 'n', range: RANGE, points: POINTS, sizes: letters(at) });
  }
}

/** What of a state its program depends on: not the numbers, but for optional inputs that are there. */
function program({ state, trace }: Good, info: VariantInfo) {
  const there = info.inputs.filter(({ name, optional }) => optional && state.inputs[name]);
  const inputs = Object.fromEntries(there.map(({ name }) => [name, nested(state.inputs[name])]));
  return { params: state.params, sizes: trace.sizes, inputs };
}

/** The sizes that stand for letters of a cost. */
const letters = (at: View['at']) =>
  Object.fromEntries(Object.entries(at).filter(([name]) => /^[a-zA-Z]$/.test(name)));

/** A run as long and as wide as was chosen; how many values a head has is the same in all. */
export const RUN = { tokens: 8, heads: 4, sets: 2, seed: 0 };
const HEAD = 2; // values

function decodeRequest(at: View['at']) {
  const { tokens, heads, sets, seed } = { ...RUN, ...at };
  const sizes = { i: tokens, d: heads * HEAD, h: heads, k: HEAD, v: HEAD };
  return { sizes, seed, params: { kv_heads: sets } };
}
