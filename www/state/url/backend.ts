// Where the address of a state is shown: in the browser's address bar, or told by an element to its page.
import { tabStorage } from '../../lib/storage.ts';

/**
 * `read` gives the text with its #, and words where it was kept beside the address; of the two texts that
 * it is to show, one is for where there is room. `leave` is told what it had no time to show.
 */
export interface Backend {
  read(): { text: string; kept: string };
  show(text: string, full: string, push: boolean): void;
  leave(full: string): void;
  link(text: string): string | null;
}

/** In a frame the person who put the page there has decided what it opens with. */
export const framed = window.top !== window;

const LONGEST_LINK = 32_000; // characters: every browser follows one, though some programs cut it

/**
 * Of the page that is ours. What is too long for it is kept beside it: in the history entry, which
 * Back, Forward and a reload find, and in the tab's store, which outlives a crash.
 */
export const browserBackend: Backend = {
  read() {
    const last = reloaded() ? stored(LAST, location.hash) : null;
    tabStorage.set(LAST, null);
    if (last !== null) {
      this.show(last, last, false);
      return { text: last, kept: '' };
    }
    const beside = history.state?.playground;
    const kept = typeof beside === 'string' ? beside : stored(KEPT, location.hash);
    return kept === null ? { text: location.hash, kept: '' } : { text: kept, kept: KEPT_NOTE };
  },

  show(text, full, push) {
    tabStorage.set(LAST, null);
    const address = this.link(text);
    const shown = address ?? bare() + nameOf(full);
    const beside = address === null ? { playground: full } : null;
    if (beside) store(KEPT, shown.slice(bare().length), full);
    if (shown === location.href && !beside && !history.state) return;
    // Nobody sees the address of a frame, and Back belongs to the page around.
    if (push && !framed) history.pushState(beside, '', shown);
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

const store = (name: string, hash: string, full: string) => tabStorage.set(name, `${hash} ${full}`);

function stored(name: string, hash: string) {
  const text = tabStorage.get(name);
  return text?.startsWith(`${hash} `) ? text.slice(hash.length + 1) : null;
}

const reloaded = () =>
  performance
    .getEntriesByType('navigation')
    .some((entry) => (entry as PerformanceNavigationTiming).type === 'reload');

const bare = () => location.href.split('#')[0];

const ADDRESS = 'attention-playground.address.';

/** The other pages of ours will lead back to this address, in this tab. */
export function rememberAddress(page: 'workbench' | 'labs' | 'models') {
  if (!framed) tabStorage.set(ADDRESS + page, location.hash);
}

/** The address, with its #, that a page of ours was left at. */
export const rememberedAddress = (page: 'workbench' | 'labs' | 'models') =>
  (!framed && tabStorage.get(ADDRESS + page)) || '';

/**
 * Of an element on somebody's page, which it says nothing of: its attribute `state` is read, and a
 * change is told by the event `attention-change`.
 */
export const elementBackend = (
  element: HTMLElement & { state: string; site: string },
): Backend => ({
  read: () => ({ text: element.state, kept: '' }),

  show(text) {
    const detail = { state: text.slice(1) };
    const how = { detail, bubbles: true, composed: true };
    element.dispatchEvent(new CustomEvent('attention-change', how));
  },

  leave(full) {
    this.show(full, full, false);
  },

  // It leads to the page of this site, which shows the same.
  link: (text) => (text.length > LONGEST_LINK ? null : element.site + text),
});
