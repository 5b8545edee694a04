// What is looked at in an experiment of the lab: its settings stand in the lab's address under a letter of their own.
import type { PartName } from '../../models/explorer-questions.ts';
import { type Shipped, shipped, shippedOf } from '../../models/shipped.ts';
import { type ViewState, viewSchema, viewState } from '../../models/view-state.ts';
import type { Settings } from '../../state/url/lab-codec.ts';
import type { UrlSchema } from '../../state/url/url-schema.ts';

export interface Texts {
  text: string;
  second?: string;
}

export interface Experiment {
  /** of the part, such as "a" */
  letter: string;
  family: Shipped['family'];
  start: Partial<ViewState>;
  /** Texts of the sheet. */
  texts: Texts[];
  parts?: readonly PartName[];
  /** Whether its text is one's own to choose. */
  own?: boolean;
  /** The claims about heads of its model, which captions would give away. */
  claims: readonly string[];
}

const named = (letter: string, name: string) => `${letter}_${name}`;

/** What an address may say of an experiment. */
export const experimentSchema = (letter: string): UrlSchema =>
  Object.fromEntries(Object.entries(viewSchema).map(([name, test]) => [named(letter, name), test]));

/** Of the settings of the lab those of an experiment, by its own names. */
export const settingsOf = (settings: Settings, letter: string): Settings =>
  Object.fromEntries(
    Object.entries(settings)
      .filter(([name]) => name.startsWith(`${letter}_`))
      .map(([name, value]) => [name.slice(letter.length + 1), value]),
  );

/** As the settings of the experiment of a part. */
export const prefixed = (change: Record<string, string | null>, letter: string) =>
  Object.fromEntries(Object.entries(change).map(([name, value]) => [named(letter, name), value]));

/** @param settings of the lab */
export const looked = (settings: Settings, { letter, start, texts }: Experiment) =>
  viewState(settingsOf(settings, letter), { ...texts[0], ...start });

/** The name of its model: where none of its family ships, the first that does, and that is said. */
export const modelOf = ({ family }: Experiment) => (shippedOf(family) ?? shipped[0])?.id ?? null;
