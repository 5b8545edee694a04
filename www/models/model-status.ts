// How far a model is on its way: its progress with the way to stop it, or why it did not come.
import { css, html, nothing } from 'lit';
import { errorNote } from '../inputs/error-note.ts';
import { prefixed } from '../lib/format.ts';
import type { Loading } from './library.ts';

export const statusStyles = css`
  .loading {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1rem;
    align-items: center;
    margin-top: 0.75rem;
  }
  progress {
    width: 14rem;
    height: 0.5rem;
    border: 1px solid var(--edge);
    background: var(--paper);
    accent-color: var(--p6);
    appearance: none;
  }
  progress::-webkit-progress-bar {
    background: var(--paper);
  }
  progress::-webkit-progress-value {
    background: var(--p6);
  }
  progress::-moz-progress-bar {
    background: var(--p6);
  }
`;

const bytesText = (bytes: number) => prefixed(bytes, 'B');

/** @param again asks for it once more, where that makes sense */
export function modelStatus(loading: Loading | null, again?: () => void) {
  if (!loading || loading.state === 'open') return nothing;
  if (loading.state === 'failed')
    return errorNote(loading.error, {
      quickFixes: again ? [{ label: 'Try again', apply: again }] : [],
    });
  const { doing, loaded, total, cancel } = loading;
  const isKnown = total !== null && total > 0;
  return html`<p class="loading label">
    <span>${doing} …</span>
    <progress aria-label=${doing} max=${isKnown ? total : 1} .value=${isKnown ? loaded : 0}></progress>
    ${isKnown ? html`<span translate="no">${bytesText(loaded)} of ${bytesText(total)}</span>` : nothing}
    <button class="act" @click=${cancel}>Cancel</button>
  </p>`;
}
