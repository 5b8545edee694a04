// What would give an answer away opens when that answer is right, or when a person asks for it.
import { html, nothing } from 'lit';
import type { LabElement } from './lab-element.ts';
import { isRight, isShown, withShown } from './progress.ts';

interface Gate {
  /** What it is called among the settings. */
  name: string;
  /** The answers that it would give away: a try is not enough, as the next would be copied from it. */
  answers: string[];
  /** When it opens, as a sentence. */
  says: string;
}

export const isOpen = ({ settings, hide, ungated }: LabElement, { name, answers }: Gate) =>
  ungated || isRight(settings, ...answers) || (!hide && isShown(settings, name));

export const gated = (lab: LabElement, gate: Gate, content: () => unknown) =>
  isOpen(lab, gate)
    ? content()
    : html`<p class="label gate" data-gate=${gate.name}>
        ${gate.says}
        ${
          lab.hide
            ? nothing
            : html`<button class="act" @click=${() => lab.set(withShown(lab.settings, gate.name))}>Show anyway</button>`
        }
      </p>`;
