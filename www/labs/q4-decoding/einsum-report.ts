// What an equation says about its operands: result, cost, loops, gradients and findings.
import { html, nothing } from 'lit';
import { axisClass, axisLetter, equationText, shapeByAxis } from '../../ui/axis.js';
import '../../ui/math-formula.js';
import '../../tables/value-table.js';
import { scaleOf } from '../../lib/colour-scale.js';
import { decimalsFor, grouped } from '../../lib/format.js';
import { slicesOf } from '../../lib/tensor-views.js';
import { cellOf } from '../../steps/operand-layout.js';

/** @typedef {import('../../../pkg/attention_playground.js').EinsumReport} Report */

const MOST_TABLES = 12; // slices of a value that are drawn

/** @param {Report} report @param {string[]} names of the operands */
export const deskReport = (report, names) => html`
  ${report.notes.map(({ message }) => html`<p class="finding" data-finding><b>Finding.</b> ${message}</p>`)}
  <math-formula .tree=${report.formula.tree}></math-formula>
  <dl>
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

/** The program that the equation is short for. @param {Report} report @param {string[]} names */
function loops({ letters, equation }, names) {
  const indented = (/** @type {number} */ depth) => '  '.repeat(depth);
  const indexed = (/** @type {string} */ name, /** @type {string} */ axes) =>
    html`${name}[${[...axes].map((letter, at) => html`${at > 0 ? ', ' : ''}<i class=${axisClass(letter)}>${letter}</i>`)}]`;
  const [terms, result] = equation.split('->');
  const factors = terms.split(',').map((axes, at) => indexed(names[at], axes));
  return html`<pre tabindex="0" aria-label="Loops">${letters.map(
    ({ letter, size, output }, depth) =>
      html`${indented(depth)}for <i class=${axisClass(letter)}>${letter}</i> in range(${size}):${output === undefined ? '  # summed over' : ''}
`,
  )}${indented(letters.length)}${indexed('y', result)} += ${factors.map((factor, at) => html`${at > 0 ? ' * ' : ''}${factor}`)}</pre>`;
}

/** @param {Report['gradients'][number]} gradient @param {string} name */
const way = ({ steps }, name) => html`<div class="way">
  <p class="label">of ${name}: ${steps.map(({ equation, op }, at) => html`${at > 0 ? ', then ' : ''}${equation ? html`<code>${equationText(equation)}</code>` : op}`)}</p>
  ${steps.map(({ formula }) => html`<math-formula .tree=${formula.tree}></math-formula>`)}
</div>`;

/** @param {NonNullable<Report['value']>} tensor */
function tables(tensor) {
  const slices = slicesOf(tensor);
  const decimals = decimalsFor(tensor.data);
  return html`<div class="values">
    ${slices.slice(0, MOST_TABLES).map(
      (slice) => html`<div>
        ${slice.name.length > 0 ? html`<p class="label">${slice.name.map(({ letter, at }, place) => html`${place > 0 ? ', ' : ''}${axisLetter(letter)} = ${at}`)}</p>` : nothing}
        <value-table
          .slice=${slice}
          .data=${tensor.data}
          .name=${'value'}
          .decimals=${decimals}
          .scale=${scaleOf(tensor.data, false)}
          .cell=${cellOf(tensor.data, decimals, 11)}
        ></value-table>
      </div>`,
    )}
    ${slices.length > MOST_TABLES ? html`<p class="label">… and ${slices.length - MOST_TABLES} tables more.</p>` : nothing}
  </div>`;
}

/** "2·b·n" with each letter as axes are written. @param {string} text */
const letters = (text) =>
  text.split(/([A-Za-z])/).map((part, at) => (at % 2 === 0 ? part : axisLetter(part)));
