// The state and its history: undo, redo, and one entry for a run of keystrokes in one cell.
import type { State } from './edits.ts';

const LONGEST = 200; // entries; an entry shares with its neighbours all that did not change

/** Fires `change` after every change; `coarse` says whether it deserves an entry in the browser's history. */
export class Store extends EventTarget {
  #past: State[] = [];
  #future: State[] = [];
  #run?: string;
  /** The last change was of the coarse kind. */
  coarse = false;
  /** The last change was of the view alone: nothing has to be computed anew. */
  viewOnly = false;
  state: State;

  constructor(state: State) {
    super();
    this.state = state;
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }

  /** Changes with the same `run`, one after another, are undone together. */
  commit(next: State, { run, coarse = false }: { run?: string; coarse?: boolean } = {}) {
    if (next === this.state) return;
    if (run === undefined || run !== this.#run) {
      this.#past.push(this.state);
      if (this.#past.length > LONGEST) this.#past.shift();
    }
    this.#run = run;
    this.#future = [];
    this.#show(next, coarse);
  }

  /** What follows from the last change belongs to it. */
  settle(next: State) {
    this.#show(next, false);
  }

  /** Open or close a panel: no entry, and neither undo nor redo changes it back. */
  setView(view: State['view']) {
    this.#run = undefined;
    this.#show({ ...this.state, view }, false);
  }

  undo() {
    const last = this.#past.pop();
    if (!last) return;
    this.#future.push(this.state);
    this.#run = undefined;
    this.#show(this.#openLikeNow(last), false);
  }

  redo() {
    const next = this.#future.pop();
    if (!next) return;
    this.#past.push(this.state);
    this.#run = undefined;
    this.#show(this.#openLikeNow(next), false);
  }

  /** What the plots show is undone with the rest, but not which panels are open. */
  #openLikeNow(state: State): State {
    const { curves, at } = state.view;
    return { ...state, view: { ...this.state.view, curves, at } };
  }

  #show(state: State, coarse: boolean) {
    this.viewOnly = onlyView(this.state, state);
    this.state = state;
    this.coarse = coarse;
    this.dispatchEvent(new Event('change'));
  }
}

const onlyView = (before: State, after: State) =>
  Object.entries(after).every(
    ([name, value]) => name === 'view' || before[name as keyof State] === value,
  );
