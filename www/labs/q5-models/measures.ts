// What a claim is measured by: the scores of a head on some texts, and how far apart two runs' vectors are.
import { quoted } from '../../lib/quoted.ts';
import type { AskModels, PatternName, RunData } from '../../models/protocol.ts';
import { shippedById } from '../../models/shipped.ts';
import { attended } from '../../models/view-state.ts';
import type { Judgement } from '../parts/judge.ts';
import { type Claim, ENOUGH } from './claims.ts';
import type { Texts } from './looked.ts';

const LONGEST_TEXT = 32; // characters of a text in a sentence about a score

/** Right where it holds on every text. */
export async function judgeClaim(
  askModels: AskModels,
  model: string,
  { head, pattern }: Claim,
  texts: Texts[],
): Promise<Judgement> {
  const isPair = shippedById(model)?.family === 'bert';
  const measured = await askModels('measure', {
    model,
    texts: texts.map(({ text, second }) => ({ text, ...(isPair && { second }), head, pattern })),
  });
  const scores = measured.map((score) => score ?? 0);
  const right = scores.every((score) => score >= ENOUGH);
  const found = texts
    .map((text, at) => `${scoreText(scores[at])} on ${quoted(text.text, LONGEST_TEXT)}`)
    .join(', ');
  const least = right
    ? ''
    : ` The claim is right if this weight is at least ${ENOUGH}${texts.length > 1 ? ' on every text' : ''}.`;
  return {
    right,
    message: `Its mean weight on ${attended(pattern)} is ${found}.${least}`,
  };
}

/** Two decimals, and more where these would say of a score below the bound that it reaches it. */
function scoreText(score: number) {
  let decimals = 2;
  while (score < ENOUGH && Number(score.toFixed(decimals)) >= ENOUGH && decimals < 12)
    decimals += 1;
  return score.toFixed(decimals);
}

/** How far back a layer looks: the mean of i − j under its weights, over heads and over queries. */
function meanDistances({ weights }: RunData) {
  const [layers, heads, size] = weights.shape;
  return Array.from({ length: layers }, (_, layer) => {
    let sum = 0;
    for (let at = 0; at < heads * size * size; at += 1) {
      const [i, j] = [Math.floor(at / size) % size, at % size];
      sum += weights.data[layer * heads * size * size + at] * Math.abs(i - j);
    }
    return sum / heads / size;
  });
}

/** The same of each layer of a model, in the mean over texts. */
export async function textDistances(askModels: AskModels, model: string, texts: Texts[]) {
  const all: number[][] = [];
  for (const { text } of texts) {
    const asked = { model, slot: 'measured', input: { text }, off: [] };
    all.push(meanDistances(await askModels('run', asked)));
  }
  return all[0].map((_, layer) => all.reduce((sum, one) => sum + one[layer], 0) / all.length);
}

/** The cosine of the angle between two vectors. */
export function likeness(one: Float32Array, other: Float32Array) {
  const dot = (a: Float32Array, b: Float32Array) =>
    a.reduce((sum, cell, at) => sum + cell * b[at], 0);
  return dot(one, other) / Math.sqrt(dot(one, one) * dot(other, other));
}

/** The largest score of each pattern among all heads. */
export function bestScores({ patterns }: RunData) {
  return (Object.entries(patterns) as [PatternName, { data: Float32Array }][]).map(
    ([name, { data }]) => [name, Math.max(...data)] as const,
  );
}
