// Cells that are lit, as the few rectangles that they make up: a map has no cells to carry a class.
import type { TensorView } from '../lib/tensor-views.ts';

export interface Region {
  row: number;
  column: number;
  rows: number;
  columns: number;
}

/** @param places in the step's data */
export function regionsOf(places: Iterable<number>, view: TensorView): Region[] {
  const byRow: Map<number, number[]> = new Map();
  for (const place of places) {
    const at = view.find(place);
    if (!at) continue;
    const columns = byRow.get(at.row) ?? [];
    columns.push(at.column);
    byRow.set(at.row, columns);
  }
  const regions: Region[] = [];
  /** Of the row above, by where they start and how long they are. */
  let above: Map<string, Region> = new Map();
  for (const row of [...byRow.keys()].sort((a, b) => a - b)) {
    const here: Map<string, Region> = new Map();
    for (const run of runsOf(byRow.get(row) ?? [])) {
      const key = `${run.column} ${run.columns}`;
      let region = above.get(key);
      if (region && region.row + region.rows === row) region.rows += 1;
      else {
        region = { row, rows: 1, ...run };
        regions.push(region);
      }
      here.set(key, region);
    }
    above = here;
  }
  return regions;
}

function runsOf(columns: number[]) {
  const runs: { column: number; columns: number }[] = [];
  for (const column of columns.sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && last.column + last.columns === column) last.columns += 1;
    else runs.push({ column, columns: 1 });
  }
  return runs;
}
