// Where a decoding step stands under a machine's roof: its flops and bytes against the data sheet.

/** @typedef {import('../../../pkg/attention_playground.js').CostCurves} CostCurves */
/** @typedef {{name: string, flops: number, bandwidth: number}} Machine flop/s and bytes/s */
/** @typedef {{name: string, long: string, sets: number, flops: number, bytes: number, intensity: number, range: [number, number], series: number}} Step */

export const SWEEP = /** @type {[number, number]} */ ([256, 65_536]); // cached tokens

const KINDS = [
  { name: 'MHA', long: 'multi-head' },
  { name: 'GQA', long: 'grouped-query' },
  { name: 'MQA', long: 'multi-query' },
];

/** The step of each kind of heads with a cache of the size at `cursor`. @param {CostCurves} growth @param {number} cursor @param {number} width bytes of a number @returns {Step[]} */
export function stepsOf({ at, sizes, curves }, cursor, width) {
  const size = (/** @type {string} */ letter) =>
    sizes.find((size) => size.letter === letter)?.size ?? 1;
  const sets = [size('h'), size('g'), 1];
  return KINDS.map((kind, place) => {
    const { flops, fused } = curves[place].lines;
    const intensity = (/** @type {number} */ n) => flops.values[n] / (fused.values[n] * width);
    const ends = SWEEP.map((n) => intensity(at.indexOf(n)));
    return {
      ...kind,
      sets: sets[place],
      flops: flops.values[cursor],
      bytes: fused.values[cursor] * width,
      intensity: intensity(cursor),
      range: /** @type {[number, number]} */ (ends),
      series: place + 1,
    };
  });
}

/** This browser as a machine. @param {import('../../measure/measure.js').Limit} limit @returns {Machine} */
export const machineOf = ({ gigaflops, gigabytes }) => ({
  name: 'this browser',
  flops: gigaflops * 1e9,
  bandwidth: gigabytes * 1e9,
});

/** The most that a machine can do at an intensity, in flop/s. @param {Machine} machine @param {number} intensity */
export const roof = ({ flops, bandwidth }, intensity) => Math.min(flops, bandwidth * intensity);

/** The least time that a step takes, in seconds. @param {Machine} machine @param {Pick<Step, 'flops' | 'bytes'>} step */
export const leastTime = ({ flops, bandwidth }, step) =>
  Math.max(step.flops / flops, step.bytes / bandwidth);

/** Whether a step waits for memory there. @param {Machine} machine @param {Step} step */
export const waits = ({ flops, bandwidth }, { intensity }) => intensity * bandwidth < flops;
