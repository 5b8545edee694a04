// Cells that are lit, as the few rectangles that they make up: a map has no cells to carry a class.

/** @typedef {{row: number, column: number, rows: number, columns: number}} Region */

/** @param {Iterable<number>} places in the step's data @param {import('../lib/tensor-views.js').Slice} slice @returns {Region[]} */
export function regionsOf(places, slice) {
  /** @type {Map<number, number[]>} */
  const byRow = new Map();
  for (const place of places) {
    const at = slice.find(place);
    if (!at) continue;
    const columns = byRow.get(at.row) ?? [];
    columns.push(at.column);
    byRow.set(at.row, columns);
  }
  /** @type {Region[]} */
  const regions = [];
  /** Of the row above, by where they start and how long they are. @type {Map<string, Region>} */
  let above = new Map();
  for (const row of [...byRow.keys()].sort((a, b) => a - b)) {
    /** @type {Map<string, Region>} */
    const here = new Map();
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

/** @param {number[]} columns */
function runsOf(columns) {
  /** @type {{column: number, columns: number}[]} */
  const runs = [];
  for (const column of columns.sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && last.column + last.columns === column) last.columns += 1;
    else runs.push({ column, columns: 1 });
  }
  return runs;
}
