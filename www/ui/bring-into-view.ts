// What somebody has asked for begins in sight, however far from it the button was.
import { isNarrow } from './width.ts';

/** Only where a person has done something: a link opens where it opens. */
export function bringIntoView(element: HTMLElement) {
  if (!navigator.userActivation?.hasBeenActive) return;
  const { top } = element.getBoundingClientRect();
  const isInSight = top >= 0 && top < innerHeight / 2;
  if (isNarrow(element) || !isInSight) element.scrollIntoView();
}
