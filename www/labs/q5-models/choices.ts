// The statements of question 5 that are chosen from, and for each why it is right or not.
import type { Choice } from '../parts/judge.ts';

export type Asked = 'mask' | 'sense' | 'both' | 'why' | 'untrained' | 'gradient';

/** By the name of the answer. */
export const asked: Record<Asked, Choice[]> = {
  mask: [
    {
      value: 'sharper',
      text: 'GPT’s weights are sharper than BERT’s: fewer keys get most of a row.',
      why: 'Both models have heads with sharp rows and heads with wide rows: it depends on the head. Compare several maps of each.',
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
      why: 'The token is the same, and the sentences around it are not. Which part of the network reads the rest of the sentence?',
    },
    {
      value: 'embedding',
      text: 'In the embedding: each meaning has a vector of its own.',
      why: 'The vocabulary has one token “play” and one vector for it, whatever it means. The two embeddings do differ, but only because “play” stands at another position in each sentence. A position is no meaning.',
    },
    {
      value: 'layers',
      text: 'In the layers: each adds something to the embedding.',
      right: true,
      why: 'The two embeddings differ in the position alone. Each layer adds what its heads read from the other tokens, and these are different in the two sentences. The queries, keys and values of “play” are computed from that sum, so they differ too.',
    },
  ],
  both: [
    {
      value: 'length',
      text: 'Read longer texts: it sees twice as many tokens.',
      why: 'The number of position embeddings limits how long a text may be. Reading both ways changes which tokens a query may read.',
    },
    {
      value: 'faster',
      text: 'Work faster: it computes all positions at once.',
      why: 'GPT computes all positions of a text at once as well. The mask only hides some weights.',
    },
    {
      value: 'fluent',
      text: 'Continue a text more fluently: it has read what comes next.',
      why: 'Where a text is continued, nothing comes next yet. Think of a gap in the middle of a sentence.',
    },
    {
      value: 'later',
      text: 'Use the words after a word to understand it.',
      right: true,
      why: 'In “I bought a [MASK] for the party” the clue comes after the gap. The weights above the diagonal carry the clue back to [MASK].',
    },
  ],
  why: [
    {
      value: 'forced',
      text: 'The loss has an extra term that pushes the heads of a layer apart.',
      why: 'The loss has no such term: it measures the prediction alone.',
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
      why: 'All heads of a layer read all tokens of the text. What would two heads compute on them if their weights were equal?',
    },
    {
      value: 'design',
      text: 'Each head is designed for one task, such as finding the token before.',
      why: 'All heads of a layer have the same form: the same sizes, the same operations. Nothing in the design names a task.',
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
      why: 'Scores of small random vectors are near 0, and nearly equal scores give nearly equal weights. So the maps of all heads look alike.',
    },
    {
      value: 'random',
      text: 'Random: each row picks some key and puts its weight there.',
      why: 'A row picks one key when its scores are far apart. Scores of small random vectors, divided by √d, are close together.',
    },
    {
      value: 'same',
      text: 'Like the trained ones, only weaker.',
      why: 'Compare the maps of one head before and after its training. Does any key stand out in a row before the training?',
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
      why: 'With argmax the gradient is 0. With softmax each weight is above 0, and moves a little with every score.',
    },
    {
      value: 'large',
      text: 'Large: the two tokens belong together, so the pull is strong.',
      why: 'Its sign is right: a higher score helps. But before training this key has little weight. How far does softmax move a small weight when its score grows a little?',
    },
    {
      value: 'positive',
      text: 'Above 0, with the weight of this key as a factor.',
      right: true,
      why: 'The gradient is w (g − mean). Here w is the weight of the key, g says how much its value raises the logit, and the mean is the weighted mean of g over the row. While w is small, the gradient is small, and the head learns slowly. With a mean over the other keys alone the same gradient reads w (1 − w) (g − mean of the others). It is largest at a middle w, and falls to 0 as w comes near 1.',
    },
  ],
};
