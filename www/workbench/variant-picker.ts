// The variants to choose from: a tree of families, the chosen one unfolded; on a narrow screen folded to one line.
import { html, LitElement, nothing } from 'lit';
import type { VariantInfo } from '../../pkg/attention_playground.js';
import { type Described, OWN } from '../state/own-program.ts';
import { base } from '../styles/base.ts';
import { picker } from '../styles/picker.ts';
import { thumbnail, thumbnailStyles } from '../tables/thumb-nail.ts';
import { act } from '../ui/action.ts';
import { treeMove } from '../ui/grid-navigation.ts';
import { property, state } from '../ui/property.ts';

/** One line of the tree: a family, or a variant with its id. */
interface Line {
  key: string;
  text: string;
  family: string;
  variant?: Described;
}

/** What stands for the programs that a person writes. */
const YOURS = { text: 'Your own', line: 'written in a few lines' };

const MOMENT = 600; // milliseconds between two letters of one word

/** One tab stop; arrows, Home, End, letters, Enter. */
export class VariantPicker extends LitElement {
  @property({ attribute: false }) variants: VariantInfo[] = [];
  @property({ attribute: false }) chosen = '';
  /** The program that is shown, where one is. */
  @property({ attribute: false }) own: Described | null = null;
  /** On a narrow screen: the list is shown. */
  @state() private open = false;
  /** The families whose variants are shown. */
  @state() private unfolded: Set<string> = new Set();
  /** The line that the keyboard is at. */
  @state() private at = '';

  static styles = [base, thumbnailStyles, picker];

  typed = { text: '', time: Number.NEGATIVE_INFINITY };

  willUpdate(changed: Map<string, unknown>) {
    if (!changed.has('chosen') && !changed.has('variants')) return;
    const family = this.#variant(this.chosen)?.family.title;
    if (family) this.unfolded = new Set([...this.unfolded, family]);
    this.at = this.chosen;
  }

  #variant = (id: string) => this.variants.find((variant) => variant.id === id);

  /** Every family with its variants, whether they are shown or not. */
  get #lines(): Line[] {
    const families = new Map(this.variants.map(({ family }) => [family.title, family]));
    return [...families.keys()]
      .flatMap((family) => [
        { key: family, text: family, family },
        ...this.variants
          .filter((variant) => variant.family.title === family)
          .map((variant) => ({ key: variant.id, text: variant.name, family, variant })),
      ])
      .concat({ key: OWN, text: YOURS.text, family: OWN });
  }

  get #shown() {
    return this.#lines.filter(({ variant, family }) => !variant || this.unfolded.has(family));
  }

  render() {
    const chosen = this.chosen === OWN ? this.own : this.#variant(this.chosen);
    const shown = this.#shown;
    const stop = shown.some(({ key }) => key === this.at) ? this.at : shown[0]?.key;
    return html`
      <p class="label heading" id="heading">Variants</p>
      ${chosen ? this.#folded(chosen) : nothing}
      <div
        class="list"
        role="tree"
        aria-labelledby="heading"
        data-open=${this.open}
        @keydown=${this.#key}
      >
        ${shown.map((line) => this.#line(line, line.key === stop ? 0 : -1))}
      </div>
    `;
  }

  #folded({ name, line, thumbnail: picture }: VariantInfo) {
    return html`<button
      class="folded"
      aria-expanded=${this.open}
      @click=${() => {
        this.open = !this.open;
      }}
    >
      ${thumbnail(picture)}
      <span class="words"><b>${name}</b> <span class="label">${line}</span></span>
      <span class="act">${this.open ? 'Close' : 'Change'}</span>
    </button>`;
  }

  /** @param stop its tabindex */
  #line({ key, family, variant }: Line, stop: number) {
    if (key === OWN) return this.#yours(stop);
    if (!variant) return this.#family(family, stop);
    return html`<div
      class="variant"
      role="treeitem"
      aria-level="2"
      aria-selected=${key === this.chosen}
      tabindex=${stop}
      data-key=${key}
      @click=${() => this.#pick(key)}
    >
      ${thumbnail(variant.thumbnail)}
      <span class="words"><span class="name">${variant.name}</span> <span class="label">${variant.line}</span></span>
    </div>`;
  }

  #yours(stop: number) {
    const title = this.chosen === OWN && this.own ? this.own.title : '';
    return html`<div
      class="family"
      role="treeitem"
      aria-level="1"
      aria-selected=${this.chosen === OWN}
      tabindex=${stop}
      data-key=${OWN}
      @click=${() => this.#pick(OWN)}
    >
      <span class="sign"></span>
      <span class="words"><span class="name">${YOURS.text}</span> <span class="label">${title && title !== YOURS.text ? title : YOURS.line}</span></span>
    </div>`;
  }

  #family(title: string, stop: number) {
    const line = this.variants.find(({ family }) => family.title === title)?.family.line;
    return html`<div
      class="family"
      role="treeitem"
      aria-level="1"
      aria-selected="false"
      aria-expanded=${this.unfolded.has(title)}
      tabindex=${stop}
      data-key=${title}
      @click=${() => this.#toggle(title)}
    >
      <span class="sign" aria-hidden="true">${this.unfolded.has(title) ? '−' : '+'}</span>
      <span class="words"><span class="name">${title}</span> <span class="label">${line}</span></span>
    </div>`;
  }

  #toggle(family: string, unfold: boolean = !this.unfolded.has(family)) {
    const others = [...this.unfolded].filter((title) => title !== family);
    this.unfolded = new Set(unfold ? [...others, family] : others);
    this.at = family;
  }

  #key(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const shown = this.#shown;
    const at = shown.findIndex(({ key }) => key === this.at);
    const { key, variant, family } = shown[at] ?? shown[0];
    const isFamily = !variant && key !== OWN;
    const move = treeMove(event.key, { isFamily, unfolded: this.unfolded.has(family) });
    if (event.key === 'Enter' || event.key === ' ') {
      if (isFamily) this.#toggle(family);
      else this.#pick(key);
    } else if (move === 'fold' || move === 'unfold') this.#toggle(family, move === 'unfold');
    else if (move === 'parent') this.#go(family);
    else if (move !== undefined) {
      const last = shown.length - 1;
      const to = { first: 0, last, up: Math.max(0, at - 1), down: Math.min(last, at + 1) }[move];
      this.#go(shown[to].key);
    } else if (event.key.length === 1) this.#type(event.key, event.timeStamp);
    else return;
    event.preventDefault();
  }

  /** To the next line that begins with what was typed; its family unfolds. */
  #type(letter: string, time: number) {
    const goesOn = time - this.typed.time < MOMENT;
    const text = (goesOn ? this.typed.text : '') + letter.toLowerCase();
    this.typed = { text, time };
    const lines = this.#lines;
    const at = lines.findIndex(({ key }) => key === this.at);
    const from = at + (text.length > 1 ? 0 : 1); // a first letter leads on, the next ones narrow down
    const order = [...lines.slice(from), ...lines.slice(0, from)];
    const found = order.find((line) => line.text.toLowerCase().startsWith(text));
    if (!found) return;
    if (found.variant) this.unfolded = new Set([...this.unfolded, found.family]);
    this.#go(found.key);
  }

  async #go(key: string) {
    this.at = key;
    await this.updateComplete;
    const line = this.renderRoot.querySelector(`[data-key="${key}"]`);
    if (line instanceof HTMLElement) line.focus();
  }

  async #pick(id: string) {
    this.at = id;
    if (id === OWN) act(this, 'program-open', null);
    else act(this, 'variant-pick', id);
    if (!this.open) return;
    this.open = false;
    if (id !== OWN) await this.focusFirst();
  }

  /** Where one comes to a variant: the list, or on a narrow screen the line that it is folded into. */
  async focusFirst() {
    await this.updateComplete;
    const places = this.renderRoot.querySelectorAll<HTMLElement>('.folded, [tabindex="0"]');
    [...places].find((place) => place.checkVisibility())?.focus();
  }
}

customElements.define('variant-picker', VariantPicker);

declare global {
  interface Actions {
    'variant-pick': string;
  }
  interface HTMLElementTagNameMap {
    'variant-picker': VariantPicker;
  }
}
