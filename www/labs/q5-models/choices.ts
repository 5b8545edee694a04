// The statements of question 5 that are chosen from, and for each why it is right or not.
import type { Choice } from '../parts/judge.ts';

export type Asked = 'mask' | 'sense' | 'both' | 'why' | 'untrained' | 'gradient';

/** By the name of the answer. */
export const asked: Record<Asked, Choice[]> = {
  mask: [
    {
      value: 'sharper',
      text: 'GPT’s weights are sharper than BERT’s: fewer keys get most of a row.',
      why: 'Some heads of each are sharp and some are wide. Sort the model view: it depends on the head.',
    },
    {
      value: 'causal',
      text: 'GPT’s maps are empty above the diagonal, BERT’s are not.',
      right: true,
      why: 'GPT predicts the next token, and would see the answer if it read ahead: its causal mask makes these weights exactly 0. BERT has no causal mask.',
    },
    {
      value: 'special',
      text: 'BERT attends to single tokens, GPT spreads its weight over all keys.',
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
      text: 'In what the layers add to the embedding.',
      right: true,
      why: 'The embeddings differ by the position alone. Each layer adds what its heads read from the other tokens, and these are different in the two sentences. The queries, keys and values of “play” are made from that sum, so they differ too.',
    },
  ],
  both: [
    {
      value: 'length',
      text: 'Read longer texts: it sees twice as many tokens.',
      why: 'How many tokens it takes is a matter of its positions. Reading both ways changes which of them a query may read.',
    },
    {
      value: 'faster',
      text: 'Work faster: it computes all positions at once.',
      why: 'GPT computes all positions of a text at once as well. The mask only hides some weights.',
    },
    {
      value: 'later',
      text: 'Use the words after a word to understand it.',
      right: true,
      why: 'In “I bought a [MASK] for the party” the clue comes after the gap. The weights above the diagonal bring it back.',
    },
  ],
  why: [
    {
      value: 'forced',
      text: 'The loss has a term of its own that pushes the heads of a layer apart.',
      why: 'The loss has no such term: it only measures the prediction.',
    },
    {
      value: 'start',
      text: 'They start from different random weights, so their gradients differ.',
      right: true,
      why: 'Equal heads would get equal gradients and stay equal. Heads that differ get different gradients. A second copy of a head hardly lowers the loss, so training moves each head towards what is still missing.',
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
      text: 'Nearly uniform: each row spreads over all keys.',
      right: true,
      why: 'Scores of small random vectors are near 0, and equal scores give equal weights. All heads look alike: no pattern of the trained heads is there.',
    },
    {
      value: 'random',
      text: 'Random: each row picks some key and puts its weight there.',
      why: 'That takes scores that are far apart. Those of small random vectors, over √d, are not.',
    },
    {
      value: 'same',
      text: 'Like the trained ones, only weaker.',
      why: 'Look at the maps of one head before and after its training, side by side. Is there a key that stands out in a row before the training?',
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
      text: 'Exactly 0, as for argmax: a small change moves nothing.',
      why: 'That is argmax’s gradient. Softmax moves a little with every score: each weight is above 0.',
    },
    {
      value: 'positive',
      text: 'Above 0, but small while the weight is small.',
      right: true,
      why: 'It is w (g − mean): w is the weight, g says how much the value raises the logit, and the mean is that of g over the row. With a small w this is small, so the key learns slowly at first. The mean includes the key’s own g. Without it the gradient reads w (1 − w) (g − mean of the other keys), which falls to 0 again as w comes near 1.',
    },
  ],
};
