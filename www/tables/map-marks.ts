// What is lit on a map: the cells that another was read from or that depend on it, the one that is pinned, and the cursor.
import { css, html, nothing, svg } from 'lit';
import type { TensorView } from '../lib/tensor-views.ts';
import type { Cursor } from '../ui/grid-navigation.ts';
import { type Region, regionsOf } from './cell-regions.ts';
import { type Highlights, NO_HIGHLIGHTS } from './highlights.ts';

/** CSS pixels. */
interface Cell {
  width: number;
  height: number;
}

const GROUPS = ['origins', 'sources', 'dependents'] as const;

/** The cells of each group as rectangles, or none where nothing is lit. */
export const litRegions = (highlights: Highlights, view: TensorView) =>
  highlights === NO_HIGHLIGHTS ? null : GROUPS.map((group) => regionsOf(highlights[group], view));

/** Is there such a cell? */
export const isInside = ({ row, column }: Cursor, { rows, columns }: TensorView) =>
  row >= 0 && row < rows && column >= 0 && column < columns;

/** The drawing over the picture of the numbers. */
export function mapMarks(
  view: TensorView,
  cell: Cell,
  { regions, pinned, cursor }: { regions: Region[][]; pinned: number; cursor: Cursor | null },
) {
  const at = pinned < 0 ? null : view.find(pinned);
  return html`<svg
    aria-hidden="true"
    width=${view.columns * cell.width}
    height=${view.rows * cell.height}
  >
    ${regions.map((group, which) =>
      group.map((region) => box(cell, region, GROUPS[which], which === 2 ? 0 : 0.5)),
    )}
    ${cursor && isInside(cursor, view) ? cross(cell, cursor) : nothing}
    ${at ? [box(cell, one(at), 'gap', 3), box(cell, one(at), 'pinned', 3.5)] : nothing}
  </svg>`;
}

/** A rectangle, `out` pixels larger on every side. */
const box = (cell: Cell, { row, column, rows, columns }: Region, kind: string, out: number = 0) =>
  svg`<rect
      class=${kind}
      x=${column * cell.width - out}
      y=${row * cell.height - out}
      width=${columns * cell.width + 2 * out}
      height=${rows * cell.height + 2 * out}
    />`;

/** From the edges with the names to the cell that is read. */
function cross(cell: Cell, cursor: Cursor) {
  const x = (cursor.column + 0.5) * cell.width;
  const y = (cursor.row + 0.5) * cell.height;
  const out = Math.max(1, 4 - Math.min(cell.width, cell.height) / 2);
  const left = Math.max(0, x - cell.width / 2 - out);
  const top = Math.max(0, y - cell.height / 2 - out);
  return [
    svg`<path class="cross" d="M0 ${y}H${left}M${x} 0V${top}" />`,
    box(cell, one(cursor), 'halo', out),
    box(cell, one(cursor), 'here', out),
  ];
}

const one = ({ row, column }: Cursor): Region => ({ row, column, rows: 1, columns: 1 });

export const markStyles = css`
  svg {
    position: absolute;
    top: 0;
    left: 0;
    overflow: visible;
    pointer-events: none;
  }
  rect,
  path {
    fill: none;
    vector-effect: non-scaling-stroke;
  }
  .sources,
  .origins {
    fill: var(--mark);
    fill-opacity: 0.75;
    stroke: var(--ring);
    stroke-width: 1px;
  }
  .origins {
    stroke-dasharray: 1 2;
  }
  .dependents {
    stroke: var(--ink);
    stroke-dasharray: 4 3;
  }
  .gap {
    stroke: var(--paper);
    stroke-width: 6px;
  }
  .pinned {
    stroke: var(--ring);
    stroke-width: 2px;
  }
  .cross {
    stroke: var(--ink);
    stroke-dasharray: 1 3;
  }
  .here {
    stroke: var(--ink);
    stroke-width: 1.5px;
  }
  .halo {
    stroke: var(--paper);
    stroke-width: 3.5px;
  }
  @media (forced-colors: active) {
    rect,
    path {
      stroke: CanvasText;
    }
    .pinned {
      stroke: Highlight;
      stroke-width: 3px;
    }
    .sources,
    .origins {
      fill-opacity: 0.25;
      stroke: Highlight;
      stroke-dasharray: 2 2;
    }
  }
`;
