// What would give an answer away opens when that answer was tried, or when a person asks for it.
import { html, nothing } from 'lit';
import type { LabElement } from './lab-element.ts';
import { isRight, isShown, isTried, withShown } from './progress.ts';

interface Gate {
  /** What it is called among the settings. */
  name: string;
  /** The answers that it would give away. */
  answers: string[];
  /** Whether they have to be right, and not only tried. */
  right?: boolean;
  /** When it opens, as a sentence. */
  says: string;
}

/** Where answers are hidden it opens when they are right, as there is nothing left to give away. */
export const isOpen = ({ settings, hide, ungated }: LabElement, { name, answers, right }: Gate) =>
  ungated ||
  (hide || right ? isRight : isTried)(settings, ...answers) ||
  (!hide && isShown(settings, name));

export const gated = (lab: LabElement, gate: Gate, content: () => unknown) =>
  isOpen(lab, gate)
    ? content()
    : html`<p class="label gate">
        ${gate.says}
        ${
          lab.hide
            ? nothing
            : html`<button class="act" @click=${() => lab.set(withShown(lab.settings, gate.name))}>Show anyway</button>`
        }
      </p>`;
