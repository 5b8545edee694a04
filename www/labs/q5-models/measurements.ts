// What is measured on the shipped models for the tables and the answers of question 5.
import { type Library, randomOf } from '../../models/library.ts';
import type { PatternName } from '../../models/protocol.ts';
import type { Texts } from './looked.ts';
import { bestScores, likeness, textDistances } from './measures.ts';
import { GPT, REPEATING, SENSES } from './sheet-texts.ts';

type Scores = readonly (readonly [PatternName, number])[];

export interface Measured {
  /** How far each layer of GPT looks, over the texts of (a). */
  distances: number[];
  /** The largest score of each pattern, trained and before. */
  trained: Scores;
  initial: Scores;
}

/** @param gpt the trained one, which stands open beside itself before its training */
export async function measureGpt({ client }: Library, gpt: string): Promise<Measured> {
  const run = (model: string, { text }: Texts) =>
    client.ask('run', { model, slot: 'measured', input: { text }, off: [] });
  return {
    distances: await textDistances((task, question) => client.ask(task, question), gpt, GPT),
    trained: bestScores(await run(gpt, REPEATING)),
    initial: bestScores(await run(randomOf(gpt), REPEATING)),
  };
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
