// Question 1: what can be set in the experiment, and the request that it makes.
import { html, nothing } from 'lit';
import type { PlainError } from '../../core/errors.ts';
import { errorNote } from '../../inputs/error-note.ts';
import { grouped } from '../../lib/format.ts';
import { numberOr } from '../../lib/read-number.ts';
import { gated, isOpen } from '../parts/gate.ts';
import type { LabElement } from '../parts/lab-element.ts';

const SAMPLES = [1000, 10_000, 100_000, 1_000_000];
const SCALES = [
  { value: 'one', label: '1' },
  { value: 'sqrt-d', label: '√d' },
  { value: 'd', label: 'd' },
];
const OWN = 'own';
/** One of them is the answer. */
const DIVISORS = {
  name: 'divisors',
  answers: ['c'],
  says: 'Divisors that depend on d can be chosen when (c) is right.',
};
/** What is asked where nothing is set. */
const START: Record<string, string> = {
  d: '64',
  mean: '0',
  std: '1',
  samples: '100000',
  seed: '0',
  keys: '16',
};

/** What is set in a lab. */
type Set = Pick<LabElement, 'settings'>;

const textOf = ({ settings }: Set, name: string) => settings[name] ?? START[name];

/** Undivided at first: what to divide by is what is asked. */
const scaleOf = ({ settings }: Set) => settings.s ?? 'one';

const isOwn = (s: string) => SCALES.every(({ value }) => value !== s);

export function requestOf(lab: Set) {
  const number = (name: string) => numberOr(textOf(lab, name));
  const s = scaleOf(lab);
  return {
    d: number('d'),
    mean: textOf(lab, 'mean'),
    std: number('std'),
    samples: number('samples'),
    seed: number('seed'),
    scale: isOwn(s) ? numberOr(s) : s,
    keys: number('keys'),
  };
}

/** Whether each entry has a mean of its own. */
export const isVector = (lab: Set) => /\d[^\d.]+[\d.]/.test(textOf(lab, 'mean').trim());

export function settings(lab: LabElement, error: PlainError | null) {
  const field = (name: string, label: unknown, width = '') => html`<label>
    <span>${label}</span>
    <input
      class="setting ${width}"
      name=${name}
      autocomplete="off"
      spellcheck="false"
      .value=${textOf(lab, name)}
      aria-invalid=${error?.field === name ? 'true' : nothing}
      @change=${({ target }: Event & { target: HTMLInputElement }) => choose(lab, name, target.value)}
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
          @change=${({ target }: Event & { target: HTMLSelectElement }) => choose(lab, 'samples', target.value)}
        >${[...new Set([...SAMPLES.map(String), textOf(lab, 'samples')])].map(
          (count) =>
            html`<option value=${count} ?selected=${count === textOf(lab, 'samples')}>${grouped(Number(count))}</option>`,
        )}</select>
      </label>
      ${field('keys', 'keys a query sees', 'short')}
      ${field('seed', 'seed', 'short')}
      <button class="act" @click=${() => lab.set({ seed: String((Number(textOf(lab, 'seed')) || 0) + 1) })}>
        Redraw
      </button>
    </div>
    ${scales(lab)} ${error ? errorNote(error, { quickFixes: quickFixes(lab, error) }) : nothing}
  `;
}

function scales(lab: LabElement) {
  const chosen = scaleOf(lab);
  const own = isOwn(chosen);
  const open = isOpen(lab, DIVISORS);
  const offered = SCALES.filter(({ value }) => open || value === 'one' || value === chosen);
  const radio = (value: string, label: string, on: boolean) => html`<label>
    <input
      type="radio"
      name="s"
      .checked=${on}
      @change=${() => choose(lab, 's', value === OWN ? '1' : value)}
    >${label}
  </label>`;
  return html`<fieldset class="rules">
    <legend>Divide qᵀk by <i>s</i> =</legend>
    ${offered.map(({ value, label }) => radio(value, label, value === chosen))}
    ${radio(OWN, 'a number', own)}
    ${
      own
        ? html`<input
            class="setting short"
            name="own"
            aria-label="s"
            autocomplete="off"
            .value=${chosen}
            @change=${({ target }: Event & { target: HTMLInputElement }) => choose(lab, 's', target.value)}
          >`
        : nothing
    }
  </fieldset>
  ${gated(lab, DIVISORS, () => nothing)}`;
}

function choose(lab: LabElement, name: string, text: string) {
  const isStart = name !== 's' && text.trim() === START[name];
  lab.set({ [name]: isStart ? null : text.trim() });
}

/** A vector says how wide it is. */
function quickFixes(lab: LabElement, { field, code, found }: PlainError) {
  if (field !== 'mean' || code !== 'axis-size' || !found) return [];
  return [{ label: `Set d to ${found}`, apply: () => lab.set({ d: found }) }];
}
