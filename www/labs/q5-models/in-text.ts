// How the answers of question 5 stand in a text.
import { PATTERNS } from '../../models/view-state.ts';
import type { Settings } from '../../state/url/lab-codec.ts';
import { type Choice, choiceText } from '../parts/judge.ts';
import { asked } from './choices.ts';
import { readClaim } from './claims.ts';
import { looked } from './looked.ts';
import { E } from './sheet-texts.ts';

/** What is asked, in the lab as in a text. */
export const labels = {
  same: 'Name a head that follows the same pattern in each of the first three texts.',
  layers:
    'Which layer attends to the nearest tokens, on average over its heads and the three texts?',
  special: 'On the first text, name a head in which most queries attend to one and the same token.',
  mask: 'Which difference between GPT and BERT do the maps show on every text?',
  sense:
    '“Play” means something different in each of the two sentences. Where does this difference come into its vector?',
  both: 'What can BERT do, because it reads both ways, that GPT cannot?',
  why: 'Why do the heads of a layer learn different features?',
  features: 'Name a pattern that one head in the model view above follows.',
  untrained: 'What do the maps of an untrained network look like?',
  gradient: 'What is the gradient of that logit with respect to the score of this key?',
  own: 'What does a head do on your text?',
};

export const numbers = {
  same: '(i)',
  layers: '(ii)',
  special: '(i)',
  mask: '(ii)',
  sense: '(iii)',
  both: '(iv)',
  why: '(i)',
  features: '(ii)',
  untrained: '(i)',
  gradient: '(ii)',
  words_a: '(i), (ii)',
  words_b_i: '(i)',
  words_b_ii: '(ii)',
  words_b_iii: '(iii)',
  words_b: '(iv)',
  words_c: '(i), (ii)',
  words_d_i: '(i)',
  words_d: '(ii)',
};

/** The text that a claim of (e) is about. */
export function besides(name: string, settings: Settings) {
  if (name !== 'own') return null;
  const { text, second } = looked(settings, E);
  return { label: 'My text:', text: second ? `${text} + ${second}` : text };
}

export function textOf(name: string, text: string) {
  const choices: Readonly<Record<string, readonly Choice[]>> = asked;
  if (choices[name]) return choiceText(choices[name], text);
  const claim = readClaim(text);
  if (!claim) return text;
  const [layer, head] = claim.head;
  return `layer ${layer}, head ${head}: ${PATTERNS[claim.pattern]}`;
}
