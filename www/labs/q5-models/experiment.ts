// An experiment of the lab: a model with texts to try.
import { html, nothing } from 'lit';
import { site } from '../../lib/base-url.ts';
import type { Library } from '../../models/library.ts';
import '../../models/model-explorer.ts';
import { modelStatus } from '../../models/model-status.ts';
import { shippedOf } from '../../models/shipped.ts';
import { handles } from '../../ui/action.ts';
import { gated, isOpen } from '../parts/gate.ts';
import type { LabElement } from '../parts/lab-element.ts';
import { type Experiment, looked, modelOf, prefixed, settingsOf } from './looked.ts';

export function experiment(lab: LabElement, library: Library, about: Experiment) {
  const model = modelOf(about);
  const { letter, family, start, texts, parts = [] } = about;
  const settings = settingsOf(lab.settings, letter);
  const shown = looked(lab.settings, about);
  const captions = {
    name: `captions_${letter}`,
    answers: [...about.claims],
    says: `What each head attends to is written under its map when your ${about.claims.length > 1 ? 'claims about these heads are' : 'claim about these heads is'} right.`,
  };
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
    ?data-own=${about.own}
    @action=${handles({ 'view-set': (change) => lab.set(prefixed(change, letter)) })}
  >
    <p class="presets">
      <span class="label">Texts:</span>
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
            ?untold=${!isOpen(lab, captions)}
          ></model-explorer>
          ${shown.view === 'model' ? gated(lab, captions, () => nothing) : nothing}`
        : nothing
    }
  </div>`;
}
