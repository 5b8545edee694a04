// Which patterns the heads of a model have learned, in words.
import { write } from '../../lib/format.ts';
import { PATTERNS } from '../../models/view-state.ts';
import { ENOUGH } from './claims.ts';
import type { Training } from './measurements.ts';

export function learned({ trained, initial }: Training) {
  const most = Math.max(...initial.map(([, weight]) => weight));
  const reached = trained.filter(([, weight]) => weight >= ENOUGH);
  const others = trained.filter(([, weight]) => weight < ENOUGH);
  const names = (list: Training['trained']) => list.map(([name]) => PATTERNS[name]).join(', ');
  const below = others.length > 0 ? ` These stay below ${ENOUGH}: ${names(others)}.` : '';
  return `Before training no number is above ${write(most, 2)}. After it ${reached.length} of ${trained.length} reach ${ENOUGH}: ${names(reached)}.${below}`;
}
