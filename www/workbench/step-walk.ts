// Through the program step by step: Back, Next step, and Play, which walks to one cell of the output.
import type { Place } from '../state/place.ts';
import { sentenceOf } from '../steps/arithmetic-lines.ts';
import type { AttentionPlayground } from './playground.ts';

export class StepWalk {
  #element: AttentionPlayground;
  /** What was pinned before a walk, while there is one. */
  #before: Place | null | undefined;
  /** How far the page was scrolled then. */
  #top = 0;

  constructor(element: AttentionPlayground) {
    this.#element = element;
  }

  /** @param where as the controls say it */
  through(where: Actions['step-through']) {
    const { stepper } = this.#element.workbench;
    if (where === 'play') return this.#play();
    stepper.pause();
    if (where === 'on') stepper.go(1);
    else if (where === 'back') stepper.go(-1);
    else if (where === 'end') stepper.end();
  }

  /** To the pinned cell of the output, or else to the first one that belongs to what is pinned. */
  async #play() {
    const { results, selection, stepper } = this.#element.workbench;
    const { good } = results;
    if (!good) return;
    if (stepper.walk.size > 0) return stepper.play();
    const { output, steps } = good.trace;
    const { pinned } = selection;
    const axesOf = (step?: string) => steps.find(({ id }) => id === step)?.tensor.axes ?? [];
    const from = axesOf(pinned?.step);
    // In the row of what is pinned, where it has one.
    const index = axesOf(output).map((letter) => pinned?.index[from.indexOf(letter)] ?? 0);
    const end = pinned?.step === output ? pinned : { step: output, index };
    this.#before = pinned;
    this.#top = scrollY;
    const walk = await selection.walkTo(end);
    if (results.good === good) stepper.play(walk);
  }

  /** The card of the step where one is comes into view; the keyboard stays where it is. */
  async show() {
    const { workbench } = this.#element;
    const { stepper, selection } = workbench;
    const { at, walk, steps, place } = stepper;
    const cell = walk.get(at);
    if (cell) {
      await selection.pin(cell);
      const { explanation } = workbench;
      if (explanation && stepper.at === at)
        workbench.say(
          `Step ${place + 1} of ${steps.length}. ${sentenceOf(steps[place].label, explanation)}`,
        );
    } else if (at === '') await this.#restore();
    else await this.#carry(at);
    await this.#element.updateComplete;
    if (at) await this.#element.steps?.show(at, cell);
  }

  /** What is pinned goes along to the cell of this step with the same row and column. */
  async #carry(at: string) {
    const { results, selection } = this.#element.workbench;
    const { pinned } = selection;
    const steps = results.good?.trace.steps ?? [];
    const axesOf = (id?: string) => steps.find((step) => step.id === id)?.tensor.axes ?? [];
    if (!pinned || pinned.step === at) return;
    const from = axesOf(pinned.step);
    const index = axesOf(at).map((letter) => pinned.index[from.indexOf(letter)] ?? 0);
    await selection.pin({ step: at, index });
  }

  /** What was pinned before is so again, and the page is where it was. */
  async #restore() {
    const before = this.#before;
    if (before === undefined) return;
    const { selection } = this.#element.workbench;
    this.#before = undefined;
    if (before) await selection.pin(before);
    else selection.unpin();
    scrollTo({ top: this.#top, behavior: 'smooth' });
  }
}
