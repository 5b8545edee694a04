// Question 1: the numbers of its plots, as they are taken away.
import type { ScalingReport } from '../../../pkg/attention_playground.js';
import { numbersGrid } from '../../exports/table.ts';

/** What attention becomes at each width. */
export const EFFECTS: { key: 'entropy' | 'largest' | 'jacobian'; name: string; help: string }[] = [
  { key: 'entropy', name: 'Entropy', help: 'In nats: ln n where all n keys have the same weight.' },
  { key: 'largest', name: 'Largest weight', help: '1 where one key takes all.' },
  {
    key: 'jacobian',
    name: 'Jacobian norm',
    help: 'How far weights move when scores do: what is left to learn from.',
  },
];

export function binsGrid(
  { from, width, counts, normal }: ScalingReport['histogram'],
  hide: boolean,
) {
  const rows = Array.from(counts, (count, at) => [
    from + at * width,
    count,
    ...(hide ? [] : [normal[at]]),
  ]);
  return numbersGrid(['from', 'samples', ...(hide ? [] : ['normal curve'])], rows);
}

/** The standard error would tell the variance, so it goes with theory. */
export function widthsGrid({ widths }: ScalingReport, hide: boolean) {
  const head = ['d', 's', 'variance', ...(hide ? [] : ['standard error', 'exact variance'])];
  const effects = EFFECTS.flatMap(({ key }) => [`${key} unscaled`, `${key} scaled`]);
  const rows = widths.map(({ d, s, variance, plain, scaled }) => [
    d,
    s,
    variance.sample,
    ...(hide ? [] : [variance.error, variance.exact]),
    ...EFFECTS.flatMap(({ key }) => [plain[key], scaled[key]]),
  ]);
  return numbersGrid([...head, ...effects], rows);
}
