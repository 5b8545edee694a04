// What each setting of the table says, for whoever writes one: the reference, the builder and the manifest.
import type { schema } from './schema.ts';

type Name = (typeof schema)[number]['name'];

export const meanings: Record<Name, string> = {
  variant: 'the variant that it opens with',
  variants: 'the variants to choose from; with only one there is no list',
  state: 'what it opens with: a link (Copy link), or the text after its #',
  program: 'the text of your own program, in place of a variant',
  show: 'the parts to show; without it, all',
  compact: 'only inputs and steps, with the list of “variants” if there are several',
  step: 'the steps to show, by their ids',
  lock: 'what cannot be changed: inputs and settings by their names, or all “inputs” or “settings”',
  reveal: 'when results are shown: at once, when a right table was typed, or not at all',
  of: 'the steps that “reveal” is for; without it, all',
  answers:
    'when to show what gives an answer away: when it is right or asked for, only when it is right, or at once',
  theme: 'its colours',
  lang: 'the language of its caption',
  caption: 'a line above it',
  'heading-level': 'the level of its highest heading',
  size: 'the size of its text, in CSS pixels',
  base: 'the site of the playground that its links lead to',
  group: 'elements of one group have the same inputs',
  lab: 'which lab, by its id',
  part: 'only one part of the lab, such as b',
  model: 'which model of those that ship, by its id',
  text: 'the text that goes through it',
  second: 'a second text, for a BERT',
  view: 'all heads, the lines of one, or every number of a row',
  head: 'which head: its layer and its number, such as 1.3',
  below: 'what stands below the view; without it, all',
};
