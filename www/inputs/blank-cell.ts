// One cell of an input: a blank to type in, or in a mask a switch.
import { html, nothing } from 'lit';
import type { InputInfo } from '../../pkg/attention_playground.js';
import { halfDigits } from '../lib/format.ts';
import { around, type TensorView, unflatten } from '../lib/tensor-views.ts';
import { cellName, type TextTensor } from '../state/text-tensor.ts';
import { LARGEST_CELL, LARGEST_TEXT } from '../styles/matrix.ts';
import { type Highlights, highlightClasses } from '../tables/highlights.ts';
import type { Fit } from './blank-table.ts';

const SMALLEST = 10; // quarters of a rem

/** Of a number before its point, and from there on, in half digits; null for what is none. */
export function partsOf(text: string) {
  const [, head, tail] = text.match(/^([-+−]?\d*)((?:\.\d*)?)$/) ?? [];
  return head === undefined ? null : { head: halfDigits(head), tail: halfDigits(tail) };
}

export function blankCell({
  info,
  texts,
  view,
  row,
  column,
  bad,
  fit,
  highlights,
  locked,
  stop,
}: {
  info: InputInfo;
  texts: TextTensor;
  /** the table that it stands in */
  view: TensorView;
  row: number;
  column: number;
  /** the place of the cell at fault, or −1 */
  bad: number;
  /** of its column */
  fit: Fit;
  highlights: Highlights;
  /** it is read, and not changed */
  locked: boolean;
  /** the place of the cell that Tab comes to */
  stop: number;
}) {
  const place = view.place(row, column);
  const wrong = place === bad;
  const text = texts.cells[place];
  const { widest, head, tail } = fit;
  const parts = partsOf(text);
  const width = parts ? head + tail : halfDigits(text);
  const size = Math.min(LARGEST_CELL, Math.max(SMALLEST, widest + 4, head + tail + 4));
  const lit = highlightClasses(highlights, place, around(view, row, column));
  const aligned = `text-${Math.min(LARGEST_TEXT, width)} tail-${parts ? tail - parts.tail : 0}`;
  const classes = `cell-${size} ${aligned} ${lit} ${wrong ? 'bad' : ''}`;
  const label = cellName(info.name, info.axes, unflatten(place, texts.shape));
  if (info.boolean && (text === '0' || text === '1')) {
    return html`<td class=${classes}>
      <button
        class="blank"
        role="switch"
        aria-label="${label}: may attend"
        aria-checked=${text === '1'}
        aria-readonly=${locked ? 'true' : nothing}
        data-place=${place}
        tabindex=${place === stop ? 0 : -1}
      >${text}</button>
    </td>`;
  }
  return html`<td class=${classes}>
    <input
      class="blank"
      aria-label=${label}
      aria-invalid=${wrong ? 'true' : nothing}
      aria-describedby=${wrong ? 'error' : nothing}
      data-place=${place}
      tabindex=${place === stop ? 0 : -1}
      autocomplete="off"
      autocapitalize="off"
      spellcheck="false"
      ?readonly=${locked}
      .value=${text}
    />
  </td>`;
}
