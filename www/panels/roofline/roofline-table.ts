// A decoding step on a machine in numbers: as a table to read, and every one of them for a file.
import { html } from 'lit';
import type { CostCurves } from '../../../pkg/attention_playground.js';
import { numbersGrid } from '../../exports/table.ts';
import { exact, figure, prefixed } from '../../lib/format.ts';
import { namedTable } from '../../tables/named-table.ts';
import { leastTime, type Machine, type Step } from './roofline.ts';

const LONGEST = 10_000; // of the least unit, beyond which a number is no longer read at a glance

/** Numbers of one column in one unit, if all of them are read well in it. */
function alike(values: number[], unit: string = '') {
  const least = Math.min(...values);
  const whole = Number.parseFloat(prefixed(least, unit));
  const fits = (Math.max(...values) / least) * whole < LONGEST;
  return values.map((value) => prefixed(value, unit, fits ? least : value));
}

export function rooflineTable(steps: Step[], machine: Machine) {
  const flops = steps.map((step) => step.flops);
  const bytes = steps.map((step) => step.bytes);
  const times = steps.map((step) => leastTime(machine, step));
  const texts = { flops: alike(flops), bytes: alike(bytes, 'B'), times: alike(times, 's') };
  return namedTable(
    'One step in numbers',
    html`<table translate="no">
      <thead>
        <tr>
          <th scope="col">one step</th>
          <th scope="col">sets of K, V</th>
          <th scope="col">flop</th>
          <th scope="col" data-exact="bytes moved">moved</th>
          <th scope="col">flop/byte</th>
          <th scope="col" data-exact="least time in seconds">least time</th>
        </tr>
      </thead>
      <tbody>
        ${steps.map(
          ({ name, long, sets, intensity }, at) => html`<tr>
            <th scope="row">${name}, ${long}</th>
            <td data-exact=${sets}>${sets}</td>
            <td data-exact=${exact(flops[at])}>${texts.flops[at]}</td>
            <td data-exact=${exact(bytes[at])}>${texts.bytes[at]}</td>
            <td data-exact=${exact(intensity)}>${figure(intensity)}</td>
            <td data-exact=${exact(times[at])}>${texts.times[at]}</td>
          </tr>`,
        )}
      </tbody>
    </table>`,
  );
}

export function rooflineNumbers(
  { sizes, at }: CostCurves,
  cursor: number,
  steps: Step[],
  machine: Machine,
) {
  const others = sizes.map(({ letter }) => letter);
  const measures = ['flop', 'bytes', 'flop per byte', `seconds on ${machine.name}`];
  const rows = steps.map((step) => [
    step.name,
    at[cursor],
    ...sizes.map(({ size }) => size),
    step.flops,
    step.bytes,
    step.intensity,
    leastTime(machine, step),
  ]);
  return numbersGrid(['kind', 'n', ...others, ...measures], rows);
}
