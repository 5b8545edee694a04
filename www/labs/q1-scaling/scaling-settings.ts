// Question 1: what can be set in the experiment, and the request that it makes.
import { html, nothing } from 'lit';
import { errorNote } from '../../inputs/error-note.js';
import { grouped, numberOrText } from '../../lib/format.js';

/** @typedef {import('../parts/lab-element.js').LabElement} LabElement */

const SAMPLES = [1000, 10_000, 100_000, 1_000_000];
const SCALES = [
  { value: 'one', label: '1' },
  { value: 'sqrt-d', label: '√d' },
  { value: 'd', label: 'd' },
];
const OWN = 'own';
/** What is asked where nothing is set. @type {Record<string, string>} */
const START = { d: '64', mean: '0', std: '1', samples: '100000', seed: '0', keys: '16' };

/** @param {LabElement} lab @param {string} name */
const textOf = ({ settings }, name) => settings[name] ?? START[name];

/** Undivided at first: what to divide by is what is asked. @param {LabElement} lab */
const scaleOf = ({ settings }) => settings.s ?? 'one';

const isOwn = (/** @type {string} */ s) => SCALES.every(({ value }) => value !== s);

/** @param {LabElement} lab */
export function requestOf(lab) {
  const number = (/** @type {string} */ name) => numberOrText(textOf(lab, name));
  const s = scaleOf(lab);
  return {
    d: number('d'),
    mean: textOf(lab, 'mean'),
    std: number('std'),
    samples: number('samples'),
    seed: number('seed'),
    scale: isOwn(s) ? numberOrText(s) : s,
    keys: number('keys'),
  };
}

/** @param {LabElement} lab @param {import('../../core/engine.js').PlainError | null} error */
export function settings(lab, error) {
  const field = (
    /** @type {string} */ name,
    /** @type {unknown} */ label,
    width = '',
  ) => html`<label>
    <span>${label}</span>
    <input
      class="setting ${width}"
      name=${name}
      autocomplete="off"
      spellcheck="false"
      .value=${textOf(lab, name)}
      aria-invalid=${error?.field === name ? 'true' : nothing}
      @change=${(/** @type {Event & {target: HTMLInputElement}} */ { target }) => choose(lab, name, target.value)}
    >
  </label>`;
  return html`
    <div class="fields">
      ${field('d', html`<i class="axis-d">d</i>, width`, 'short')}
      ${field('mean', 'μ, one number or d of them')}
      ${field('std', 'σ', 'short')}
      <label>
        <span>samples</span>
        <select
          name="samples"
          @change=${(/** @type {Event & {target: HTMLSelectElement}} */ { target }) => choose(lab, 'samples', target.value)}
        >${[...new Set([...SAMPLES.map(String), textOf(lab, 'samples')])].map(
          (count) =>
            html`<option value=${count} ?selected=${count === textOf(lab, 'samples')}>${grouped(Number(count))}</option>`,
        )}</select>
      </label>
      ${field('keys', 'keys a query sees', 'short')}
      ${field('seed', 'seed', 'short')}
      <button class="act" @click=${() => lab.set({ seed: String((Number(textOf(lab, 'seed')) || 0) + 1) })}>
        Again, with other numbers
      </button>
    </div>
    ${scales(lab)} ${error ? errorNote(error, { cures: cures(lab, error) }) : nothing}
  `;
}

/** @param {LabElement} lab */
function scales(lab) {
  const chosen = scaleOf(lab);
  const own = isOwn(chosen);
  const radio = (
    /** @type {string} */ value,
    /** @type {string} */ label,
    /** @type {boolean} */ on,
  ) => html`<label>
    <input
      type="radio"
      name="s"
      .checked=${on}
      @change=${() => choose(lab, 's', value === OWN ? '1' : value)}
    >${label}
  </label>`;
  return html`<fieldset class="rules">
    <legend>Divide qᵀk by <i>s</i> =</legend>
    ${SCALES.map(({ value, label }) => radio(value, label, value === chosen))}
    ${radio(OWN, 'a number', own)}
    ${
      own
        ? html`<input
            class="setting short"
            name="own"
            aria-label="s"
            autocomplete="off"
            .value=${chosen}
            @change=${(/** @type {Event & {target: HTMLInputElement}} */ { target }) => choose(lab, 's', target.value)}
          >`
        : nothing
    }
  </fieldset>`;
}

/** @param {LabElement} lab @param {string} name @param {string} text */
function choose(lab, name, text) {
  const isStart = name !== 's' && text.trim() === START[name];
  lab.set({ [name]: isStart ? null : text.trim() });
}

/** A vector says how wide it is. @param {LabElement} lab @param {import('../../core/engine.js').PlainError} error */
function cures(lab, { field, code, found }) {
  if (field !== 'mean' || code !== 'axis-size' || !found) return [];
  return [{ label: `Set d to ${found}`, apply: () => lab.set({ d: found }) }];
}
