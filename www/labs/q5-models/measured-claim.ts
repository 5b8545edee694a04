// A claim about a head, "it attends to the token before", judged by what was measured.
import { css, html, nothing } from 'lit';
import type { PatternName } from '../../models/protocol.ts';
import { attended, PATTERN_NAMES } from '../../models/view-state.ts';
import { base } from '../../styles/base.ts';
import { property } from '../../ui/property.ts';
import { type Verdict, verdictStyles, verdictText } from '../parts/answer-feedback.ts';
import { CheckedAnswer } from '../parts/checked-answer.ts';
import '../parts/hint-rungs.ts';
import { labStyles } from '../parts/lab-styles.ts';
import { type Claim, readClaim, writeClaim } from './claims.ts';

export class MeasuredClaim extends CheckedAnswer {
  /** How many there are to choose from; none until the model is there. */
  @property({ attribute: false }) sizes = { layers: 0, heads: 0 };
  @property({ attribute: false }) patterns: PatternName[] = PATTERN_NAMES;
  /** Says what a claim is worth. */
  @property({ attribute: false }) check: (claim: Claim) => Promise<Verdict> = async () => ({
    right: false,
    message: '',
  });

  static styles = [
    base,
    labStyles,
    verdictStyles,
    css`
      form {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem 0.75rem;
        align-items: baseline;
        margin-top: 0.25rem;
      }
      select {
        max-width: 100%;
        background: var(--paper);
      }
      hint-rungs {
        margin-top: 0.375rem;
      }
    `,
  ];

  protected get ready() {
    return this.sizes.heads > 0;
  }

  protected judge() {
    return this.check(this.claim);
  }

  get claim(): Claim {
    return readClaim(this.value) ?? { head: [0, 0], pattern: this.patterns[0] };
  }

  render() {
    const { verdict, claim, sizes } = this;
    const count = (length: number) => Array.from({ length }, (_, at) => at);
    const [layer, head] = claim.head;
    const number = (value: number, chosen: number) =>
      html`<option value=${value} ?selected=${value === chosen}>${value}</option>`;
    const chosen = (event: Event) => (event.target as HTMLSelectElement).value;
    return html`
      <p class="question">${this.label}</p>
      <form @submit=${this.#submit}>
        <label>Layer
          <select @change=${(event: Event) => this.#set({ ...claim, head: [Number(chosen(event)), head] })}>
            ${count(sizes.layers).map((value) => number(value, layer))}
          </select>
        </label>
        <label>head
          <select @change=${(event: Event) => this.#set({ ...claim, head: [layer, Number(chosen(event))] })}>
            ${count(sizes.heads).map((value) => number(value, head))}
          </select>
        </label>
        <label>attends to
          <select @change=${(event: Event) => this.#set({ ...claim, pattern: chosen(event) as PatternName })}>
            ${this.patterns.map((name) => html`<option value=${name} ?selected=${name === claim.pattern}>${attended(name)}</option>`)}
          </select>
        </label>
        <button class="button" ?disabled=${sizes.heads === 0}>Check</button>
      </form>
      <div aria-live="polite">${verdict ? verdictText(verdict) : nothing}</div>
      ${verdict?.right ? nothing : html`<hint-rungs .of=${this.name} .rungs=${this.hints} .hide=${this.hide}></hint-rungs>`}
    `;
  }

  #set(claim: Claim) {
    this.take(writeClaim(claim));
  }

  /** What stands in the fields as they came is a claim as well. */
  async #submit(event: Event) {
    event.preventDefault();
    if (!this.value) this.#set(this.claim);
    await this.updateComplete;
    await this.submit(event);
  }
}

customElements.define('measured-claim', MeasuredClaim);

declare global {
  interface HTMLElementTagNameMap {
    'measured-claim': MeasuredClaim;
  }
}
