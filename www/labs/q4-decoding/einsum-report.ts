// What an equation says about its operands: result, cost, loops, gradients and findings.
import { html, nothing } from 'lit';
import type { EinsumReport as Report } from '../../../pkg/attention_playground.js';
import { axisClass, axisLetter, equationText, shapeByAxis } from '../../ui/axis.ts';
import '../../ui/math-formula.ts';
import { grouped } from '../../lib/format.ts';
import '../parts/lab-table.ts';

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
    ${report.value ? html`<dt>Value</dt><dd><lab-table .tensor=${report.value} .name=${'result of the desk'}></lab-table></dd>` : nothing}
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

/** "2·b·n" with each letter as axes are written. */
const letters = (text: string) =>
  text.split(/([A-Za-z])/).map((part, at) => (at % 2 === 0 ? part : axisLetter(part)));
