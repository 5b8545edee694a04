// What the plots show: questions to the core that are asked again only when something in them changed.
import { CoreError, Superseded } from '../../core/engine.js';
import { drawn, ownSeries, sequenceLetter } from '../curve-choices.js';
import { nested } from '../text-tensor.js';

/** @typedef {import('../results.js').Good} Good */
/** @typedef {import('../edits.js').View} View */
/** @typedef {import('../edits.js').VariantInfo} VariantInfo */
/** @typedef {import('../../../pkg/attention_playground.js').CostCurves} CostCurves */
/** @typedef {import('../../../pkg/attention_playground.js').DecodeRun} DecodeRun */
/** @typedef {import('../curve-choices.js').Series} Series */

/** From a short paragraph to a long book, four sizes to an octave. */
const RANGE = /** @type {[number, number]} */ ([16, 131_072]);
const POINTS = 53;
/** The three of homework 4, from the largest cache to the smallest. */
export const DECODERS = ['multi-head-decode', 'grouped-query-decode', 'multi-query-decode'];

/** Decoding is shown where there is a cache, and where one would be. @param {VariantInfo} info */
export const decodes = ({ id }) => DECODERS.includes(id) || id === 'multi-head';

/** One question to the core, with its last answer. @template T */
class Question {
  /** @type {T | null} */
  answer = null;
  /** What it is about, in the words of who asked: it changes with the answer, and not before. @type {any} */
  about = null;
  /** Why there is none, where the core says so. */
  remark = '';
  #key = '';

  /** @param {import('../../core/engine.js').Engine} engine @param {string} lane @param {string} fn @param {() => void} changed */
  constructor(engine, lane, fn, changed) {
    this.ask = async (/** @type {unknown} */ request, /** @type {unknown} */ about = null) => {
      const key = JSON.stringify(request);
      if (key === this.#key) return;
      this.#key = key;
      try {
        const answer = await engine.call(lane, fn, request);
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
  /** The curves that are chosen. @type {Series[]} */
  chosen = [];

  /** @param {import('../../core/engine.js').Engine} engine */
  constructor(engine) {
    super();
    const changed = () => this.dispatchEvent(new Event('change'));
    /** @type {Question<CostCurves>} */
    this.growth = new Question(engine, 'growth', 'costCurves', changed);
    /** @type {Question<CostCurves>} */
    this.roofline = new Question(engine, 'roofline', 'costCurves', changed);
    /** @type {Question<DecodeRun>} */
    this.decoding = new Question(engine, 'decoding', 'decodeRun', changed);
  }

  /** @param {Good | null} good @param {View} view @param {VariantInfo[]} variants */
  want(good, view, variants) {
    const info = variants.find(({ id }) => id === good?.state.variant);
    if (!good || !info) return;
    if (view.growth) this.#askGrowth(good, info, view, variants);
    else this.growth.close();
    if (decodes(info)) this.wantDecoders(view);
  }

  /** What depends on no state. @param {Pick<View, 'roofline' | 'decoding' | 'at'>} view */
  wantDecoders(view) {
    if (view.roofline) this.#askRoofline(view);
    else this.roofline.close();
    if (view.decoding) this.decoding.ask(decodeRequest(view.at));
    else this.decoding.close();
  }

  /** @param {Good} good @param {VariantInfo} info @param {View} view @param {VariantInfo[]} variants */
  #askGrowth(good, info, view, variants) {
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

  /** @param {Pick<View, 'at'>} view */
  #askRoofline({ at }) {
    const curves = DECODERS.map((variant) => ({ variant }));
    this.roofline.ask({ curves, letter: 'n', range: RANGE, points: POINTS, sizes: letters(at) });
  }
}

/** What of a state its program depends on: not the numbers, but for optional inputs that are there. @param {Good} good @param {VariantInfo} info */
function program({ state, trace }, info) {
  const there = info.inputs.filter(({ name, optional }) => optional && state.inputs[name]);
  const inputs = Object.fromEntries(there.map(({ name }) => [name, nested(state.inputs[name])]));
  return { params: state.params, sizes: trace.sizes, inputs };
}

/** The sizes that stand for letters of a cost. @param {View['at']} at */
const letters = (at) =>
  Object.fromEntries(Object.entries(at).filter(([name]) => /^[a-zA-Z]$/.test(name)));

/** A run as long and as wide as was chosen; how many values a head has is the same in all. */
export const RUN = { tokens: 8, heads: 4, sets: 2, seed: 0 };
const HEAD = 2; // values

/** @param {View['at']} at */
function decodeRequest(at) {
  const { tokens, heads, sets, seed } = { ...RUN, ...at };
  const sizes = { i: tokens, d: heads * HEAD, h: heads, k: HEAD, v: HEAD };
  return { sizes, seed, params: { kv_heads: sets } };
}

/** Each is shared evenly by the next: the width by the heads, the heads by the sets of keys. */
const SHARES = ['d', 'h', 'g'];

/**
 * A size that was chosen, and those that have to follow it so that every share is at least 1.
 * @param {CostCurves['sizes']} sizes @param {{letter: string, size: number}} chosen
 */
export function withShares(sizes, { letter, size }) {
  const changed = { [letter]: size };
  const place = SHARES.indexOf(letter);
  for (const other of place < 0 ? [] : sizes) {
    const at = SHARES.indexOf(other.letter);
    const [whole, share] = at < place ? [other.size, size] : [size, other.size];
    if (at >= 0 && at !== place && whole < share) changed[other.letter] = size;
  }
  return changed;
}

/** The place among rising sizes that is nearest to one. @param {ArrayLike<number>} sizes @param {number} size */
export function nearest(sizes, size) {
  let best = 0;
  for (let at = 1; at < sizes.length; at += 1)
    if (Math.abs(Math.log(sizes[at] / size)) < Math.abs(Math.log(sizes[best] / size))) best = at;
  return best;
}
