// The picture of the program: in the margin of a wide sheet, or else below the settings, as the styles place it.
import { html, nothing } from 'lit';
import type { Highlights } from '../tables/highlights.ts';
import { handles } from '../ui/action.ts';
import type { Workbench } from './workbench.ts';

export function programPlace(
  { results, stepper, store }: Workbench,
  highlights: Map<string, Highlights>,
) {
  if (!results.good || store?.state.compare) return nothing;
  return html`<program-drawing
    .trace=${results.good.trace}
    .highlights=${highlights}
    .current=${stepper.at}
    @action=${handles({ 'program-size': makeRoom })}
  ></program-drawing>`;
}

/** What is said in the margin of the first step begins under the picture. */
function makeRoom(height: number, { parentElement }: HTMLElement) {
  parentElement?.style.setProperty('--program', `${height}px`);
}
