// The form of the builder: what may be chosen of an embedded element, of the one table of settings.
import { css, html, LitElement, nothing } from 'lit';
import { type Embedded, type Setting, settingsOf } from '../embed/schema.ts';
import { base } from '../styles/base.ts';
import { act } from '../ui/action.ts';
import { property } from '../ui/property.ts';
import { formStyles } from './form-styles.ts';
import { plainWords, type Words } from './plain-words.ts';

export class SettingForm extends LitElement {
  @property({ attribute: false }) element: Embedded = 'playground';
  /** What was chosen, as attributes have it; a flag is the empty text. */
  @property({ attribute: false }) chosen: Readonly<Record<string, string>> = {};
  /** What there is to choose from, by the name of a setting whose words the table does not have. */
  @property({ attribute: false }) words: Readonly<Record<string, readonly string[]>> = {};

  static styles = [
    base,
    formStyles,
    css`
      form {
        display: grid;
        gap: 0.625rem;
        font-size: 0.9375rem;
        line-height: 1.375rem;
      }
      details {
        min-width: 0;
      }
      summary {
        color: var(--ink);
        cursor: pointer;
      }
      .words {
        display: flex;
        flex-wrap: wrap;
        gap: 0 1rem;
      }
    `,
  ];

  render() {
    const known = settingsOf(this.element);
    return html`<form @submit=${(event: Event) => event.preventDefault()}>
      ${Object.entries(plainWords[this.element]).map(([name, words]) => {
        const setting = known.find((one) => one.name === name);
        return setting ? this.#field(setting, words) : nothing;
      })}
    </form>`;
  }

  #field(setting: Setting, words: Words) {
    const { name, kind } = setting;
    const value = this.chosen[name];
    const { label, help, choices } = words;
    const note = help ? html`<span class="label">${help}</span>` : nothing;
    if (kind === 'flag')
      return html`<label>
        <input type="checkbox" .checked=${value !== undefined} @change=${(event: Event) => this.#set(name, (event.target as HTMLInputElement).checked ? '' : null)} />
        <span>${label} ${note}</span>
      </label>`;
    if (kind === 'words') return this.#several(setting, words);
    const options = choices ?? this.#one(name);
    if (options)
      return html`<label class="line">
        <span class="name">${label}</span>
        <select @change=${this.#typed(name)}>
          ${options.map(([word, text]) => html`<option value=${word} ?selected=${word === (value ?? '')}>${text}</option>`)}
        </select>
        ${note}
      </label>`;
    const isNumber = kind === 'number';
    return html`<label class="line">
      <span class="name">${label}</span>
      <input
        type=${isNumber ? 'number' : 'text'}
        min=${isNumber ? setting.range[0] : nothing}
        max=${isNumber ? setting.range[1] : nothing}
        .value=${value ?? ''}
        @input=${this.#typed(name)}
      />
      ${note}
    </label>`;
  }

  /** One of some words, or all of it. */
  #one(name: string) {
    return this.words[name] && [['', 'all of it'], ...this.words[name].map((word) => [word, word])];
  }

  #several(setting: Setting, { label, help = '' }: Words) {
    const { name } = setting;
    const offered = this.words[name] ?? ('values' in setting ? setting.values : undefined) ?? [];
    const has = (this.chosen[name] ?? '').split(' ').filter(Boolean);
    const toggle = (word: string) => {
      const next = has.includes(word) ? has.filter((one) => one !== word) : [...has, word];
      const inOrder = offered.filter((one) => next.includes(one));
      this.#set(name, inOrder.join(' ') || null);
    };
    return html`<details ?open=${has.length > 0}>
      <summary>${label} <span class="label">${has.length > 0 ? has.join(' ') : help}</span></summary>
      <div class="words" role="group" aria-label=${label}>
        ${offered.map(
          (word) => html`<label>
            <input type="checkbox" .checked=${has.includes(word)} @change=${() => toggle(word)} />${word}
          </label>`,
        )}
      </div>
    </details>`;
  }

  #typed = (name: string) => (event: Event) => {
    const { value, validity } = event.target as HTMLInputElement;
    if (validity.valid) this.#set(name, value.trim() === '' ? null : value);
  };

  #set(name: string, value: string | null) {
    act(this, 'setting-set', { name, value });
  }
}

customElements.define('setting-form', SettingForm);

declare global {
  interface Actions {
    /** A setting of an embedded element, as its attribute has it; null takes it out. */
    'setting-set': { name: string; value: string | null };
  }
  interface HTMLElementTagNameMap {
    'setting-form': SettingForm;
  }
}
