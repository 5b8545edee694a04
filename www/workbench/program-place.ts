// The picture of the program: in the margin of a wide sheet, or else below the settings; it stays in
// sight, but on a narrow screen, where it is folded.
import { html, nothing } from 'lit';
import type { Highlights } from '../tables/highlights.ts';
import { fold } from './fold.ts';
import type { Workbench } from './workbench.ts';

export function programPlace(
  { results, stepper, store }: Workbench,
  highlights: Map<string, Highlights>,
  folded: boolean,
) {
  if (!results.good || store?.state.compare) return nothing;
  const drawing = html`<program-drawing
    .trace=${results.good.trace}
    .highlights=${highlights}
    .current=${stepper.at}
  ></program-drawing>`;
  return folded ? fold('The program as a picture', drawing) : drawing;
}
