// An element that is on somebody's page, or all of a page of ours: what differs between the two.
import type { ReactiveElement } from 'lit';
import { recoloured, type Theme } from './theme.ts';

interface Embedded extends ReactiveElement {
  /** Whether it is all of our page. */
  readonly page: boolean;
  /** What it opens with: on a page of ours the address says that. */
  state: string;
}

/** To another state: a link, or the text after its #. @param begin reads the address */
export function navigateTo(element: Embedded, state: string, begin: () => void) {
  if (!element.page) {
    element.state = state;
    return;
  }
  history.replaceState(null, '', `#${state.replace(/^[^#]*#/, '')}`);
  begin();
}

/** Its colours, and those of our page. */
export function showTheme(element: Embedded, theme: Theme) {
  if (element.page) document.documentElement.dataset.theme = theme;
  else if (element.getAttribute('theme') !== theme) element.setAttribute('theme', theme);
  element.requestUpdate();
  recoloured();
}
