// The hints of question 5, three rungs a part: what to look at, where it comes from, what it is.
import { html } from 'lit';
import { line } from '../parts/math-notation.ts';

export const SAME = [
  'Look at the model view of each text: which map keeps its shape while the words change?',
  'A head that reads positions and not words has one shape on any text: a line beside the diagonal, or one column.',
  'In layer 0 a head puts nearly all of its weight one place to the left: it attends to the token before it, on the first three texts.',
];
export const LAYERS = [
  'Compare the model views of the layers: near the diagonal means a short way back.',
  'A head that looks at the first token looks far; one that looks at itself or at the token before looks 0 or 1 back. Which layer has more of these?',
  'Layer 0: its heads attend to the same token and the token before. Later layers look at the first token and at earlier copies, which are further away.',
];
export const SPECIAL = [
  'Which columns of the maps are dark in nearly every row?',
  'BERT’s input has two kinds of token that stand in every text: [CLS] at the front, [SEP] at the ends of sentences.',
  'The first token is [CLS] in every text. In layer 2 a head puts most of its weight on it: its map has one dark column, at the left edge.',
];
export const MASK = [
  'Look at the part of the maps above the diagonal.',
  'Which entries are 0 in each of GPT’s maps, whatever the text, and are not in BERT’s?',
  html`GPT predicts the next token, so that a query may read earlier keys alone: ${line('α_ij = 0 , j > i')} BERT predicts
    a masked token from both sides, and no weight is hidden.`,
];
export const SENSE = [
  'What does a network know of a word before the first layer: which token it is, and what else?',
  'The embedding of a token is the same in any sentence, up to its position. What do layers add to it?',
  'Each layer adds what its heads read from other tokens. The embeddings differ by the position alone; the context goes in layer by layer.',
];
export const BOTH = [
  'Which tokens may the query of the masked word read, in each of the two?',
  'In “I bought a [MASK] for the party” what gives the word away stands behind it.',
  'GPT’s queries read to their left alone. BERT’s read both sides, so a word can be guessed from what follows it; that is what its pre-training asks for.',
];
export const WHY = [
  'What happens to two heads with exactly the same weights?',
  'Equal heads get equal gradients, and stay equal for ever. What makes sure that they are not equal at the start?',
  [
    html`Heads add up: the layer’s output is ${line('∑_h o_h W_h')} with weights of its own for each head.`,
    html`They start from different random numbers, so their gradients differ from the first step on.`,
    html`Once one head reads the token before, a second head that does the same hardly lowers the loss. Its gradient points to what is still missing, so the heads share the work.`,
  ],
];
export const FEATURES = [
  'Look for a map that is dark in few places: in which heads is the weight of a row on one or two keys?',
  'Your claim is right if the head’s mean weight on the keys of its pattern is at least 0.5. One dark line beside the diagonal, or one dark column, is such a pattern.',
  'In layer 1 a head reads the token before and another one the token after: each has one dark line beside the diagonal.',
];
export const UNTRAINED = [
  'Compare one row of both: how many keys have a weight worth seeing?',
  'Random q and k of small size: what are their dot products, and what does softmax make of scores that are all near 0?',
  html`Scores near 0 give ${line('α_ij = exp s_ij / ∑_j exp s_ij ≈ 1 / n')} over the keys that a query may read: nearly
    uniform rows, in every head. What order there is comes from the embedding: the same token has the same vector.`,
];
export const GRADIENT = [
  'A larger score gives its own key more weight and, as a row sums to 1, all others less.',
  html`Write g for the gradient with respect to the weights of the row. Softmax gives
    ${line('∂ L / ∂ s_j = α_j ( g_j − ∑_k α_k g_k )')}`,
  [
    html`${line('∂ L / ∂ s_j = α_j ( g_j − ∑_k α_k g_k )')}`,
    html`The value of j raises the logit more than the row’s mean: ${line('g_j − ∑_k α_k g_k > 0')}`,
    html`α is above 0, so the gradient is above 0: training raises the score. It is small while α is
      small, since α is a factor of it. “Gradients of a logit” above shows it.`,
  ],
];
export const OWN = [
  'A text with repeats shows most: a name, a list, a line of a song.',
  'Watch the maps while you type: which of them changes its shape when a word comes a second time?',
  'On a text that repeats itself, a head of layer 1 attends to the token after an earlier copy of the current token.',
];
