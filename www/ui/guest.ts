// What an element does on a page of others: its keys stay in it, its letters are legible, and what it has
// painted follows the colours of the page.
import type { LitElement } from 'lit';
import { keepLegible } from '../styles/legible.ts';
import { keepKeys } from './keep-keys.ts';
import { onSchemeOf, recoloured } from './theme.ts';

export function beGuest(element: LitElement, signal: AbortSignal) {
  element.dataset.lmSuppressShortcuts = ''; // a notebook asks for this
  keepKeys(element, { signal });
  keepLegible();
  onSchemeOf(element.renderRoot as ShadowRoot, recoloured, { signal });
}
