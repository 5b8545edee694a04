// The tables of question 5: what was measured on the shipped models, each with the ways to take it away.
import { html } from 'lit';
import { write } from '../../lib/format.ts';
import { PATTERNS } from '../../models/view-state.ts';
import { namedTable } from '../../tables/named-table.ts';
import { learned } from './learned-patterns.ts';
import { course, placeOf } from './likeness-course.ts';
import type { Training } from './measurements.ts';

const table = (head: string[], rows: [string | number, ...string[]][]) => html`<table>
  <thead><tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
  <tbody>
    ${rows.map(
      ([name, ...cells]) => html`<tr>
        <th scope="row">${name}</th>
        ${cells.map((cell) => html`<td>${cell}</td>`)}
      </tr>`,
    )}
  </tbody>
</table>`;

export const distanceTable = (distances: number[]) =>
  namedTable(
    'Distances by layer',
    table(
      ['layer', 'mean distance'],
      distances.map((distance, layer) => [layer, write(distance, 2)]),
    ),
  );

export const likenessTable = (likenesses: number[]) => html`
  ${namedTable(
    'The vectors of “play”',
    table(
      ['after', 'cosine'],
      likenesses.map((value, layer) => [placeOf(layer), write(value, 3)]),
    ),
  )}
  <p class="note">
    The cosine is 1 where the two vectors of “play” point the same way. ${course(likenesses)}
  </p>`;

export const trainingTable = (training: Training) => html`
  ${namedTable(
    'Mean weight on each pattern',
    table(
      ['pattern', 'before training', 'trained'],
      training.trained.map(([name, weight], at) => [
        PATTERNS[name],
        write(training.initial[at][1], 2),
        write(weight, 2),
      ]),
    ),
  )}
  <p class="note">
    Each number is that of the head with the largest mean weight. ${learned(training)}
  </p>`;
