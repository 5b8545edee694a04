// The controls that go through the program step by step: back, on, play, and where one is.
import { css, html, LitElement, nothing } from 'lit';
import { base } from '../styles/base.ts';
import { button } from '../styles/button.ts';
import { act } from '../ui/action.ts';
import { property } from '../ui/property.ts';

export class StepControls extends LitElement {
  /** Counted from 0; −1 for nowhere. */
  @property({ attribute: false }) place = -1;
  @property({ attribute: false }) count = 0;
  @property({ attribute: false }) label = '';
  /** What becomes of the cell that a walk is at. */
  @property({ attribute: false }) sentence = '';
  @property({ attribute: false }) playing = false;
  /** Nothing may move by itself. */
  @property({ attribute: false }) still = false;

  static styles = [
    base,
    button,
    css`
      div,
      p {
        display: flex;
        align-items: baseline;
        gap: 0 1.25rem;
      }
      /* The name of a step is as long as it is: the buttons stay under the pointer all the same. */
      .place {
        flex: 1;
        justify-content: space-between;
        min-width: 0;
      }
      .where {
        overflow: hidden;
        font-size: 0.875rem;
        line-height: 1.5rem;
        text-overflow: ellipsis;
        white-space: nowrap;
        color: var(--ink2);
      }
      .where b {
        color: var(--ink);
      }
      .act {
        flex: none;
      }
      .play {
        min-width: 4.5rem; /* of "Pause" */
        text-align: center;
      }
      .sentence {
        display: block;
        font-size: 0.9375rem;
        line-height: 1.375rem;
        color: var(--ink);
      }
      @container (max-width: 56.25rem) {
        .act {
          min-height: 2.125rem;
        }
      }
      @container (max-width: 37.5rem) {
        div {
          flex-wrap: wrap;
        }
        .place {
          flex-basis: 100%;
        }
      }
    `,
  ];

  render() {
    const { place, count, label, playing } = this;
    const stepping = place >= 0;
    return html`<div role="group" aria-label="Step through the program">
      ${
        stepping
          ? html`<p class="place">
              <span class="where">Step ${place + 1} of ${count}: <b>${label}</b></span>
              <button class="act" @click=${() => act(this, 'step-through', 'end')}>All steps</button>
            </p>`
          : nothing
      }
      <button
        class="act"
        aria-keyshortcuts="Alt+PageUp"
        ?disabled=${place <= 0}
        @click=${() => act(this, 'step-through', 'back')}
      >Back</button>
      <button
        class="act"
        aria-keyshortcuts="Alt+PageDown"
        ?disabled=${place === count - 1}
        @click=${() => act(this, 'step-through', 'on')}
      >Next step</button>
      ${
        this.still
          ? nothing
          : html`<button class="button play" @click=${() => act(this, 'step-through', playing ? 'pause' : 'play')}>${playing ? 'Pause' : 'Play'}</button>`
      }
    </div>
    ${stepping && this.sentence ? html`<p class="sentence">${this.sentence}</p>` : nothing}`;
  }
}

customElements.define('step-controls', StepControls);

declare global {
  interface Actions {
    'step-through': 'back' | 'on' | 'play' | 'pause' | 'end';
  }
  interface HTMLElementTagNameMap {
    'step-controls': StepControls;
  }
}
