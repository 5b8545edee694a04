// What an equation says about its operands: result, cost, loops, gradients and findings.
import { html, nothing } from 'lit';
import type { EinsumReport as Report } from '../../../pkg/attention_playground.js';
import { axisClass, axisLetter, equationText, shapeByAxis } from '../../ui/axis.ts';
import '../../ui/math-formula.ts';
import '../../tables/value-table.ts';
import { scaleOf } from '../../lib/colour-scale.ts';
import { decimalsFor, grouped } from '../../lib/format.ts';
import { viewsOf } from '../../lib/tensor-views.ts';
import { cellOf } from '../../steps/operand-layout.ts';

const MOST_TABLES = 12; // views of a value that are drawn

/** @param names of the operands */
export const deskReport = (report: Report, names: string[]) => html`
  ${report.notes.map(({ message }) => html`<p class="finding" data-finding><b>Finding.</b> ${message}</p>`)}
  <math-formula translate="no" .tree=${report.formula.tree}></math-formula>
  <dl translate="no">
    <dt>Result</dt>
    <dd>${shapeByAxis(report.axes, report.shape)}</dd>
    <dt>Cost</dt>
    <dd>
      ${letters(report.cost.operations.exact.text)} = ${grouped(report.cost.operations.number)}
      multiply–adds; ${letters(report.cost.cells.exact.text)} = ${grouped(report.cost.cells.number)}
      ${report.cost.cells.number === 1 ? 'number' : 'numbers'} in the result
    </dd>
    <dt>Loops</dt>
    <dd>${loops(report, names)}</dd>
    <dt>Gradients</dt>
    <dd>${report.gradients.map((gradient, at) => way(gradient, names[at]))}</dd>
    ${report.value ? html`<dt>Value</dt><dd>${tables(report.value)}</dd>` : nothing}
  </dl>
`;

/** The program that the equation is short for. */
function loops({ letters, equation }: Report, names: string[]) {
  const indented = (depth: number) => '  '.repeat(depth);
  const indexed = (name: string, axes: string) =>
    html`${name}[${[...axes].map((letter, at) => html`${at > 0 ? ', ' : ''}<i class=${axisClass(letter)}>${letter}</i>`)}]`;
  const [terms, result] = equation.split('->');
  const factors = terms.split(',').map((axes, at) => indexed(names[at], axes));
  return html`<pre translate="no" tabindex="0" aria-label="Loops">${letters.map(
    ({ letter, size, output }, depth) =>
      html`${indented(depth)}for <i class=${axisClass(letter)}>${letter}</i> in range(${size}):${output === undefined ? '  # summed over' : ''}
`,
  )}${indented(letters.length)}${indexed('y', result)} += ${factors.map((factor, at) => html`${at > 0 ? ' * ' : ''}${factor}`)}</pre>`;
}

const way = ({ steps }: Report['gradients'][number], name: string) => html`<div class="way">
  <p class="label">of ${name}: ${steps.map(({ equation, op }, at) => html`${at > 0 ? ', then ' : ''}${equation ? html`<code>${equationText(equation)}</code>` : op}`)}</p>
  ${steps.map(({ formula }) => html`<math-formula translate="no" .tree=${formula.tree}></math-formula>`)}
</div>`;

function tables(tensor: NonNullable<Report['value']>) {
  const views = viewsOf(tensor);
  const decimals = decimalsFor(tensor.data);
  return html`<div class="values">
    ${views.slice(0, MOST_TABLES).map(
      (view) => html`<div>
        ${view.name.length > 0 ? html`<p class="label">${view.name.map(({ letter, at }, place) => html`${place > 0 ? ', ' : ''}${axisLetter(letter)} = ${at}`)}</p>` : nothing}
        <value-table
          .view=${view}
          .data=${tensor.data}
          .name=${'value'}
          .decimals=${decimals}
          .scale=${scaleOf(tensor.data, false)}
          .cell=${cellOf(tensor.data, decimals, 11)}
        ></value-table>
      </div>`,
    )}
    ${views.length > MOST_TABLES ? html`<p class="label">… and ${views.length - MOST_TABLES} tables more.</p>` : nothing}
  </div>`;
}

/** "2·b·n" with each letter as axes are written. */
const letters = (text: string) =>
  text.split(/([A-Za-z])/).map((part, at) => (at % 2 === 0 ? part : axisLetter(part)));
