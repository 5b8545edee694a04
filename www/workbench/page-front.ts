// What our page is, in one line, and three doors into it: it stands above everything else.
import { html } from 'lit';
import { addresses, HOMEWORK } from '../lib/addresses.ts';
import { site } from '../lib/base-url.ts';
import { act } from '../ui/action.ts';
import { toggleCompare } from './compare-column.ts';
import type { Workbench } from './workbench.ts';

/** Who is there already is led to the steps. */
function atHome(event: MouseEvent) {
  if (location.hash.length > 1 || !event.currentTarget) return;
  event.preventDefault();
  act(event.currentTarget, 'to-steps');
}

export const pageFront = (
  workbench: Workbench,
) => html`<section class="front" aria-label="What this is">
  <p>
    <b>See attention compute.</b> Type Q, K and V: every score, weight and gradient shows its
    arithmetic.
  </p>
  <p class="doors">
    <a class="act" href="#" @click=${atHome}>Play with softmax attention</a>
    <span>
      <a class="act" href="${site}labs.html">Do ${HOMEWORK}</a>
      ${addresses.sheet ? html`(<a class="act" href=${addresses.sheet} rel="noreferrer">the sheet</a>)` : ''}
    </span>
    <button
      class="act"
      ?disabled=${workbench.store?.state.compare}
      @click=${() => toggleCompare(workbench)}
    >Compare variants</button>
  </p>
</section>`;
