// Where the keyboard goes in the element: to the inputs, to a cell that is pinned or followed, to a step.
import { flatten } from '../lib/tensor-views.ts';
import type { Place } from '../state/place.ts';
import { spoken } from '../steps/arithmetic-lines.ts';
import { openPanel } from './edit-actions.ts';
import type { AttentionPlayground } from './playground.ts';

export class CellFocus {
  #element: AttentionPlayground;

  constructor(element: AttentionPlayground) {
    this.#element = element;
  }

  get #inputs() {
    return this.#element.renderRoot.querySelector('input-list');
  }

  /** To a number that can be changed: one that the pinned cell is computed from, or else the first. */
  toInputs() {
    const { info, author, selection, results } = this.#element.workbench;
    const open = info?.inputs.filter(({ name }) => !author.locked.has(name)) ?? [];
    const source = selection.explanation?.sources.find(({ step }) =>
      open.some(({ name }) => name === step),
    );
    const { shape } = results.good?.trace.steps.find(({ id }) => id === source?.step)?.tensor ?? {};
    if (source && shape) this.#inputs?.focusCell(source.step, flatten(source.index, shape));
    else if (open[0]) this.#inputs?.focusCell(open[0].name, 0);
  }

  /** Who has pressed something finds it under the pointer afterwards: what stands above may grow or go. */
  async pinFrom(from: HTMLElement, cell: Place) {
    const place = () => from.getBoundingClientRect().top + scrollY;
    const before = place();
    await this.pin(cell);
    await this.#element.updateComplete;
    requestAnimationFrame(() => scrollBy(0, place() - before));
  }

  /** A typed cell gets the keyboard too; so does a computed one that was followed. */
  async pin(place: Place, follow: boolean = false) {
    const { workbench, steps } = this.#element;
    const { results, selection, tour } = workbench;
    tour.tried('pin');
    await selection.pin(place);
    const { explanation } = workbench;
    if (explanation) workbench.say(spoken(explanation));
    const step = results.good?.trace.steps.find(({ id }) => id === place.step);
    if (!step) return;
    const at = flatten(place.index, step.tensor.shape);
    if (step.op === 'input') await this.#inputs?.focusCell(step.id, at, { seen: !follow });
    else if (follow && step.backward) await this.#follow(step.id, at);
    else if (follow) await steps?.focusCell(step.id, at);
  }

  /** To a cell of the backward pass, behind whatever is closed. */
  async #follow(step: string, place: number) {
    const { renderRoot, workbench } = this.#element;
    const panel = renderRoot.querySelector('gradient-panel');
    await customElements.whenDefined('gradient-panel');
    if (!panel || (await panel.focusCell(step, place))) return;
    openPanel(workbench, 'steps', true);
    await this.#element.updateComplete;
    await panel.focusCell(step, place);
  }

  /** From the picture of the program: an input or a step gets the keyboard. */
  async toStep(id: string) {
    const { workbench, steps } = this.#element;
    const { stepper } = workbench;
    stepper.pause();
    if (await this.#inputs?.focusCell(id, 0)) return;
    if (stepper.place >= 0) stepper.to(id);
    await steps?.show(id);
    await steps?.focusCell(id, 0);
  }

  /** The keyboard goes on behind the element. */
  skip() {
    const end = this.#element.renderRoot.querySelector<HTMLElement>('.end');
    if (!end) return;
    // From what is no stop of Tab, Chromium goes back to the first one of the element.
    end.tabIndex = 0;
    end.addEventListener('blur', () => end.removeAttribute('tabindex'), { once: true });
    end.focus();
  }
}
