// Of one token of a decoding run: what it leaves, what it takes, what it becomes, and the proof.
import { html, nothing } from 'lit';
import type { DecodeRun, Tensor } from '../../../pkg/attention_playground.js';
import { description } from '../../core/description.ts';
import { decimalsFor, exact, figure, write } from '../../lib/format.ts';
import { viewsOf } from '../../lib/tensor-views.ts';
import { namedTable } from '../../tables/named-table.ts';

type Kind = DecodeRun['kinds'][number];

export const titleOf = (id: string) =>
  description().decoders.find(({ variant }) => variant === id)?.title ?? id;

/** The heading of a few rows, beside the first of them. */
const named = (name: string, span: number) =>
  name ? html`<th scope="rowgroup" rowspan=${span}>${name}</th>` : nothing;

const cellsOf = (numbers: ArrayLike<number>, decimals: number) =>
  Array.from(
    numbers,
    (number) => html`<td data-exact=${exact(number)}>${write(number, decimals)}</td>`,
  );

/** The numbers of the column that is ringed in the maps. */
export function leaves(kinds: Kind[], token: number) {
  const rows = kinds.flatMap(({ variant, tokens }) => {
    const { keys, values } = tokens[token - 1];
    const last = (tensor: Tensor) =>
      viewsOf(tensor).map(({ rows, columns, place }) =>
        Array.from({ length: columns }, (_, at) => tensor.data[place(rows - 1, at)]),
      );
    const ofValues = last(values);
    return last(keys).map((key, set) => ({
      name: set === 0 ? titleOf(variant) : '',
      span: ofValues.length,
      set: set + 1,
      key,
      value: ofValues[set],
    }));
  });
  const decimals = decimalsFor(
    rows.flatMap(({ key, value }) => [...key, ...value]),
    2,
  );
  return namedTable(
    'Cached by this token',
    html`<table translate="no">
      <thead>
        <tr>
          <th scope="col">token ${token}</th>
          <th class="way" scope="col">set</th>
          <th scope="colgroup" colspan=${rows[0].key.length}>key</th>
          <th scope="colgroup" colspan=${rows[0].value.length}>value</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ name, span, set, key, value }) => html`<tr>
            ${named(name, span)}
            <th class="way" scope="row">${set}</th>
            ${cellsOf(key, decimals)} ${cellsOf(value, decimals)}
          </tr>`,
        )}
      </tbody>
    </table>`,
    'outputs',
  );
}

export function counts(kinds: Kind[], token: number) {
  return namedTable(
    'Cost of this token',
    html`<table translate="no">
      <thead>
        <tr>
          <th scope="col">token ${token}</th>
          <th scope="col">operations</th>
          <th scope="col">of projections</th>
          <th scope="col">of attention</th>
          <th scope="col">bytes cached</th>
          <th scope="col">numbers touched</th>
          <th scope="col">operations for each</th>
        </tr>
      </thead>
      <tbody>
        ${kinds.map(({ variant, tokens }) => {
          const { cacheBytes, operations, projections, touched } = tokens[token - 1];
          const attention = operations - projections;
          return html`<tr>
            <th scope="row">${titleOf(variant)}</th>
            ${[operations, projections, attention, cacheBytes, touched, operations / touched].map(
              (number) => html`<td data-exact=${exact(number)}>${figure(number)}</td>`,
            )}
          </tr>`;
        })}
      </tbody>
    </table>`,
    'counts',
  );
}

/** What a token becomes, through the cache and in the full computation. */
export function outputs(kinds: Kind[], token: number) {
  const rows = kinds.flatMap(({ variant, tokens, output }) => {
    const { output: cached } = tokens[token - 1];
    const width = cached.length;
    const full = output.data.subarray((token - 1) * width, token * width);
    return [
      { name: titleOf(variant), way: 'with its cache', numbers: cached },
      { name: '', way: 'in full', numbers: full },
    ];
  });
  const decimals = decimalsFor(
    rows.flatMap(({ numbers }) => [...numbers]),
    2,
  );
  return namedTable(
    'Output for this token',
    html`<table translate="no">
      <thead>
        <tr>
          <th scope="col">output y</th>
          <th class="way" scope="col">computed</th>
          ${Array.from(rows[0].numbers, (_, at) => html`<th scope="col">${at + 1}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ name, way, numbers }) => html`<tr>
            ${named(name, 2)}
            <th class="way" scope="row">${way}</th>
            ${cellsOf(numbers, decimals)}
          </tr>`,
        )}
      </tbody>
    </table>`,
    'outputs',
  );
}

export function proof(kinds: Kind[]) {
  const most = Math.max(...kinds.map(({ difference }) => difference));
  const what =
    'Over all tokens and kinds, the largest difference between a step with a cache and causal attention over the whole sequence';
  return most === 0 ? `${what} is exactly 0.` : `${what} is ${write(most, 3)}.`;
}
