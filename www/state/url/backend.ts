// Where the address of a state is shown: in the browser's address bar, or told by an element to its page.
import { site } from '../../lib/base-url.ts';
import type { Bar } from './sync.ts';

/** In a frame the person who put the page there has decided what it opens with. */
export const framed = window.top !== window;

const LONGEST_LINK = 32_000; // characters: every browser follows one, though some programs cut it

/**
 * Of the page that is ours. What is too long for it is kept beside it: in the history entry, which
 * Back, Forward and a reload find, and in the tab's store, which outlives a crash.
 */
export const browserBar: Bar = {
  read() {
    const last = reloaded() ? stored(LAST, location.hash) : null;
    forget(LAST);
    if (last !== null) {
      this.show(last, last, false);
      return { text: last, kept: '' };
    }
    const beside = history.state?.playground;
    const kept = typeof beside === 'string' ? beside : stored(KEPT, location.hash);
    return kept === null ? { text: location.hash, kept: '' } : { text: kept, kept: KEPT_NOTE };
  },

  show(text, full, push) {
    forget(LAST);
    const address = this.link(text);
    const shown = address ?? bare() + nameOf(full);
    const beside = address === null ? { playground: full } : null;
    if (beside) store(KEPT, shown.slice(bare().length), full);
    if (shown === location.href && !beside && !history.state) return;
    if (push) history.pushState(beside, '', shown);
    else history.replaceState(beside, '', shown);
  },

  // A reload has its address by now; Back will go to this one.
  leave(full) {
    const { hash } = location;
    this.show(full, full, false);
    store(LAST, hash, full);
  },

  link: (text) => (text.length > LONGEST_LINK ? null : bare() + text),
};

/** It says that there is more than it says, and tells one from another; a lab's answers stay hidden. */
const nameOf = (full: string) =>
  `${/^.*?\?(?:answers=hide&)?/.exec(full)}kept=${Date.now().toString(36)}`;

const KEPT_NOTE =
  'This is too large for a link. Your browser has kept it for this tab, and here it is again.';

// In the tab's store: what is too large for the address, and what was typed last of all.
const KEPT = 'attention-playground.kept';
const LAST = 'attention-playground.last';
const LEFT = 'attention-playground.left.';

function store(name: string, hash: string, full: string) {
  try {
    sessionStorage.setItem(name, `${hash} ${full}`);
  } catch {
    // No room, or none for anybody: the history entry has it.
  }
}

function stored(name: string, hash: string): string | null {
  try {
    const text = sessionStorage.getItem(name) ?? '';
    return text.startsWith(`${hash} `) ? text.slice(hash.length + 1) : null;
  } catch {
    return null;
  }
}

function forget(name: string) {
  try {
    sessionStorage.removeItem(name);
  } catch {
    // Nothing was kept.
  }
}

/** The other page of ours will lead back to this address, in this tab. */
export function leaveBehind(page: 'workbench' | 'labs') {
  try {
    if (!framed) sessionStorage.setItem(LEFT + page, location.hash);
  } catch {
    // It will lead to the start.
  }
}

/** The address, with its #, that a page of ours was left at. */
export function leftBehind(page: 'workbench' | 'labs') {
  try {
    return (!framed && sessionStorage.getItem(LEFT + page)) || '';
  } catch {
    return '';
  }
}

const reloaded = () =>
  performance.getEntriesByType('navigation').some((entry) => (entry as any).type === 'reload');

const bare = () => location.href.split('#')[0];

/**
 * Of an element on somebody's page, which it says nothing of: its attribute `state` is read, and a
 * change is told by the event `attention-change`.
 */
export const elementBar = (element: HTMLElement & { state: string }): Bar => ({
  read: () => ({ text: element.state, kept: '' }),

  show(text) {
    const detail = { state: text.slice(1) };
    element.dispatchEvent(new CustomEvent('attention-change', { detail, bubbles: true }));
  },

  leave(full) {
    this.show(full, full, false);
  },

  // It leads to the page of this site, which shows the same.
  link: (text) => (text.length > LONGEST_LINK ? null : site + text),
});
