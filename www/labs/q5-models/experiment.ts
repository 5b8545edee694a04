// An experiment of the lab: a model with texts to try, whose settings stand in the lab's address under a letter of their own.
import { html, nothing } from 'lit';
import { site } from '../../lib/base-url.ts';
import type { Library } from '../../models/library.ts';
import '../../models/model-explorer.ts';
import type { PartName } from '../../models/model-explorer.ts';
import { modelStatus } from '../../models/model-status.ts';
import { type Shipped, shipped, shippedOf } from '../../models/shipped.ts';
import { type ViewState, viewSchema, viewState } from '../../models/view-state.ts';
import type { Settings } from '../../state/url/lab-codec.ts';
import type { UrlSchema } from '../../state/url/url-schema.ts';
import { handles } from '../../ui/action.ts';
import type { LabElement } from '../parts/lab-element.ts';

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
}

const named = (letter: string, name: string) => `${letter}_${name}`;

/** What an address may say of an experiment. */
export const experimentSchema = (letter: string): UrlSchema =>
  Object.fromEntries(Object.entries(viewSchema).map(([name, test]) => [named(letter, name), test]));

const settingsOf = (settings: Settings, letter: string): Settings =>
  Object.fromEntries(
    Object.entries(settings)
      .filter(([name]) => name.startsWith(`${letter}_`))
      .map(([name, value]) => [name.slice(letter.length + 1), value]),
  );

/** As the settings of the experiment of a part. */
export const prefixed = (change: Record<string, string | null>, letter: string) =>
  Object.fromEntries(Object.entries(change).map(([name, value]) => [named(letter, name), value]));

/** What is looked at in an experiment. */
export const looked = ({ settings }: LabElement, { letter, start, texts }: Experiment) =>
  viewState(settingsOf(settings, letter), { ...texts[0], ...start });

/** The name of its model: where none of its family ships, the first that does, and that is said. */
export const modelOf = ({ family }: Experiment) => (shippedOf(family) ?? shipped[0])?.id ?? null;

export function experiment(lab: LabElement, library: Library, about: Experiment) {
  const model = modelOf(about);
  const { letter, family, start, texts, parts = [] } = about;
  const settings = settingsOf(lab.settings, letter);
  const shown = looked(lab, about);
  if (!model) return nothing;
  return html`${
    shippedOf(family)
      ? nothing
      : html`<p class="text">
          No BERT ships with this page, so what follows is ${model}. Open a BERT of your own, or one of
          the Hub, on <a href="${site}models.html">the models’ page</a>.
        </p>`
  }
  <div
    class="experiment"
    data-part=${letter}
    @action=${handles({ 'view-set': (change) => lab.set(prefixed(change, letter)) })}
  >
    <p class="presets">
      <span class="label">Texts of the sheet:</span>
      ${texts.map(
        ({ text, second = '' }) => html`<button
          class="act"
          aria-pressed=${text === shown.text && second === shown.second}
          @click=${() =>
            lab.set(
              prefixed(
                { text, second: second || null, locked: null, side: null, key: null, at: null },
                letter,
              ),
            )}
        >${text}${second ? ` + ${second}` : ''}</button>`,
      )}
    </p>
    ${modelStatus(library.of(model), () => {
      library.forget(model);
      library.openShipped(model);
    })}
    ${
      library.info(model)
        ? html`<model-explorer
            .library=${library}
            .model=${model}
            .settings=${settings}
            .start=${{ ...texts[0], ...start }}
            .parts=${parts}
            .slot=${letter}
          ></model-explorer>`
        : nothing
    }
  </div>`;
}
