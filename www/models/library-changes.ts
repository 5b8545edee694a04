// Redraws a component whenever a model comes, goes or gets on.
import type { LitElement, ReactiveController } from 'lit';
import type { Library } from './library.ts';

/** For as long as its host is in the page. */
export class LibraryChanges implements ReactiveController {
  #listening?: AbortController;

  constructor(private host: LitElement & { library: Library }) {
    host.addController(this);
  }

  hostConnected() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.host.library.addEventListener('change', () => this.host.requestUpdate(), { signal });
  }

  hostDisconnected() {
    this.#listening?.abort();
  }
}
