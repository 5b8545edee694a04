// What the builder calls each setting, in words for somebody who has never read the table of them.
import type { Embedded } from '../embed/schema.ts';

/** What is to be chosen, and what stands beside it where more is to be known. */
export interface Words {
  label: string;
  help?: string;
  /** The words of a choice, what it is without one first. */
  choices?: readonly (readonly [value: string, text: string])[];
}

const ANSWERS: Words = {
  label: 'Show what gives an answer away',
  choices: [
    ['', 'when it is right, or asked for'],
    ['hide', 'only when it is right'],
    ['show', 'from the start'],
  ],
};

const ALL = 'all, unless you tick some';

/** Of every element. */
const LOOKS: Record<string, Words> = {
  caption: { label: 'Caption', help: 'a line above it' },
  theme: {
    label: 'Colours',
    choices: [
      ['', 'as the page around it'],
      ['light', 'light'],
      ['dark', 'dark'],
    ],
  },
  size: { label: 'Size of its text, in pixels' },
  'heading-level': { label: 'Level of its first heading', help: '1 is the title of a page' },
};

/** By the name of the setting, in the order of the form. What is not here is said by what the page shows. */
export const plainWords: Record<Embedded, Record<string, Words>> = {
  playground: {
    compact: { label: 'Compact', help: 'only the inputs and the steps' },
    show: { label: 'Parts to show', help: 'in place of “Compact”' },
    variants: { label: 'Variants to choose from', help: ALL },
    step: { label: 'Steps to show', help: ALL },
    lock: { label: 'What students cannot change' },
    reveal: {
      label: 'Show results',
      choices: [
        ['', 'at once'],
        ['tried', 'after a right table was typed'],
        ['never', 'never'],
      ],
    },
    of: { label: 'Steps with hidden results', help: ALL },
    answers: ANSWERS,
    ...LOOKS,
    group: { label: 'Group', help: 'playgrounds with the same word here share their inputs' },
  },
  lab: {
    part: { label: 'Part of the question' },
    answers: ANSWERS,
    ...LOOKS,
  },
  model: {
    below: { label: 'Below the view', help: ALL },
    ...LOOKS,
  },
};
