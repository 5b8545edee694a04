// The statements of question 5 that are chosen from, and for each why it is right or not.
import type { Choice } from '../parts/judge.ts';

export type Asked = 'mask' | 'sense' | 'both' | 'why' | 'untrained' | 'gradient';

/** By the name of the answer. */
export const asked: Record<Asked, Choice[]> = {
  mask: [
    {
      value: 'sharper',
      text: 'GPT’s weights are sharper than BERT’s.',
      why: 'Some heads of each are sharp and some are wide. Sort the model view: it depends on the head.',
    },
    {
      value: 'causal',
      text: 'In GPT no query reads a later key; in BERT weights lie on both sides of the diagonal.',
      right: true,
      why: 'GPT predicts the next token, and would see the answer if it read ahead: the mask makes these weights exactly 0. BERT has no mask.',
    },
    {
      value: 'special',
      text: 'BERT attends to single tokens, GPT spreads over all.',
      why: 'GPT has heads that put nearly all of their weight on one token, too: the token before, or the first.',
    },
  ],
  sense: [
    {
      value: 'nowhere',
      text: 'Nowhere: it is the same token, so its vector is the same.',
      why: 'The embedding is the same, up to its position. But each layer adds what its heads read from the other tokens, and those differ.',
    },
    {
      value: 'embedding',
      text: 'At the embedding already: each meaning has a vector of its own.',
      why: 'The vocabulary has one token “play” and one vector for it. Meaning comes from the other tokens.',
    },
    {
      value: 'layers',
      text: 'In what the layers add: the embeddings differ by the position alone, and each layer brings in what stands around.',
      right: true,
      why: 'Heads bring the context in, layer by layer. Queries, keys and values of “play” follow, as they are made from that vector.',
    },
  ],
  both: [
    {
      value: 'length',
      text: 'Longer texts: it sees twice as many tokens.',
      why: 'How many tokens it takes is a matter of its positions. Reading both ways changes which of them a query may read.',
    },
    {
      value: 'faster',
      text: 'Speed: all positions are computed at once.',
      why: 'GPT computes all positions of a text at once as well. The mask only hides some weights.',
    },
    {
      value: 'later',
      text: 'Understanding a word from what comes after it.',
      right: true,
      why: 'In “I bought a [MASK] for the party” the clue comes after the gap. The weights above the diagonal bring it back.',
    },
  ],
  why: [
    {
      value: 'forced',
      text: 'A term in the loss keeps the heads apart.',
      why: 'There is none: the loss is the prediction’s alone.',
    },
    {
      value: 'start',
      text: 'They start from different random weights, and a second copy of a head helps little, so each gets pulled to what is still missing.',
      right: true,
      why: 'Equal heads would stay equal. Unequal ones get different gradients, and those point to what the others do not do yet.',
    },
    {
      value: 'inputs',
      text: 'Each head reads a different part of the text.',
      why: 'All heads of a layer read the same tokens. What differs is their projections.',
    },
  ],
  untrained: [
    {
      value: 'zero',
      text: 'Empty: untrained weights are 0.',
      why: 'Each row sums to 1, whatever the scores are: softmax gives no empty row.',
    },
    {
      value: 'uniform',
      text: 'Nearly uniform: every row spreads over all keys that it may read, and heads look alike.',
      right: true,
      why: 'Scores of small random vectors are near 0, and equal scores give equal weights. No pattern of the trained heads is there.',
    },
    {
      value: 'random',
      text: 'Random: each row picks some key and puts its weight there.',
      why: 'That takes scores that are far apart. Those of small random vectors, over √d, are not.',
    },
    {
      value: 'same',
      text: 'Like the trained ones, only weaker.',
      why: 'Compare the measured scores: before training even the best head has those of a uniform row.',
    },
  ],
  gradient: [
    {
      value: 'negative',
      text: 'Below 0: a low score stays low.',
      why: 'The gradient says what happens when the score grows a little. Which way does the weight go, and then the logit?',
    },
    {
      value: 'zero',
      text: 'Exactly 0, as for argmax.',
      why: 'That is argmax’s gradient. Softmax moves a little with every score: each weight is above 0.',
    },
    {
      value: 'positive',
      text: 'Above 0, and the larger the more weight it has already.',
      right: true,
      why: 'It is w (g − mean), where w is the weight and g is how much the value raises the logit: positive where the value helps more than the mean. As w is a factor, a key with little weight learns slowly at first.',
    },
  ],
};
