// The lanes of an element's questions to the core: in each of them only the newest counts.
import type { TrainingTask } from '../../pkg/attention_playground.js';

/**
 * They give way to all the others, and to each other in this order: a table comes before the
 * arithmetic of one of its cells, and that before what is read at leisure.
 */
export const PATIENT = [
  'explain',
  'cost',
  'growth',
  'roofline',
  'decoding',
  'code',
  'sweep',
] as const;

/** One lane of a group of questions that are asked side by side. */
type Beside =
  | `train-${NonNullable<TrainingTask['through']>}`
  | `sweep-${'weights' | 'grad-q' | 'grad-k'}`
  | `gradients-${'hard' | 'soft'}`
  | `cost-${string}-${'time' | 'memory'}`;

export type Lane =
  | (typeof PATIENT)[number]
  | Beside
  | 'blanks'
  | 'check'
  | 'compare'
  | 'costs'
  | 'desk'
  | 'desk-read'
  | 'features'
  | 'list'
  | 'moment'
  | 'paste'
  | 'program'
  | 'random'
  | 'run'
  | 'scaling'
  | 'scaling-cost'
  | 'search'
  | 'widened';

const patience: readonly Lane[] = PATIENT;

/** How long a lane waits for others: 0 for those that wait for none. */
export const patienceOf = (lane: Lane) => patience.indexOf(lane) + 1;
