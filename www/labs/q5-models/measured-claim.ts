// A claim about a head, "it attends to the token before", judged by what was measured.
import { css, html, LitElement, nothing } from 'lit';
import { outcomeOf } from '../../core/errors.ts';
import type { PatternName } from '../../models/protocol.ts';
import { attended, PATTERN_NAMES } from '../../models/view-state.ts';
import { base } from '../../styles/base.ts';
import { act } from '../../ui/action.ts';
import { property, state } from '../../ui/property.ts';
import { unreadable, type Verdict, verdictStyles, verdictText } from '../parts/answer-feedback.ts';
import '../parts/hint-rungs.ts';
import { wasChecked } from '../parts/lab-element.ts';
import { labStyles } from '../parts/lab-styles.ts';
import { type Claim, readClaim, writeClaim } from './claims.ts';

export class MeasuredClaim extends LitElement {
  /** The setting that the lab keeps it as. */
  @property({ type: String }) name = '';
  @property({ type: String }) label = '';
  @property({ attribute: false }) value = '';
  /** How many there are to choose from; none until the model is there. */
  @property({ attribute: false }) sizes = { layers: 0, heads: 0 };
  @property({ attribute: false }) patterns: PatternName[] = PATTERN_NAMES;
  /** Says what a claim is worth. */
  @property({ attribute: false }) check: (claim: Claim) => Promise<Verdict> = async () => ({
    right: false,
    message: '',
  });
  @property({ attribute: false }) hints: unknown[] = [];
  @property({ type: Boolean }) hide = false;
  @state() private verdict: Verdict | null = null;

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

  /** Chosen, or brought by Back: what was said is about another claim. */
  willUpdate(changed: Map<string, unknown>) {
    if (changed.has('value')) {
      this.verdict = null;
      this.#isBrought = this.value !== this.#own && this.value !== '';
    }
    if (!this.#isBrought || this.sizes.heads === 0) return;
    this.#isBrought = false;
    this.recall();
  }

  /** What was chosen here last. */
  #own: string | null = null;
  /** An address has brought a claim, which the model has not judged yet. */
  #isBrought = false;

  /** What was said of a claim that was checked before is said again; nothing has happened. */
  async recall() {
    if (this.value === '' || this.sizes.heads === 0 || !wasChecked(this, this.name)) return;
    const verdict = await this.#judged(this.claim);
    if (!verdict) return;
    this.verdict = verdict;
    if (!verdict.unread) act(this, 'answer-recalled', { answer: this.name, right: verdict.right });
  }

  /** What a claim is worth; null where another one stands there by now. */
  async #judged(claim: Claim): Promise<Verdict | null> {
    const outcome = await outcomeOf(this.check(claim));
    if (!outcome || writeClaim(claim) !== writeClaim(this.claim)) return null;
    return outcome.error ? unreadable(outcome.error) : outcome.value;
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
    this.value = this.#own = writeClaim(claim);
    act(this, 'lab-set', { [this.name]: this.value });
  }

  async #submit(event: Event) {
    event.preventDefault();
    const { claim, name } = this;
    if (!this.value) this.#set(claim);
    await this.updateComplete;
    const verdict = await this.#judged(claim);
    if (!verdict) return;
    this.verdict = verdict;
    if (verdict.unread) act(this, 'answer-unread', { answer: name });
    else act(this, 'answer-judged', { answer: name, right: verdict.right });
  }
}

customElements.define('measured-claim', MeasuredClaim);

declare global {
  interface HTMLElementTagNameMap {
    'measured-claim': MeasuredClaim;
  }
}
