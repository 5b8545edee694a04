// How a chosen logit changes with what one head computed: its gradients, table by table.
import { css, html, LitElement, nothing } from 'lit';
import type { HeadGradient, Prediction } from '../../pkg/attention_models.js';
import { base } from '../styles/base.ts';
import { act } from '../ui/action.ts';
import { property } from '../ui/property.ts';
import './tensor-map.ts';
import { headText, type ViewState } from './view-state.ts';
import { viewStyles } from './view-styles.ts';

const TABLES = ['scores', 'weights', 'q', 'k', 'v'] as const;

export class HeadGradients extends LitElement {
  @property({ attribute: false }) view!: ViewState;
  @property({ attribute: false }) texts: string[] = [];
  @property({ attribute: false }) gradients: HeadGradient | null = null;
  /** What can be chosen: tokens that are predicted. */
  @property({ attribute: false }) tokens: Prediction[] = [];
  @property({ attribute: false }) write: (token: string) => string = String;

  static styles = [
    base,
    viewStyles,
    css`
      .tables {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr));
        gap: 1.5rem 2rem;
      }
    `,
  ];

  get token() {
    const { view, tokens } = this;
    return tokens.find(({ id }) => id === view.of) ?? tokens[0];
  }

  render() {
    const { gradients, texts, view, tokens, token } = this;
    if (!token) return nothing;
    return html`
      <div class="fields">
        <label>
          The logit of
          <select @change=${({ target }: Event) => act(this, 'view-set', { of: (target as HTMLSelectElement).value })}>
            ${tokens.map(({ id, token: name }) => html`<option value=${id} ?selected=${id === token.id}>${this.write(name)}</option>`)}
          </select>
        </label>
        <span class="label">with respect to layer ${view.head[0]}, head ${view.head[1]}, all heads on</span>
      </div>
      ${
        gradients
          ? html`<div class="tables">
              ${TABLES.map(
                (name) => html`<tensor-map
                  .tensor=${gradients[name]}
                  .name=${`∂ logit / ∂ ${name} of head ${headText(view.head)}`}
                  .rows=${texts}
                  .columns=${gradients[name].axes[1] === 'j' ? texts : []}
                ></tensor-map>`,
              )}
            </div>
            <p class="note">
              Above 0: if this number grows, the logit grows. Exactly 0: the logit does not
              depend on this number, because its score is masked or nothing later reads its
              query.
            </p>`
          : html`<p class="label">Going back …</p>`
      }
    `;
  }
}

customElements.define('head-gradients', HeadGradients);

declare global {
  interface HTMLElementTagNameMap {
    'head-gradients': HeadGradients;
  }
}
