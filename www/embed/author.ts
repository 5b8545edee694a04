// What an author says, as a workbench follows it: which variants, with which inputs, and what stays.
import type { Trace, VariantInfo } from '../../pkg/attention_playground.js';
import type { Engine } from '../core/engine.ts';
import { exampleOf, type State } from '../state/edits.ts';
import { brokenLock, lockOf, withLocked } from './lock.ts';
import { Nobody } from './nobody.ts';
import { Predictions } from './predictions.ts';
import { knownWords, type Read, unknownName } from './read-settings.ts';
import { Refused } from './refused.ts';
import { shownParts } from './schema.ts';
import { withInput } from './with-input.ts';

export class Author extends Nobody {
  #given: Read['others'];
  /** Whether a state that is found was chosen by the author too: an attribute beside others. */
  #isOwnState: boolean;

  constructor({ settings, others, remarks }: Read, { ownState = false } = {}) {
    super();
    this.settings = settings;
    this.predictions = new Predictions(settings);
    this.remarks = [...remarks];
    this.#given = others;
    this.#isOwnState = ownState;
  }

  /** Whether it is to be low: on a slide, or in a column of text. */
  get dense() {
    const { compact, step, show } = this.settings;
    return compact === true || (step !== undefined && !show);
  }

  get parts() {
    return shownParts(this.settings);
  }

  /** The variants to choose from. */
  offered(all: VariantInfo[]) {
    const { variants, variant } = this.settings;
    if (!variants || all.length === 0) return all;
    const ids = all.map(({ id }) => id);
    const asked =
      variant === undefined || variants.includes(variant) ? variants : [variant, ...variants];
    const { words, remarks } = knownWords('The playground', asked, ids);
    this.remarks.push(...remarks);
    const offered = words.flatMap((id) => all.find((one) => one.id === id) ?? []);
    return offered.length > 0 ? offered : all;
  }

  /**
   * The state to open with: the author's inputs, unless a link gives others; what is locked is the
   * author's in any case.
   */
  async opened(engine: Engine, found: State, variants: VariantInfo[], linked: boolean) {
    const info = variants.find(({ id }) => id === found.variant);
    if (!info) return found;
    const { names, remarks } = lockOf(this.settings, info);
    this.locked = names;
    this.remarks.push(...remarks);
    if (this.#given.length === 0) {
      const isLinked = linked && !this.#isOwnState;
      return isLinked && names.size > 0 ? withLocked(found, exampleOf(info), names) : found;
    }
    const own = await this.#withInputs(engine, found, info, variants);
    return linked && !this.#isOwnState ? withLocked(found, own, names) : own;
  }

  async #withInputs(engine: Engine, found: State, info: VariantInfo, variants: VariantInfo[]) {
    let own = found;
    const everywhere = variants.flatMap(({ inputs }) => inputs.map(({ name }) => name));
    for (const [name, text] of this.#given) {
      const isInput = everywhere.includes(name);
      try {
        if (isInput) own = await withInput(engine, own, info, name, text);
        else this.remarks.push(unknownName('playground', name, everywhere));
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        this.remarks.push(error.message);
      }
    }
    return own;
  }

  /** The steps that are named, of the first result: what is nearly one is taken for it. */
  resolveSteps({ steps }: Trace, { title }: VariantInfo) {
    const ids = steps.filter(({ op }) => op !== 'input').map(({ id }) => id);
    for (const name of ['step', 'of'] as const) {
      const asked = this.settings[name];
      if (!asked) continue;
      const { words, remarks } = knownWords(title, asked, ids);
      this.remarks.push(...remarks);
      this.settings[name] = words.length > 0 ? words : undefined;
    }
  }

  /** Another variant is shown. */
  follow(info: VariantInfo) {
    this.locked = lockOf(this.settings, info).names;
  }

  kept(next: State, before: State) {
    return withLocked(next, before, this.locked);
  }

  /** Why an edit may not be made, in words, or nothing. */
  refusal(before: State, after: State) {
    const name = this.locked.size > 0 ? brokenLock(before, after, this.locked) : undefined;
    return name === undefined ? '' : `${name} is locked here, and stays as it is.`;
  }
}
