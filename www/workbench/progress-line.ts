// One quiet line while something takes its time: what it is, for how long, and the way out of it.
import { css, html, LitElement, nothing } from 'lit';
import { base } from '../styles/base.ts';
import { act } from '../ui/action.ts';
import { property, state } from '../ui/property.ts';

/** What the core does, by the name of its function. */
const DOES: Record<string, string> = {
  runVariant: 'Computing the steps',
  explainCell: 'Writing out the arithmetic',
  costOf: 'Counting the cost',
  codeFor: 'Writing the program',
  parseMatrix: 'Reading what was pasted',
};

const WORTH_COUNTING = 2; // seconds

/** It lies over the foot of what is seen, so that nothing moves when it comes and goes. */
export class ProgressLine extends LitElement {
  @property({ attribute: false }) working: { fn: string; waits: boolean } | null = null;
  @state() private seconds = 0;

  static styles = [
    base,
    css`
      :host {
        position: sticky;
        bottom: 0;
        z-index: 10;
        height: 0;
      }
      .line {
        position: absolute;
        right: 0;
        bottom: 0;
        display: flex;
        align-items: baseline;
        gap: 0.75rem;
        padding: 0.375rem 0.75rem;
        border-top: 2px solid var(--ink);
        background: var(--paper);
      }
    `,
  ];

  since = 0;
  clock?: ReturnType<typeof setInterval>;

  willUpdate(changed: Map<string, unknown>) {
    if (!changed.has('working') || !!changed.get('working') === !!this.working) return;
    this.seconds = 0;
    this.since = performance.now();
    clearInterval(this.clock);
    const count = () => {
      this.seconds = Math.round((performance.now() - this.since) / 1000);
    };
    if (this.working) this.clock = setInterval(count, 1000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.clock);
  }

  render() {
    const { working, seconds } = this;
    // The region is there before there is anything to say, or it would not be heard.
    return html`<div class=${working ? 'line label' : ''}>
      <p aria-live="polite">${working ? this.#words(working) : nothing}</p>
      ${working && seconds >= WORTH_COUNTING ? html`<p aria-hidden="true">${seconds} s</p>` : nothing}
      ${working ? html`<button class="act" @click=${this.#cancel}>Cancel</button>` : nothing}
    </div>`;
  }

  #words({ fn, waits }: { fn: string; waits: boolean }) {
    return waits ? 'Waiting for another example on this page …' : `${DOES[fn] ?? 'Computing'} …`;
  }

  #cancel() {
    act(this, 'work-cancel');
  }
}

customElements.define('progress-line', ProgressLine);

declare global {
  interface Actions {
    'work-cancel': undefined;
  }
  interface HTMLElementTagNameMap {
    'progress-line': ProgressLine;
  }
}
