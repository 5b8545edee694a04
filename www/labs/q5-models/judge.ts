// Question 5: statements, and claims that are measured on the models that ship.
import { write } from '../../lib/format.ts';
import type { AskModels, PatternName } from '../../models/protocol.ts';
import type { Settings } from '../../state/url/lab-codec.ts';
import { choiceJudges, type Judge, type Judgement, type Judges } from '../parts/judge.ts';
import { asked } from './choices.ts';
import { type Claim, readClaim } from './claims.ts';
import { layerIn } from './layer-name.ts';
import { type Experiment, looked, modelOf, type Texts } from './looked.ts';
import { judgeClaim, textDistances } from './measures.ts';
import { A, B, C, E, GPT, PAIR } from './sheet-texts.ts';

/** A claim, and the experiment whose model it is measured on. */
interface Measured {
  about: Experiment;
  texts(settings: Settings): Texts[];
  /** The patterns that are an answer, where not all are. */
  kinds?: PatternName[];
}

/** By the name of the answer. */
export const CLAIMED: Record<'same' | 'special' | 'features' | 'own', Measured> = {
  same: { about: A, texts: () => GPT },
  special: { about: B, texts: () => [PAIR], kinds: ['first_token', 'separator'] },
  features: { about: C, texts: () => [C.texts[0]] },
  own: {
    about: E,
    texts(settings) {
      const { text, second } = looked(settings, E);
      return [second ? { text, second } : { text }];
    },
  },
};

export async function judgeMeasured(
  askModels: AskModels,
  name: keyof typeof CLAIMED,
  claim: Claim,
  settings: Settings,
): Promise<Judgement> {
  const { about, texts, kinds } = CLAIMED[name];
  const model = modelOf(about);
  if (!model) return { right: false, message: 'There is no such model here to measure it on.' };
  const judgement = await judgeClaim(askModels, model, claim, texts(settings));
  if (!kinds || kinds.includes(claim.pattern)) return judgement;
  return { right: false, message: `${judgement.message} ${NO_KIND}` };
}

const NO_KIND =
  'But each query attends to another key here. Look for one key that nearly every query attends to.';

/** @param distances how far each layer of GPT looks back */
export function judgeLayers(distances: number[], text: string): Judgement {
  const layer = layerIn(text, distances.length);
  if (layer === null) {
    const message = `Layers are counted from 0 to ${distances.length - 1}.`;
    return { right: false, unread: true, message };
  }
  const own = write(distances[layer], 2);
  if (distances[layer] > Math.min(...distances))
    return {
      right: false,
      message: `The mean distance in layer ${layer} is ${own} tokens, and another layer has a smaller one.`,
    };
  return {
    right: true,
    message: `Its mean distance is ${own} tokens. This first layer reads the tokens nearby. What later layers look for depends on what it has gathered.`,
  };
}

const claim =
  (name: keyof typeof CLAIMED): Judge =>
  async (settings, { askModels }) => {
    const claim = readClaim(settings[name] ?? '');
    if (!claim) return { right: false, message: 'It names no head and no pattern.' };
    return judgeMeasured(askModels, name, claim, settings);
  };

const layers: Judge = async (settings, { askModels }) => {
  const gpt = modelOf(A);
  if (!gpt) return { right: false, message: 'There is no such model here to measure it on.' };
  return judgeLayers(await textDistances(askModels, gpt, GPT), settings.layers ?? '');
};

const claimed = Object.keys(CLAIMED) as (keyof typeof CLAIMED)[];

export const judges: Judges = {
  ...choiceJudges(asked),
  ...Object.fromEntries(claimed.map((name) => [name, claim(name)])),
  layers,
};
