// How the answers of question 5 stand in a text.
import { PATTERNS } from '../../models/view-state.ts';
import { type Choice, choiceText } from '../parts/judge.ts';
import { asked } from './choices.ts';
import { readClaim } from './claims.ts';

export const labels = {
  same: 'A head that looks at the same kind of place in each text:',
  special: 'A head that attends to one and the same token:',
  features: 'A pattern that a head follows:',
  own: 'What a head does on my text:',
  layers: 'The layer with the smallest mean distance:',
  mask: 'GPT beside BERT:',
  sense: 'Where the difference in meaning comes in:',
  both: 'What reading both ways is good for:',
  why: 'Why heads differ:',
  untrained: 'The weights before training:',
  gradient: 'The gradient of a score:',
};

export function textOf(name: string, text: string) {
  const choices: Readonly<Record<string, readonly Choice[]>> = asked;
  if (choices[name]) return choiceText(choices[name], text);
  const claim = readClaim(text);
  if (!claim) return text;
  const [layer, head] = claim.head;
  return `layer ${layer}, head ${head}: ${PATTERNS[claim.pattern]}`;
}
