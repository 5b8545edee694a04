// How the answers of question 6 stand in a text.
import { choiceText } from '../parts/judge.ts';
import { CONDITIONS } from './judge.ts';

export const labels = {
  condition: 'Which condition on sim keeps every output finite?',
  sim: 'sim(q, k) =',
  phi: 'φ(x) =',
  attention: 'V′ᵢ =',
  'softmax-time': 'time:',
  'softmax-memory': 'memory:',
  'linear-time': 'time:',
  'linear-memory': 'memory:',
};

export const numbers = { sim: '(i)', phi: '(ii)', attention: '(iii)' };

export const textOf = (name: string, text: string) =>
  name === 'condition' ? choiceText(CONDITIONS, text) : text;
