// What an author says, as a workbench follows it: which variants, with which inputs, and what stays.
import type { Trace, VariantInfo } from '../../pkg/attention_playground.js';
import type { Engine } from '../core/engine.ts';
import { outcomeOf } from '../core/errors.ts';
import { exampleOf, type State, writeProgram } from '../state/edits.ts';
import { infoOf, programIn } from '../state/own-program.ts';
import { brokenLock, lockOf, withLocked } from './lock.ts';
import { Nobody } from './nobody.ts';
import { Predictions } from './predictions.ts';
import { knownWords, type Read, unknownName } from './read-settings.ts';
import { Refused } from './refused.ts';
import { shownParts } from './schema.ts';
import { withInput } from './with-input.ts';

export class Author extends Nobody {
  #given: Read['others'];
  /** The text of a program that it opens with. */
  #program?: string;
  /** Whether a state that is found was chosen by the author too: an attribute beside others. */
  #isOwnState: boolean;

  constructor({ settings, others, remarks }: Read, { ownState = false } = {}) {
    super();
    this.settings = settings;
    this.predictions = new Predictions(settings);
    this.remarks = [...remarks];
    this.#given = others;
    this.#program = settings.program;
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
   * The state to open with: the author's program and inputs, unless a link gives others; what is locked
   * is the author's in any case.
   */
  async opened(engine: Engine, found: State, variants: VariantInfo[], linked: boolean) {
    const isLinked = linked && !this.#isOwnState;
    const start = this.#program === undefined ? found : withProgram(found, this.#program);
    const info = await this.#described(engine, start, variants);
    if (!info) {
      this.#sayUntaken();
      return isLinked ? found : start;
    }
    const { names, remarks } = lockOf(this.settings, info);
    this.locked = names;
    this.remarks.push(...remarks);
    if (this.#given.length > 0) {
      const own = await this.#withInputs(engine, start, info, variants);
      return isLinked ? withLocked(found, own, names) : own;
    }
    if (!isLinked) return start;
    const [example] = info.examples;
    return example && names.size > 0 ? withLocked(found, exampleOf(info, example), names) : found;
  }

  /** Of an author before, what is said once more was followed then, and a person has gone on from it. */
  after(before: Nobody) {
    if (!(before instanceof Author)) return;
    if (before.#program === this.#program) this.#program = undefined;
    const said = new Map(before.#given);
    this.#given = this.#given.filter(([name, text]) => said.get(name) !== text);
  }

  /** A variant as the registry has it, a program as the core reads it; nothing where that is wrong. */
  async #described(engine: Engine, { variant }: State, variants: VariantInfo[]) {
    const program = programIn(variant);
    if (program === null) return infoOf(variants, variant);
    return (await outcomeOf(engine.call({}, 'describeProgram', program)))?.value;
  }

  /** What is wrong with the program stands with it. */
  #sayUntaken() {
    if (this.#given.length === 0) return;
    const names = new Intl.ListFormat('en').format(this.#given.map(([name]) => name));
    this.remarks.push(`The program cannot be read, so it is not given ${names}.`);
  }

  async #withInputs(engine: Engine, found: State, info: VariantInfo, variants: VariantInfo[]) {
    let own = found;
    const takes = [info, ...variants].flatMap(({ inputs }) => inputs.map(({ name }) => name));
    const everywhere = [...new Set(takes)];
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

/** A program in place of what is there: numbers of a program are kept, for it may take them too. */
const withProgram = (found: State, program: string): State => {
  const inputs = programIn(found.variant) === null ? {} : found.inputs;
  return { ...writeProgram({ ...found, inputs }, program), compare: null };
};
