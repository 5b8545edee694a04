// How a pasted text was read: format, size, remarks, and the other ways in which it can be read.
import { css, html, LitElement, nothing } from 'lit';
import { shapeText } from '../lib/tensor-views.ts';
import type { Alternative, Report } from '../state/queries/pastes.ts';
import { base } from '../styles/base.ts';
import { act } from '../ui/action.ts';
import { property } from '../ui/property.ts';

export class PasteReport extends LitElement {
  @property({ attribute: false }) report: Report | null = null;
  static styles = [
    base,
    css`
      :host {
        margin-top: 0.5rem;
        color: var(--ink2);
        font-size: 0.875rem;
        line-height: 1.25rem;
      }
      p + p {
        margin-top: 0.25rem;
      }
    `,
  ];

  render() {
    const { report } = this;
    if (!report) return nothing;
    const { shape, format, label, notes, alternatives } = report;
    return html`
      <p>Read ${label ? wayOf(label) : `as ${format}, ${shapeText(shape)}`}.</p>
      ${notes.map(({ message }) => html`<p>${message}</p>`)}
      ${alternatives.map(
        (alternative) => html`<p>
          <button
            class="act"
            @click=${() => act(this, 'paste-alternative', alternative)}
          >No, read it ${wayOf(alternative.label)}</button>
        </p>`,
      )}
    `;
  }
}

/** A way of reading within a sentence: as a column, as 2 × 3, with decimal commas. */
function wayOf(label: string) {
  const text = label.charAt(0).toLowerCase() + label.slice(1);
  if (text.startsWith('as ')) return text;
  return /^\d/.test(text) ? `as ${text}` : `with ${text}`;
}

customElements.define('paste-report', PasteReport);

declare global {
  interface Actions {
    /** Another way to read what was pasted last. */
    'paste-alternative': Alternative;
  }
  interface HTMLElementTagNameMap {
    'paste-report': PasteReport;
  }
}
