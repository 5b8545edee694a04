// “Embed”: what an instructor chooses is shown as it will look, and copied as the text that the site takes.
import { css, html, LitElement, nothing } from 'lit';
import { meanings } from '../embed/meanings.ts';
import { PARTS, type Setting, settingsOf } from '../embed/schema.ts';
import { type Embed, frameAddress, hugoLayout, targets } from '../embed/snippets.ts';
import { copyText } from '../lib/clipboard.ts';
import { type State, setInputs } from '../state/edits.ts';
import { RandomValues } from '../state/queries/random-values.ts';
import { stateCodec } from '../state/url/codec.ts';
import { lasting } from '../state/url/mended-link.ts';
import { underBar } from '../styles/bar.ts';
import { base } from '../styles/base.ts';
import { button } from '../styles/button.ts';
import { act } from '../ui/action.ts';
import { property, state } from '../ui/property.ts';
import type { Workbench } from './workbench.ts';

/** What the state says, or what is no choice of a form. */
const UNASKED = ['variant', 'state', 'program', 'base', 'lang'];
const ASKED = settingsOf('playground').filter(({ name }) => !UNASKED.includes(name));
const TARGETS = targets(settingsOf('playground'));
const WIDTHS = [690, 390, 960]; // CSS pixels: a column of text, a phone, a wide page
const MOST = 500; // students
const SAID = 2000; // milliseconds

export class EmbedBuilder extends LitElement {
  @property({ attribute: false }) workbench!: Workbench;
  /** What was chosen, as attributes have it. */
  @state() private chosen: Record<string, string> = { compact: '' };
  @state() private target = TARGETS[0].id;
  @state() private width = WIDTHS[0];
  /** The seeds of the first and the last student. */
  @state() private seeds = { first: 1, count: 30 };
  /** What was just copied. */
  @state() private copied = '';
  @state() private refused = '';

  static styles = [
    base,
    underBar,
    button,
    css`
      .columns {
        display: grid;
        grid-template-columns: minmax(0, 20rem) minmax(0, 1fr);
        gap: 1rem 2.5rem;
        align-items: start;
      }
      @container (max-width: 56.25rem) {
        .columns {
          grid-template-columns: minmax(0, 1fr);
        }
      }
      form {
        display: grid;
        gap: 0.625rem;
        font-size: 0.9375rem;
        line-height: 1.375rem;
      }
      fieldset,
      details {
        min-width: 0;
      }
      legend,
      summary,
      .name {
        color: var(--ink);
      }
      summary {
        cursor: pointer;
      }
      .words {
        display: flex;
        flex-wrap: wrap;
        gap: 0 1rem;
      }
      label {
        display: inline-flex;
        gap: 0.375rem;
        align-items: baseline;
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        gap: 0.125rem 0.75rem;
        align-items: baseline;
      }
      select,
      input:not([type='checkbox'], [type='radio']) {
        min-height: 1.5rem;
        border-bottom: 1px solid var(--edge);
        color: var(--ink);
        background: none;
      }
      input[type='number'] {
        width: 4.5rem;
      }
      .label {
        font-size: 0.875rem;
        line-height: 1.25rem;
      }
      pre {
        max-height: 14rem;
        overflow: auto;
        margin: 0.5rem 0;
        padding: 0.5rem 0.75rem;
        background: var(--wash);
        border: 1px solid var(--rule);
        font: 0.8125rem/1.25rem var(--mono);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      .preview {
        max-width: 100%;
        max-height: 34rem;
        overflow: auto;
        border: 1px solid var(--rule);
      }
      .tabs {
        margin-top: 1rem;
      }
      .row + .row {
        margin-top: 0.5rem;
      }
      .row {
        margin-top: 1rem;
      }
    `,
  ];

  listening?: AbortController;

  connectedCallback() {
    super.connectedCallback();
    this.listening = new AbortController();
    const { signal } = this.listening;
    this.workbench.addEventListener('change', () => this.requestUpdate(), { signal });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.listening?.abort();
  }

  /** What the state of the page is embedded as. */
  get embed(): Embed {
    const { workbench, chosen } = this;
    const { store, info, site } = workbench;
    return {
      site,
      settings: chosen,
      state: store ? this.#textOf(store.state) : '',
      height: 'compact' in chosen || 'step' in chosen ? 600 : 900,
      title: chosen.caption || `Attention Playground: ${info?.title ?? ''}`,
    };
  }

  render() {
    const { embed, target, width } = this;
    const shown = TARGETS.find(({ id }) => id === target) ?? TARGETS[0];
    const text = shown.write(embed);
    return html`<section aria-labelledby="title">
      <h2 id="title">Embed</h2>
      <div class="columns">
        <form @submit=${(event: Event) => event.preventDefault()}>
          ${ASKED.map((setting) => this.#field(setting))}
        </form>
        <div>
          <fieldset class="line">
            <legend class="label">As it will look, in a page that is so wide</legend>
            ${WIDTHS.map(
              (one) => html`<label>
                <input type="radio" name="width" .checked=${one === width} @change=${() => this.#widen(one)} />
                ${one} px
              </label>`,
            )}
          </fieldset>
          <div class="preview" tabindex="0" role="region" aria-label="Preview">
            ${this.#preview(embed)}
          </div>
          <fieldset class="line tabs">
            <legend class="label">Copy as</legend>
            ${TARGETS.map(
              ({ id, title }) => html`<label>
                <input type="radio" name="target" value=${id} .checked=${id === target} @change=${() => this.#take(id)} />
                ${title}
              </label>`,
            )}
          </fieldset>
          <pre translate="no" tabindex="0" aria-label="The text to paste">${text}</pre>
          <p class="line">
            ${this.#copyButton('text', 'Copy', async () => text)}
            <span class="label">${shown.note}</span>
          </p>
          ${target === 'hugo' ? this.#hugo(embed) : nothing} ${this.#students()} ${this.#paper()}
          ${this.refused ? html`<p role="alert">${this.refused}</p>` : nothing}
        </div>
      </div>
    </section>`;
  }

  #widen(width: number) {
    this.width = width;
  }

  #take(id: string) {
    this.target = id;
  }

  /** Another element for other settings: what was said before is taken back. */
  #preview({ settings, state: text }: Embed) {
    const key = JSON.stringify(settings);
    if (this.#shown?.key !== key) {
      const element = document.createElement('attention-playground');
      for (const [name, value] of Object.entries(settings)) element.setAttribute(name, value);
      this.#shown = { key, element };
    }
    const { element } = this.#shown;
    if (element.getAttribute('state') !== text) element.setAttribute('state', text);
    return element;
  }

  updated() {
    const preview = this.renderRoot.querySelector<HTMLElement>('.preview');
    if (preview) preview.style.width = `${this.width}px`;
  }

  #shown?: { key: string; element: HTMLElement };

  #field(setting: Setting) {
    const { name, kind } = setting;
    const value = this.chosen[name];
    const meaning = meanings[name as keyof typeof meanings];
    if (kind === 'flag')
      return html`<label>
        <input type="checkbox" .checked=${value !== undefined} @change=${(event: Event) => this.#set(name, (event.target as HTMLInputElement).checked ? '' : null)} />
        <span>${name} <span class="label">${meaning}</span></span>
      </label>`;
    if (kind === 'words') return this.#words(name, this.#wordsOf(setting), meaning);
    if (kind === 'choice')
      return html`<label class="line">
        <span class="name">${name}</span>
        <select @change=${this.#typed(name)}>
          <option value="">as it is</option>
          ${setting.values.map((word) => html`<option ?selected=${word === value}>${word}</option>`)}
        </select>
        <span class="label">${meaning}</span>
      </label>`;
    return html`<label class="line">
      <span class="name">${name}</span>
      <input
        type=${kind === 'number' ? 'number' : 'text'}
        min=${kind === 'number' ? setting.range[0] : nothing}
        max=${kind === 'number' ? setting.range[1] : nothing}
        .value=${value ?? ''}
        @input=${this.#typed(name)}
      />
      <span class="label">${meaning}</span>
    </label>`;
  }

  #words(name: string, words: readonly string[], meaning: string) {
    const has = (this.chosen[name] ?? '').split(' ').filter(Boolean);
    const toggle = (word: string) => {
      const next = has.includes(word) ? has.filter((one) => one !== word) : [...has, word];
      // What it opens with is one of them.
      const shown = this.workbench.info?.id;
      if (name === 'variants' && shown && next.some((one) => one !== shown)) next.push(shown);
      const inOrder = words.filter((one) => next.includes(one));
      this.#set(name, inOrder.join(' ') || null);
    };
    return html`<details ?open=${has.length > 0}>
      <summary>${name} <span class="label">${has.length > 0 ? has.join(' ') : meaning}</span></summary>
      <div class="words" role="group" aria-label=${name}>
        ${words.map(
          (word) => html`<label>
            <input type="checkbox" .checked=${has.includes(word)} @change=${() => toggle(word)} />${word}
          </label>`,
        )}
      </div>
    </details>`;
  }

  /** What there is to choose from, of the variant that is shown. */
  #wordsOf({ name }: Setting): readonly string[] {
    const { shipped, info, results } = this.workbench;
    const steps = (results.good?.trace.steps ?? []).filter(({ op }) => op !== 'input');
    if (name === 'show') return PARTS;
    if (name === 'variants') return shipped.map(({ id }) => id);
    if (name === 'lock')
      return [
        ...['inputs', 'settings'],
        ...(info?.inputs ?? []).map((input) => input.name),
        ...(info?.params ?? []).map((param) => param.name),
      ];
    return steps.map(({ id }) => id);
  }

  #typed = (name: string) => (event: Event) => {
    const { value, validity } = event.target as HTMLInputElement;
    if (validity.valid) this.#set(name, value.trim() === '' ? null : value);
  };

  #set(name: string, value: string | null) {
    const { [name]: _, ...others } = this.chosen;
    const all = value === null ? others : { ...others, [name]: value };
    // In the order of the table, so that the same choices give the same text.
    const order = ASKED.map((setting) => setting.name);
    this.chosen = Object.fromEntries(
      Object.entries(all).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)),
    );
  }

  #copyButton(what: string, label: string, text: () => Promise<string | null>) {
    return html`<button type="button" class="button" @click=${() => this.#copy(what, text)}>
      ${this.copied === what ? 'Copied' : label}
    </button>`;
  }

  async #copy(what: string, text: () => Promise<string | null>) {
    this.refused = '';
    const found = await text();
    if (found === null) return;
    if (!(await copyText(found))) {
      this.refused =
        'The browser does not let this page copy. Select the text, and copy it by a key.';
      return;
    }
    this.copied = what;
    act(this, 'announce', 'Copied.');
    setTimeout(() => {
      if (this.copied === what) this.copied = '';
    }, SAID);
  }

  #hugo({ site }: Embed) {
    const layout = hugoLayout(site);
    return html`<pre translate="no" tabindex="0" aria-label="layouts/shortcodes/attention.html">${layout}</pre>
      <p>${this.#copyButton('layout', 'Copy the layout', async () => layout)}</p>`;
  }

  #students() {
    const { first, count } = this.seeds;
    const set = (name: 'first' | 'count') => (event: Event) => {
      const { valueAsNumber, validity } = event.target as HTMLInputElement;
      if (validity.valid && Number.isInteger(valueAsNumber))
        this.seeds = { ...this.seeds, [name]: valueAsNumber };
    };
    return html`<div class="row">
      <p class="line">
        <span class="name">Other numbers for each student:</span>
        <label>seeds from <input type="number" min="0" max="1000000" .value=${String(first)} @input=${set('first')} /></label>
        <label>students <input type="number" min="1" max=${MOST} .value=${String(count)} @input=${set('count')} /></label>
        ${this.#copyButton('links', 'Copy the links', () => this.links())}
      </p>
      <p class="label">
        A table of seeds and links, for a spreadsheet: whole numbers in the sizes that are here, the same for the same seed.
      </p>
    </div>`;
  }

  /** Seeds and the links of frames with inputs drawn from them, a line each. */
  async links() {
    const { store, info, engine, author } = this.workbench;
    if (!store || !info) return null;
    const { first, count } = this.seeds;
    const random = new RandomValues(engine);
    random.spread = 'whole';
    const lines = ['seed\tlink'];
    for (let seed = first; seed < first + count; seed += 1) {
      random.setSeed(String(seed));
      const drawn = await random.draw(store.state, undefined, false, info);
      if (!drawn) return null;
      const free = Object.entries(drawn).filter(([name]) => !author.locked.has(name));
      const next = setInputs(store.state, Object.fromEntries(free));
      lines.push(`${seed}\t${frameAddress({ ...this.embed, state: this.#textOf(next) })}`);
    }
    return lines.join('\n');
  }

  /** What a link says behind its #, also of what the page opens with. */
  #textOf(state: State) {
    const codec = stateCodec(this.workbench.known, '', false);
    return lasting(codec.write({ state, pinned: null })).slice(1);
  }

  #paper() {
    return html`<p class="row line">
      <span class="name">On paper:</span>
      <button type="button" class="act" @click=${() => act(this, 'page-print', false)}>Print with results</button>
      <button type="button" class="act" @click=${() => act(this, 'page-print', true)}>Print blank</button>
    </p>`;
  }
}

customElements.define('embed-builder', EmbedBuilder);

declare global {
  interface HTMLElementTagNameMap {
    'embed-builder': EmbedBuilder;
  }
}
