// The picture of the program: in the margin of a wide sheet, or else below the settings; it stays in sight.
import { html, nothing } from 'lit';
import type { Highlights } from '../tables/highlights.ts';
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
  ></program-drawing>`;
}
