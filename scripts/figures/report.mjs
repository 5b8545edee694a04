// What figures are written as: a median and a tail, beside a goal.

export const FRAME = 16.7; // milliseconds of a screen that shows sixty a second

/** @returns {{ median: number, p95: number }} */
export function report(name, values) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.floor(share * (sorted.length - 1))];
  const [median, p95] = [at(0.5), at(0.95)];
  const spread = `median ${milliseconds(median)}, p95 ${milliseconds(p95)}`;
  console.log(`${name}: ${spread} (${values.length} times)`);
  return { median, p95 };
}

export function goal(name, found, most, written) {
  const verdict = found <= most ? 'met' : 'missed';
  console.log(`${name}: ${written(found)}, at most ${written(most)}: ${verdict}`);
}

export function milliseconds(value) {
  return `${value < 1 ? value.toFixed(2) : value.toFixed(1)} ms`;
}
