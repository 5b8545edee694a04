// Where no author has said anything: all is shown, and nothing is locked or held back. What more there is
// comes when there is an author (www/embed/author.ts).
import type { Trace, VariantInfo } from '../../pkg/attention_playground.js';
import type { Engine } from '../core/engine.ts';
import type { State } from '../state/edits.ts';
import type { Predictions } from './predictions.ts';
import { PARTS, type Part, type Settings } from './schema.ts';

const NONE: ReadonlySet<string> = new Set();
const ALL: ReadonlySet<Part> = new Set(PARTS);

export class Nobody {
  settings: Settings = {};
  predictions: Predictions | null = null;
  /** What is to be said of what was written, a sentence each. */
  remarks: string[] = [];
  /** The names that are locked, of the variant that is shown. */
  locked: ReadonlySet<string> = NONE;

  /** Whether it is to be low: on a slide, or in a column of text. */
  get dense() {
    return false;
  }

  get parts(): ReadonlySet<Part> {
    return ALL;
  }

  /** The variants to choose from. */
  offered(all: VariantInfo[]) {
    return all;
  }

  /** The state to open with. @param linked whether a link gives it */
  async opened(_: Engine, found: State, _variants: VariantInfo[], _linked: boolean) {
    return found;
  }

  /** There was another author before. */
  after(_: Nobody) {}

  /** The steps that are named, of the first result: what is nearly one is taken for it. */
  resolveSteps(_: Trace, _info: VariantInfo) {}

  /** Another variant is shown. */
  follow(_: VariantInfo) {}

  /** Another state, with what is locked as it was. */
  kept(next: State, _before: State) {
    return next;
  }

  /** Why an edit may not be made, in words, or nothing. */
  refusal(_: State, _after: State) {
    return '';
  }
}
