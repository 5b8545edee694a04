// The columns of the workbench, and the strip or the arithmetic at its foot.
import { html, nothing } from 'lit';
import type { Part } from '../embed/schema.ts';
import type { rememberHighlights } from '../tables/highlights.ts';
import { leftColumn } from './left-column.ts';
import type { AttentionPlayground } from './playground.ts';
import { programPlace } from './program-place.ts';
import { rightColumn } from './right-column.ts';

/** The parts of the left column. */
const LEFT: readonly Part[] = ['about', 'picker', 'inputs', 'sizes', 'settings'];

export function bench(
  { workbench, page, steps }: AttentionPlayground,
  highlightsOf: ReturnType<typeof rememberHighlights>,
  screen: { narrow: boolean; touch: boolean; still: boolean; first: boolean },
) {
  const { results, selection, author, store, withheld, words } = workbench;
  const { good } = results;
  const highlights = good ? highlightsOf(good.trace, selection) : new Map();
  const { parts } = author;
  const isOpen = selection.pinned && !withheld.has(selection.pinned.step);
  const docked = screen.narrow && isOpen && workbench.explanation;
  const hasLeft = LEFT.some((part) => parts.has(part));
  return html`
    <div
      class="bench ${words.length > 0 ? 'worded' : ''} ${store?.state.compare || !parts.has('drawing') ? '' : 'program'}"
      ?data-lone=${!hasLeft} ?data-dense=${author.dense}
    >
      ${hasLeft ? html`<div class="left">${leftColumn(workbench, highlights, page, screen)}</div>` : nothing}
      ${parts.has('drawing') ? programPlace(workbench, highlights, screen.narrow && parts.has('steps')) : nothing}
      <div class="right">${rightColumn(workbench, highlights, screen)}</div>
    </div>
    ${
      docked
        ? html`<div class="dock">
            <arithmetic-lines dock .explanation=${workbench.explanation}></arithmetic-lines>
          </div>`
        : html`<output-strip
            hidden
            .trace=${withheld.size > 0 || store?.state.compare ? null : (good?.trace ?? null)}
            .explanation=${isOpen ? workbench.explanation : null}
            .pinned=${selection.pinned?.step ?? null}
            .digits=${good?.state.digits ?? null}
            .stale=${results.error !== null}
            .words=${words}
            .steps=${steps}
          ></output-strip>`
    }
  `;
}
