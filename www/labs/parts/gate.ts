// What would give an answer away opens when that answer is right, or when a person asks for it.
import { html, nothing } from 'lit';
import type { LabElement } from './lab-element.ts';
import { isRight, isShown, withShown } from './progress.ts';

interface Gate {
  /** What it is called among the settings. */
  name: string;
  /** The answers that it would give away: a try is not enough, as the next would be copied from it. */
  answers: string[];
  /** The letter of the part that asks for them, where that is another one. */
  part?: string;
  /** When it opens, as a sentence. */
  says: string;
}

/** One part alone is shown, and what would open the gate is asked in another. */
const isElsewhere = ({ only }: LabElement, { part }: Gate) =>
  only !== '' && part !== undefined && part !== only;

export function isOpen(lab: LabElement, gate: Gate) {
  const { settings, hide, ungated } = lab;
  const isAsked = isShown(settings, gate.name) || isElsewhere(lab, gate);
  return ungated || isRight(settings, ...gate.answers) || (!hide && isAsked);
}

export const gated = (lab: LabElement, gate: Gate, content: () => unknown) =>
  isOpen(lab, gate)
    ? content()
    : html`<p class="label gate" data-gate=${gate.name}>
        ${gate.says}
        ${
          lab.hide
            ? isElsewhere(lab, gate)
              ? 'That part is not here, and answers are hidden: it takes the whole question, or answers that are not hidden.'
              : nothing
            : html`<button class="act" @click=${() => lab.set(withShown(lab.settings, gate.name))}>Show anyway</button>`
        }
      </p>`;
