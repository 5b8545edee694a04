// The state and its history: undo, redo, and one entry for a run of keystrokes in one cell.

/** @typedef {import('./edits.js').State} State */

const LONGEST = 200; // entries; an entry shares with its neighbours all that did not change

/** Fires `change` after every change; `coarse` says whether it deserves an entry in the browser's history. */
export class Store extends EventTarget {
  /** @type {State[]} */
  #past = [];
  /** @type {State[]} */
  #future = [];
  /** @type {string | undefined} */
  #run;
  /** The last change was of the coarse kind. */
  coarse = false;
  /** The last change opened or closed a panel, and no more. */
  looked = false;

  /** @param {State} state */
  constructor(state) {
    super();
    this.state = state;
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }

  /**
   * Changes with the same `run`, one after another, are undone together.
   * @param {State} next @param {{run?: string, coarse?: boolean}} [options]
   */
  commit(next, { run, coarse = false } = {}) {
    if (next === this.state) return;
    if (run === undefined || run !== this.#run) {
      this.#past.push(this.state);
      if (this.#past.length > LONGEST) this.#past.shift();
    }
    this.#run = run;
    this.#future = [];
    this.#show(next, coarse);
  }

  /** Open or close a panel: no entry, and neither undo nor redo changes it back. @param {State['view']} view */
  look(view) {
    this.#run = undefined;
    this.#show({ ...this.state, view }, false, true);
  }

  undo() {
    const last = this.#past.pop();
    if (!last) return;
    this.#future.push(this.state);
    this.#run = undefined;
    this.#show({ ...last, view: this.state.view }, false);
  }

  redo() {
    const next = this.#future.pop();
    if (!next) return;
    this.#past.push(this.state);
    this.#run = undefined;
    this.#show({ ...next, view: this.state.view }, false);
  }

  /** @param {State} state @param {boolean} coarse @param {boolean} [looked] */
  #show(state, coarse, looked = false) {
    this.state = state;
    this.coarse = coarse;
    this.looked = looked;
    this.dispatchEvent(new Event('change'));
  }
}
