// What the program takes: operations and numbers in memory, of each step and of the whole.
import { css, html, nothing } from 'lit';
import type { CostReport } from '../../pkg/attention_playground.js';
import { grouped, plural } from '../lib/format.ts';
import { base } from '../styles/base.ts';
import { named } from '../styles/named-table.ts';
import { panel } from '../styles/panel.ts';
import { namedTable } from '../tables/named-table.ts';
import { axisLetter } from '../ui/axis.ts';
import { property } from '../ui/property.ts';
import { PanelElement } from './panel-element.ts';

type StepCost = CostReport['steps'][number];
type Amount = StepCost['cells'];
type Operations = StepCost['operations'];

export class CostPanel extends PanelElement {
  @property({ attribute: false }) report: CostReport | null = null;

  static styles = [
    base,
    panel,
    named,
    css`
      .box:focus-visible {
        outline-offset: 0;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: 0.9375rem;
        line-height: 1.375rem;
      }
      th,
      td {
        padding: 0.25rem 0 0.25rem 1.5rem;
        font-weight: 400;
        text-align: right;
        vertical-align: baseline;
        white-space: nowrap;
      }
      th:first-child {
        padding-left: 0;
        text-align: left;
      }
      thead th {
        border-bottom: 1px solid var(--edge);
        font-size: 0.875rem;
        color: var(--ink2);
      }
      tbody.group th {
        padding-top: 0.75rem;
        color: var(--ink2);
      }
      td + td {
        padding-left: 0.75rem;
      }
      .count {
        color: var(--ink2);
      }
      @media print {
        td {
          visibility: var(--answers, visible);
        }
      }
      .zero {
        color: var(--ink3);
      }
      .letters {
        padding-left: 1.5rem;
        text-align: left;
      }
      .body > .label {
        margin-top: 0.75rem;
      }
    `,
  ];

  render() {
    return this.report ? super.render() : nothing;
  }

  about() {
    return this.report ? summary(this.report) : nothing;
  }

  content() {
    const { report, open } = this;
    if (!report || !open) return nothing;
    const forward = report.steps.filter(({ backward }) => !backward);
    const backward = report.steps.filter((step) => step.backward);
    const masked = report.steps.some(
      ({ operations }) => operations.needed !== operations.performed.number,
    );
    return html`
      <div class="body">
        ${namedTable(
          'Cost of each step',
          html`<table translate="no">
            <thead>
              <tr>
                <th scope="col">step</th>
                <th scope="col" colspan="2" data-parts="in letters|here">operations</th>
                ${masked ? html`<th scope="col">needed under the mask</th>` : nothing}
                <th scope="col" colspan="2" data-parts="in letters|here">numbers in memory</th>
              </tr>
            </thead>
            <tbody>${forward.map((step) => stepRow(step, masked))}</tbody>
            ${
              backward.length > 0
                ? html`<tbody class="group">
                      <tr><th scope="rowgroup" colspan=${masked ? 6 : 5}>backward pass</th></tr>
                    </tbody>
                    <tbody>${backward.map((step) => stepRow(step, masked))}</tbody>`
                : nothing
            }
          </table>`,
        )}
        ${namedTable(
          'Cost of the whole',
          html`<table translate="no">
            <thead>
              <tr>
                <th scope="col">in all</th>
                <th scope="col">here</th>
                <th class="letters" scope="col">in letters</th>
                <th class="letters" scope="col">grows as</th>
              </tr>
            </thead>
            <tbody>${this.#totals(report)}</tbody>
          </table>`,
        )}
        <p class="label">
          ${
            report.same.length > 0
              ? html`In letters and growth, ${report.same.map(
                  (text, at) => html`${at > 0 ? '; ' : ''}${letters(text)}`,
                )}.`
              : nothing
          }
          ${
            report.near.length > 0
              ? html`Where ${report.near.map((text, at) => html`${at > 0 ? '; ' : ''}${letters(text)}`)},
                it grows as the last line of its row says.`
              : nothing
          }
          One addition, multiplication, division, comparison or function of a number counts as one
          operation; a multiply–add counts as one. For each number that a fused
          kernel touches there are ${report.intensity.toFixed(2)} operations.
        </p>
      </div>
    `;
  }

  #totals({ time, memory }: CostReport) {
    return [
      totalRow('time', time.forward.performed, time.forward),
      totalRow('time, backward pass', time.backward.performed, time.backward),
      totalRow('memory, fused kernel', memory.fused),
      totalRow('memory, every intermediate', memory.every),
      totalRow('memory, kept for backpropagation', memory.kept),
    ];
  }
}

const summary = ({ time, memory }: CostReport) => html`<span class="summary" translate="no">
  ${grouped(time.forward.performed.number)} operations,
  ${plural(memory.every.number, 'number')} in memory; time
  <span class="order">${letters(time.forward.performed.order.text)}</span></span>`;

const stepRow = ({ label, operations, cells }: StepCost, masked: boolean) => html`<tr>
  <th scope="row">${label}</th>
  ${amount(operations.performed)}
  ${masked ? html`<td class=${operations.needed === 0 ? 'zero' : ''} data-exact=${operations.needed}>${grouped(operations.needed)}</td>` : nothing}
  ${amount(cells)}
</tr>`;

const amount = ({ exact, number: size }: Amount) =>
  size === 0
    ? html`<td></td><td class="zero" data-exact="0">0</td>`
    : html`<td class="count">${letters(exact.text)}</td><td data-exact=${size}>${grouped(size)}</td>`;

const totalRow = (
  name: string,
  { number: size, polynomial, order, nearly }: Amount,
  operations?: Operations,
) => html`<tr>
  <th scope="row">${name}</th>
  ${
    !operations || operations.needed === size
      ? html`<td data-exact=${size}>${grouped(size)}</td>`
      : html`<td>${grouped(size)}<br />${grouped(operations.needed)} needed</td>`
  }
  <td class="letters">
    ${letters(polynomial.text)}${operations?.needed_in_letters ? html`<br />${letters(operations.needed_in_letters.text)} needed` : nothing}
  </td>
  <td class="letters">
    ${letters(order.text)}${nearly ? html`<br />${letters(nearly.text)}` : nothing}
  </td>
</tr>`;

/** "2·i·j" as 2ij, each letter as axes are written. */
const letters = (text: string) =>
  text
    .replaceAll('·', '')
    .split(/([A-Za-z])/)
    .map((part, at, parts) =>
      at % 2 === 0 || (part === 'O' && parts[at + 1].startsWith('(')) ? part : axisLetter(part),
    );

customElements.define('cost-panel', CostPanel);

declare global {
  interface HTMLElementTagNameMap {
    'cost-panel': CostPanel;
  }
}
