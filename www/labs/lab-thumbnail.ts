// <lab-thumbnail>: a lab in small, computed from what was set in it.
import { css, html, LitElement, nothing, type SVGTemplateResult, unsafeCSS } from 'lit';
import type { Engine } from '../core/engine.ts';
import { type Ask, CoreTask } from '../core/query.ts';
import type { Settings } from '../state/url/lab-codec.ts';
import { base } from '../styles/base.ts';
import { property } from '../ui/property.ts';
import type { Lab } from './lab.ts';
import { HEIGHT, WIDTH } from './parts/drawn.ts';

const fills = unsafeCSS(
  ['p', 'n']
    .flatMap((half) => Array.from({ length: 8 }, (_, at) => `${half}${at + 1}`))
    .map((step) => `.${step} { fill: var(--${step}); }`)
    .join('\n'),
);

export class LabThumbnail extends LitElement {
  @property({ attribute: false }) lab!: Lab;
  @property({ attribute: false }) settings: Settings = {};
  @property({ attribute: false }) engine!: Engine;

  static styles = [
    base,
    css`
      svg {
        display: block;
        width: min(7rem, 100%);
        aspect-ratio: 112 / 72;
        overflow: visible;
        forced-color-adjust: none;
      }
      svg * {
        vector-effect: non-scaling-stroke;
      }
      ${fills}
      .none {
        fill: none;
        stroke: var(--edge);
      }
      .zero {
        fill: var(--ink3);
        font: 13px var(--serif);
        text-anchor: middle;
      }
      .text {
        fill: var(--rule);
      }
      .blank {
        fill: var(--paper);
        stroke: var(--ink2);
      }
      path {
        fill: none;
        stroke: var(--ink);
        stroke-width: 1.5;
      }
      path.s2 {
        stroke: var(--p6);
        stroke-dasharray: 5 3;
      }
      .ground {
        stroke: var(--edge);
      }
    `,
  ];

  drawn = new CoreTask(this, {
    args: () => [this.lab.id, this.settings],
    task: async (ask: Ask, _: string, settings: Settings): Promise<SVGTemplateResult> => {
      const { thumbnail } = await this.lab.thumbnail();
      return thumbnail(ask, settings);
    },
  });

  render() {
    return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">${this.drawn.value ?? nothing}</svg>`;
  }
}

customElements.define('lab-thumbnail', LabThumbnail);

declare global {
  interface HTMLElementTagNameMap {
    'lab-thumbnail': LabThumbnail;
  }
}
