// The program as a picture: threads where they can be told apart, else rails; each step leads to its card.
import { html, LitElement, nothing, svg } from 'lit';
import type { Trace } from '../../pkg/attention_playground.js';
import { within } from '../lib/within.ts';
import { base } from '../styles/base.ts';
import { program } from '../styles/program.ts';
import type { Highlights } from '../tables/highlights.ts';
import { act } from '../ui/action.ts';
import { axisClass } from '../ui/axis.ts';
import { property, state } from '../ui/property.ts';
import { drawRails } from './dataflow-compact.ts';
import { type Box, type Drawing, drawThreads } from './dataflow-layout.ts';

/** What a step is to the cell in hand. */
type Part = 'pinned' | 'source' | 'origin' | 'dependent' | '';

const TRAVEL = 400; // milliseconds that the ring takes along a thread
const SAYS = {
  pinned: ', holds the selected cell',
  source: ', read by the selected cell',
  origin: ', the selected cell comes from it',
  dependent: ', depends on the selected cell',
  '': '',
};

/** One tab stop; arrows, Home, End, Enter. */
export class ProgramDrawing extends LitElement {
  @property({ attribute: false }) trace: Trace | null = null;
  @property({ attribute: false }) highlights: Map<string, Highlights> = new Map();
  /** The step that the stepper is at. */
  @property({ attribute: false }) current = '';
  /** The step that stands where one reads. */
  @property({ attribute: false }) reading = '';
  /** The step that the keyboard is at. */
  @state() private at = '';

  static styles = [base, program];

  /** The step of the cell in hand, when the picture was last drawn. */
  pinned = '';
  drawing: Drawing | null = null;

  willUpdate(changed: Map<string, unknown>) {
    if (changed.has('trace') && this.trace)
      this.drawing = drawThreads(this.trace) ?? drawRails(this.trace);
  }

  updated(changed: Map<string, unknown>) {
    const { current } = this;
    const pinned = [...this.highlights].find(([, highlights]) => highlights.pinned >= 0)?.[0] ?? '';
    if (pinned && pinned !== this.pinned) this.#reveal(pinned);
    this.pinned = pinned;
    if (changed.has('reading') && this.reading && !pinned) this.#reveal(this.reading);
    if (!changed.has('current') || !current) return;
    this.#reveal(current);
    this.#travel(String(changed.get('current') ?? ''), current);
  }

  render() {
    const { trace, drawing } = this;
    if (!trace || !drawing) return nothing;
    const { boxes, threads, labels, dots, width, height } = drawing;
    const rails = dots.length > 0;
    const stop = boxes.some(({ id }) => id === this.at) ? this.at : boxes[0].id;
    return html`
      <div class="scroll">
        <svg
          translate="no"
          class=${rails ? 'rails' : ''}
          viewBox="0 0 ${width} ${height}"
          role="group"
          aria-label=${describe(trace)}
          @click=${this.#click}
          @keydown=${this.#key}
        >
          ${threads.map(
            ({ letter, path, of, into }) =>
              svg`<path class="${axisClass(letter)} ${this.#isLit(of, into) ? 'lit' : ''}" data-into=${into} data-of=${of.join(' ')} d=${path}></path>`,
          )}
          ${dots.map(
            ({ id, input, x, y }) =>
              svg`<circle class="${input ? 'input' : ''} ${this.#part(id)}" cx=${x} cy=${y} r="4"></circle>`,
          )}
          ${boxes.map((box) => this.#box(box, rails, box.id === stop))}
          ${labels.map(({ letter, x, y, sum }) =>
            sum
              ? svg`<text class="name" x=${x} y=${y}>Σ <tspan class="letter ${axisClass(letter)}">${letter}</tspan></text>`
              : svg`<text class="letter ${axisClass(letter)}" x=${x} y=${y}>${letter}</text>`,
          )}
          <circle class="ring" r="6" aria-hidden="true"></circle>
        </svg>
      </div>
      <p class="label">
        ${
          rails
            ? 'The program, step by step: lines lead from each step to the steps that use it.'
            : 'Each line is an axis. Where two lines meet (Σ), the numbers along it are added up.'
        }
        <span class="screen">Click ${rails ? 'one' : 'a box'} to jump to it.</span>
      </p>
    `;
  }

  #part(id: string): Part {
    const highlights = this.highlights.get(id);
    if (!highlights) return '';
    if (highlights.pinned >= 0) return 'pinned';
    if (highlights.sources.size > 0) return 'source';
    if (highlights.dependents.size > 0) return 'dependent';
    return highlights.origins.size > 0 ? 'origin' : '';
  }

  /** A thread on the way from what the cell in hand comes from to what depends on it. */
  #isLit(of: string[], into: string) {
    const to = this.#part(into);
    const from = of.map((id) => this.#part(id));
    if (to === 'pinned') return from.some((part) => part === 'source');
    return to === 'dependent' && from.some((part) => part === 'pinned' || part === 'dependent');
  }

  /** @param stop it is the tab stop */
  #box({ id, text, input, x, y, width, height }: Box, rails: boolean, stop: boolean) {
    const part = this.#part(id);
    const current = id === this.current ? 'current' : id === this.reading ? 'reading' : '';
    const middle = y + height / 2 + 5;
    const step = this.trace?.steps.find((step) => step.id === id);
    const axes = step?.tensor.axes.join(' by ') || 'one number';
    const whole = step && !input ? within(step.label) : text;
    return svg`<g
      role="button"
      tabindex=${stop ? 0 : -1}
      data-id=${id}
      aria-label="${input ? `input ${text}` : whole}, ${axes}${SAYS[part]}"
      aria-current=${current === 'current' ? 'step' : nothing}
    >
      <rect class="${part} ${current}" x=${x} y=${rails ? y + 1 : y} width=${width} height=${rails ? height - 2 : height} rx="2"></rect>
      <text class="name ${input ? 'input' : ''} ${part}" x=${rails ? x + 6 : x + width / 2} y=${middle}>${text}</text>
    </g>`;
  }

  #click(event: Event) {
    const id = this.#idAt(event);
    if (id) this.#pick(id);
  }

  #idAt({ target }: Event) {
    const node = target instanceof Element ? target.closest('g') : null;
    return node?.getAttribute('data-id') ?? '';
  }

  #key(event: KeyboardEvent) {
    const id = this.#idAt(event);
    const ids = this.drawing?.boxes.map((box) => box.id) ?? [];
    const at = ids.indexOf(id);
    const last = ids.length - 1;
    const { key } = event;
    if (key === 'Enter' || key === ' ') this.#pick(id);
    else if (key === 'ArrowDown' || key === 'ArrowRight') this.#go(ids[Math.min(last, at + 1)]);
    else if (key === 'ArrowUp' || key === 'ArrowLeft') this.#go(ids[Math.max(0, at - 1)]);
    else if (key === 'Home') this.#go(ids[0]);
    else if (key === 'End') this.#go(ids[last]);
    else return;
    event.preventDefault();
  }

  async #go(id: string) {
    this.at = id;
    await this.updateComplete;
    const node = this.renderRoot.querySelector(`g[data-id="${id}"]`);
    if (node instanceof SVGElement) node.focus();
  }

  #pick(id: string) {
    this.at = id;
    act(this, 'step-focus', id);
  }

  /** Scroll the picture, and not the page, to a step. */
  #reveal(id: string) {
    const scroll = this.renderRoot.querySelector('.scroll');
    const node = this.renderRoot.querySelector(`g[data-id="${id}"]`);
    if (!scroll || !node) return;
    const [box, view] = [node.getBoundingClientRect(), scroll.getBoundingClientRect()];
    if (box.top < view.top || box.bottom > view.bottom)
      scroll.scrollTop += box.top - view.top - view.height / 2;
  }

  /** A ring goes along the thread that leads to a step, if possible from the one before it. */
  #travel(from: string, to: string) {
    const ring = this.renderRoot.querySelector('.ring');
    if (!ring || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const threads = this.drawing?.threads ?? [];
    const into = threads.map((thread, at) => ({ ...thread, at })).filter((one) => one.into === to);
    const { at = -1 } =
      into.findLast(({ of }) => of.length === 1 && of[0] === from) ?? into[0] ?? {};
    const path = this.renderRoot.querySelectorAll('path')[at];
    if (!path) return;
    const length = path.getTotalLength();
    const frames = Array.from({ length: 13 }, (_, frame) => {
      const { x, y } = path.getPointAtLength((length * frame) / 12);
      return { transform: `translate(${x}px, ${y}px)`, opacity: 1 };
    });
    ring.animate(frames, { duration: TRAVEL, easing: 'ease-in-out' });
  }
}

/** The same in words. */
function describe({ steps }: Trace) {
  const text = steps
    .filter(({ op, backward }) => op !== 'input' && !backward)
    .map(
      ({ label, inputs }) =>
        `${within(label)} from ${inputs.map((id) => nameOf(steps, id)).join(' and ')}`,
    );
  return `The program: ${text.join('; ')}.`;
}

function nameOf(steps: Trace['steps'], id: string) {
  const step = steps.find((one) => one.id === id);
  return step && step.op !== 'input' ? within(step.label) : id;
}

customElements.define('program-drawing', ProgramDrawing);

declare global {
  interface Actions {
    /** A step, or an input, is to get the keyboard. */
    'step-focus': string;
  }
  interface HTMLElementTagNameMap {
    'program-drawing': ProgramDrawing;
  }
}
