// Light or dark: the choice of the page around, until the person makes one.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { browserStorage } from '../lib/storage.ts';

const KEY = 'attention-playground.theme';
const system = matchMedia('(prefers-color-scheme: dark)');
const systemTheme = () => (system.matches ? 'dark' : 'light');
const changes = new EventTarget();

export type Theme = 'light' | 'dark';

/** What our own page shows now: what a person has chosen, or else the system. To ask costs nothing. */
export function pageTheme(): Theme {
  const chosen = document.documentElement.dataset.theme;
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return systemTheme();
}

/**
 * What an element shows now: a page may ask for one of the two, or leave it to the system. To ask has the
 * browser compute the style of all that has changed.
 */
export function shownTheme(element: Element): Theme {
  const { colorScheme } = getComputedStyle(element);
  const [light, dark] = ['light', 'dark'].map((theme) => colorScheme.includes(theme));
  if (light && dark) return systemTheme();
  return dark ? 'dark' : 'light';
}

/** The colours of some element are others now. */
export const recoloured = () => changes.dispatchEvent(new Event('change'));

system.addEventListener('change', recoloured);

/**
 * Call back when the colours that an element is shown in have changed, whoever has changed them: a site
 * has a button for that, and sets a property or a class anywhere above. Only a transition tells of it.
 */
export function onSchemeOf(
  root: ShadowRoot,
  callback: () => void,
  { signal }: { signal: AbortSignal },
) {
  const probe = document.createElement('i');
  probe.setAttribute('aria-hidden', 'true');
  probe.className = 'scheme-probe';
  probe.addEventListener('transitionend', callback, { signal });
  root.append(probe);
  signal.addEventListener('abort', () => probe.remove());
}

/** Call back when the system changes its mind. */
export const onSystemTheme = (callback: () => void, options: AddEventListenerOptions) =>
  system.addEventListener('change', callback, options);

/** For the whole document, and unless somebody has framed it for when it is opened again: only where the page is ours. */
export function setPageTheme(next: Theme) {
  document.documentElement.dataset.theme = next;
  if (parent === window) browserStorage.set(KEY, next);
}

/** The choice that was made in our page the last time. */
export function recallPageTheme() {
  const kept = browserStorage.get(KEY);
  if (kept === 'light' || kept === 'dark') document.documentElement.dataset.theme = kept;
}

/** Call back when what is painted has to be painted anew: in other colours, or on paper, which is light. */
export function onColours(paint: (paper: boolean) => void) {
  const watching = new AbortController();
  const { signal } = watching;
  const screen = () => paint(false);
  changes.addEventListener('change', screen, { signal });
  addEventListener('beforeprint', () => paint(true), { signal });
  addEventListener('afterprint', screen, { signal });
  return () => watching.abort();
}

/** The same for an element, while it is on a page. */
export class Repaint implements ReactiveController {
  #paint: (paper: boolean) => void;
  #stop?: () => void;

  constructor(host: ReactiveControllerHost, paint: (paper: boolean) => void) {
    this.#paint = paint;
    host.addController(this);
  }

  hostConnected() {
    this.#stop = onColours(this.#paint);
  }

  hostDisconnected() {
    this.#stop?.();
  }
}
