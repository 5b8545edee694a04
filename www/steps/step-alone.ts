// The table of a step by itself: its name, its shape, its numbers, without its operands.
import { html } from 'lit';
import type { Step } from '../../pkg/attention_playground.js';
import { scaleOf } from '../lib/colour-scale.ts';
import type { Highlights } from '../tables/highlights.ts';
import { shapeByAxis } from '../ui/axis.ts';
import type { OperandLayout } from './operand-layout.ts';
import './step-picture.ts';

interface Drawn {
  highlights?: Map<string, Highlights>;
  stale?: boolean;
  words: readonly string[];
}

export function stepAlone(
  step: Step,
  layout: OperandLayout,
  { highlights = new Map(), stale = false, words }: Drawn,
) {
  const { data, axes, shape } = step.tensor;
  return html`<div>
    <p class="label name">${step.label} <span translate="no">${shapeByAxis(axes, shape)}</span></p>
    <step-picture
      data-step=${step.id}
      .step=${step}
      .layout=${{ ...layout, left: null, top: null, lead: 0 }}
      .scale=${scaleOf(data, step.weights, layout.mode === 'map')}
      .highlights=${highlights}
      .stale=${stale}
      .words=${words}
    ></step-picture>
  </div>`;
}
