// What is measured on the shipped models for the tables and the answers of question 5.
import { type Library, randomOf } from '../../models/library.ts';
import type { PatternName } from '../../models/protocol.ts';
import { bestScores, likeness, textDistances } from './measures.ts';
import { D, GPT, SENSES } from './sheet-texts.ts';

type Scores = readonly (readonly [PatternName, number])[];

/** The largest score of each pattern, trained and before. */
export interface Training {
  trained: Scores;
  initial: Scores;
}

/** How far each layer of GPT looks, over the texts of (a). */
export const measureDistances = ({ client }: Library, gpt: string) =>
  textDistances((task, question) => client.ask(task, question), gpt, GPT);

/** @param model the trained one, which stands open beside itself before its training */
export async function compareTraining({ client }: Library, model: string): Promise<Training> {
  const [input] = D.texts;
  const scores = async (model: string) =>
    bestScores(await client.ask('run', { model, slot: 'measured', input, off: [] }));
  return { trained: await scores(model), initial: await scores(randomOf(model)) };
}

/** The cosine of the two vectors of “play”, behind the embedding and behind each layer. */
export async function compareSenses({ client }: Library, bert: string) {
  const vectors: Float32Array[][] = [];
  for (const { text } of SENSES) {
    const slot = 'sense';
    const { tokens } = await client.ask('run', { model: bert, slot, input: { text }, off: [] });
    const position = Math.max(
      0,
      tokens.findIndex((token) => token.startsWith('play')),
    );
    vectors.push(await client.ask('hidden', { slot, position }));
  }
  return vectors[0].map((vector, layer) => likeness(vector, vectors[1][layer]));
}
