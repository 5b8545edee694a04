// What every answer with a Check is: its text, what was said of it, and that again where it is brought back.
import { LitElement, type PropertyValues } from 'lit';
import { outcomeOf } from '../../core/errors.ts';
import { act } from '../../ui/action.ts';
import { property, state } from '../../ui/property.ts';
import { unreadable, type Verdict } from './answer-feedback.ts';
import { wasChecked } from './lab-element.ts';

export abstract class CheckedAnswer extends LitElement {
  /** The setting that the lab keeps it as. */
  @property({ type: String }) name = '';
  @property({ type: String }) label = '';
  @property({ attribute: false }) value = '';
  /** Hints about the question. */
  @property({ attribute: false }) hints: unknown[] = [];
  /** Without the hint that says the answer. */
  @property({ type: Boolean }) hide = false;
  @state() protected verdict: Verdict | null = null;
  /** Check was pressed before anything stood there. */
  @state() protected early = false;

  /** What stands there is worth this. */
  protected abstract judge(): Verdict | Promise<Verdict>;

  /** Whether it can be judged already. */
  protected get ready() {
    return true;
  }

  /** What was typed or chosen here last: it is said to be checked by Check alone. */
  #own: string | null = null;
  /** An address, or Back, has brought an answer that is not judged yet. */
  #isBrought = false;

  /** Another text, or another question: what was said is not about it. */
  willUpdate(changed: PropertyValues) {
    if (changed.has('value') || changed.has('label')) {
      this.verdict = null;
      this.early = false;
    }
    if (changed.has('value')) this.#isBrought = this.value !== this.#own;
    if (!this.#isBrought || !this.ready) return;
    this.#isBrought = false;
    this.recall();
  }

  /** What was said of an answer that was checked before is said again; nothing has happened. */
  async recall() {
    if (this.value.trim() === '' || !this.ready || !wasChecked(this, this.name)) return;
    const verdict = await this.#judged();
    if (!verdict || verdict.unread) return;
    this.verdict = verdict;
    act(this, 'answer-recalled', { answer: this.name, right: verdict.right });
  }

  /** What the answer is worth; null where another one stands there by now. */
  async #judged(): Promise<Verdict | null> {
    const { value, label } = this;
    const answer = await outcomeOf((async () => this.judge())());
    if (!answer || value !== this.value || label !== this.label) return null;
    return answer.error ? unreadable(answer.error) : answer.value;
  }

  /** A person has typed or chosen it. */
  protected take(value: string) {
    this.value = this.#own = value;
    act(this, 'lab-set', { [this.name]: value || null });
  }

  protected submit = async (event: Event) => {
    event.preventDefault();
    this.early = this.value.trim() === '';
    if (this.early) return;
    const verdict = await this.#judged();
    if (!verdict) return;
    this.verdict = verdict;
    const { name: answer } = this;
    if (verdict.unread) act(this, 'answer-unread', { answer });
    else act(this, 'answer-judged', { answer, right: verdict.right });
  };
}

declare global {
  interface Actions {
    /** An answer was checked. */
    'answer-judged': { answer: string; right: boolean };
    /** An answer could not be read. */
    'answer-unread': { answer: string };
    /** An answer that was checked before was judged again, which is nothing that a person did. */
    'answer-recalled': { answer: string; right: boolean };
  }
}
