// The experiments of question 5: the texts of the sheet, and the models that read them.
import type { Experiment, Texts } from './looked.ts';

export const GPT: Texts[] = [
  { text: 'The dog ran' },
  { text: 'The dog sitting in the car' },
  {
    text: 'Jaime Salazar is running for election. Despite his party affiliation, Mr.',
  },
];
const REPEATING = { text: 'The dog ran to the car, and the dog ran to the park.' };
export const PAIR = { text: 'I wanted to have a party', second: 'I bought a cake for it.' };
export const SENSES: Texts[] = [
  { text: 'I was going to play at the park.' },
  { text: 'I was going to a play in the park' },
];
const BERT: Texts[] = [
  PAIR,
  ...SENSES,
  { text: 'party a have to wanted I', second: 'I bought a cake for it' },
  {
    text: 'I bought a cake for it',
    second: "I went to a party at my neighbor's house",
  },
];

/** Who knows what the heads of BERT do has both answers. */
const OF_BERT = ['special', 'features'];

export const A: Experiment = {
  letter: 'a',
  claims: ['same'],
  family: 'gpt2',
  start: { view: 'model' },
  texts: [...GPT, REPEATING],
};
export const B: Experiment = {
  letter: 'b',
  claims: OF_BERT,
  family: 'bert',
  start: { view: 'neuron' },
  texts: BERT,
};
export const C: Experiment = {
  letter: 'c',
  claims: OF_BERT,
  family: 'bert',
  start: { view: 'model' },
  texts: [{ text: 'I wanted to have a party', second: 'I like Thanksgiving dinner' }, PAIR],
};
export const D: Experiment = {
  letter: 'd',
  claims: OF_BERT,
  family: 'bert',
  start: { view: 'model' },
  texts: [
    { text: 'seven men stood beside the river', second: 'seven [MASK] stood beside the river' },
    ...C.texts,
  ],
  parts: ['gradients', 'compare'],
};
export const E: Experiment = {
  letter: 'e',
  claims: ['own'],
  own: true,
  family: 'gpt2',
  start: { view: 'model' },
  texts: [REPEATING, ...GPT],
  parts: ['prediction'],
};
