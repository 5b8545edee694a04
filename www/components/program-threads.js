// The program as a picture: a thread is an axis, a box a step, and two threads that join are summed.
import { css, html, LitElement, nothing, svg } from 'lit';
import { base } from '../styles/base.js';
import { drawThreads } from '../threads.js';
import { axisClass } from './axis.js';

/** @typedef {import('../../pkg/attention_playground.js').Trace} Trace */
/** @typedef {import('../lights.js').Lights} Lights */

export class ProgramThreads extends LitElement {
  static properties = { trace: { attribute: false }, lights: { attribute: false } };

  static styles = [
    base,
    css`
      svg {
        display: block;
        width: 15.5rem;
        max-width: 100%;
        height: auto;
        overflow: visible;
        margin-bottom: 0.5rem;
      }
      path {
        fill: none;
        stroke: var(--axis, var(--ink2));
        stroke-width: 2.25;
        stroke-linecap: round;
      }
      rect {
        fill: var(--paper);
        stroke: var(--edge);
      }
      text {
        font: 15px var(--serif);
        fill: var(--ink);
      }
      .letter {
        fill: var(--axis, var(--ink2));
        font-style: italic;
      }
      .sum {
        font-style: normal;
      }
      .name {
        text-anchor: middle;
      }
      .name.input {
        font-style: italic;
        font-size: 17px;
      }
      .source {
        fill: var(--mark);
        stroke: var(--ring);
      }
      .name.source {
        fill: var(--mark-ink);
        stroke: none;
      }
      rect.dependent {
        stroke: var(--ink);
        stroke-dasharray: 2 3;
        stroke-linecap: round;
      }
      rect.held {
        stroke: var(--ring);
        stroke-width: 2;
      }
      @media (forced-colors: active) {
        path {
          stroke: CanvasText;
        }
        text,
        .letter,
        .name.source {
          fill: CanvasText;
        }
        rect,
        rect.source {
          fill: Canvas;
          stroke: CanvasText;
        }
        rect.source,
        rect.held {
          stroke: Highlight;
          stroke-width: 3;
        }
      }
    `,
  ];

  constructor() {
    super();
    /** @type {Trace | null} */
    this.trace = null;
    /** @type {Map<string, Lights>} */
    this.lights = new Map();
  }

  render() {
    const { trace } = this;
    if (!trace) return nothing;
    const drawing = drawThreads(trace);
    if (!drawing) return nothing;
    const { boxes, threads, labels, width, height } = drawing;
    return html`
      <svg viewBox="0 0 ${width} ${height}" role="img" aria-label=${describe(trace)}>
        ${threads.map(({ letter, path }) => svg`<path class=${axisClass(letter)} d=${path}></path>`)}
        ${boxes.map((box) => this.#box(box))}
        ${labels.map(({ letter, x, y, sum }) =>
          sum
            ? svg`<text class="name" x=${x} y=${y}>Σ <tspan class="letter ${axisClass(letter)}">${letter}</tspan></text>`
            : svg`<text class="letter ${axisClass(letter)}" x=${x} y=${y}>${letter}</text>`,
        )}
      </svg>
      <p class="label">A thread is an axis. Where two join, it is summed over.</p>
    `;
  }

  /** @param {import('../threads.js').Box} box */
  #box({ id, text, input, x, y, width, height }) {
    const lights = this.lights.get(id);
    let state = '';
    if (lights && lights.held >= 0) state = 'held';
    else if (lights && lights.sources.size > 0) state = 'source';
    else if (lights && lights.dependents.size > 0) state = 'dependent';
    const kind = input ? 'name input' : 'name';
    return svg`
      <rect class=${state} x=${x} y=${y} width=${width} height=${height} rx="2"></rect>
      <text class="${kind} ${state}" x=${x + width / 2} y=${y + height / 2 + 5}>${text}</text>
    `;
  }
}

/** The same in words. @param {Trace} trace */
function describe({ steps }) {
  const text = steps
    .filter(({ op, backward }) => op !== 'input' && !backward)
    .map(({ label, inputs }) => `${label.toLowerCase()} from ${inputs.join(' and ')}`);
  return `The program: ${text.join('; ')}.`;
}

customElements.define('program-threads', ProgramThreads);
