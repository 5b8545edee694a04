// What the bar opens below itself: the keys, what can be taken away, and Embed.
import { notLoaded } from '../lib/not-loaded.ts';
import type { AttentionPlayground } from './playground.ts';

type Menu = 'keys' | 'away' | 'embed';

export class BarMenus {
  #element: AttentionPlayground;
  #open: Set<Menu> = new Set();

  constructor(element: AttentionPlayground) {
    this.#element = element;
  }

  isOpen(menu: Menu) {
    return this.#open.has(menu);
  }

  async toggle(menu: Menu) {
    if (menu === 'embed' && !(await this.#loadEmbed())) return;
    if (!this.#open.delete(menu)) this.#open.add(menu);
    this.#element.requestUpdate();
    if (menu !== 'keys') return;
    // It may have been asked for far below it.
    await this.#element.updateComplete;
    this.#element.renderRoot.querySelector('key-list')?.scrollIntoView({ block: 'nearest' });
  }

  /** Few need it: it comes when it is opened. */
  async #loadEmbed() {
    try {
      await import('./workbench-embed.ts');
      return true;
    } catch (error) {
      this.#element.workbench.notice = notLoaded('“Embed”', error);
      this.#element.requestUpdate();
      return false;
    }
  }

  /** @returns whether there was one to close */
  close() {
    if (this.#open.size === 0) return false;
    this.#open.clear();
    this.#element.requestUpdate();
    return true;
  }
}
