// The labs, in the order of the sheet: one line each, and one file each, loaded when it is opened.

import { type Part, typed } from './parts/progress.ts';

export interface Lab {
  /** what the address calls it */
  id: string;
  /** of the question on the sheet */
  number: string;
  title: string;
  /** in one line */
  question: string;
  /** what the sheet asks, one line a part */
  parts: Part[];
  /** how the workbench is opened on the same */
  workbench: string;
  /** of the element that shows it */
  tag: string;
  /** defines the element */
  load: () => Promise<unknown>;
}

export const labs: Lab[] = [
  {
    id: 'why-root-d',
    number: '1',
    title: 'Why scores are scaled',
    question:
      'How do products of random queries and keys spread, and what should they be divided by?',
    parts: [
      { label: '(a)', answers: typed('a') },
      { label: '(b)', answers: typed('b') },
      { label: '(c)', answers: typed('c') },
    ],
    workbench: '#scaled-dot-product',
    tag: 'scaling-lab',
    load: () => import('./q1-scaling/scaling-lab.ts'),
  },
  {
    id: 'argmax',
    number: '2',
    title: 'Argmax attention',
    question: 'What does attention give that takes the best key alone, and can it be trained?',
    parts: [
      { label: '(a)', answers: typed('output') },
      { label: '(b)', answers: typed('claim') },
    ],
    workbench: '#argmax',
    tag: 'argmax-lab',
    load: () => import('./q2-argmax/argmax-lab.ts'),
  },
  {
    id: 'by-hand',
    number: '3',
    title: 'Multi-head attention by hand',
    question: 'Which sizes, tensors and functions belong into the blanks of the program?',
    parts: [
      { label: '(a)', answers: { blanks: [...'abcdefgh'] } },
      { label: '(b)', answers: { widened: ['split', 'joined', 'combine', 'o_in'] } },
    ],
    workbench: '#multi-head',
    tag: 'by-hand-lab',
    load: () => import('./q3-by-hand/by-hand-lab.ts'),
  },
  {
    id: 'decoding',
    number: '4',
    title: 'Decoding with fewer keys',
    question:
      'When all heads share their keys and values, what changes in the program and in its cost?',
    parts: [
      { label: '(a)', answers: typed('A') },
      { label: '(b)', answers: typed('B') },
      { label: '(c)', answers: typed('C') },
      { label: '(d)', answers: typed('D') },
      { label: '(e)', answers: typed('E') },
      { label: '(f)', answers: typed('mqa-time') },
      { label: '(g)', answers: typed('mqa-memory') },
    ],
    workbench: '#multi-query-decode',
    tag: 'decoding-lab',
    load: () => import('./q4-decoding/decoding-lab.ts'),
  },
  {
    id: 'models',
    number: '5',
    title: 'Attention in GPT and BERT',
    question: 'What do the heads of trained models attend to, and what did they before training?',
    parts: [
      { label: '(a)', answers: typed('same', 'layers') },
      { label: '(b)', answers: typed('special', 'mask', 'sense', 'both') },
      { label: '(c)', answers: typed('why', 'features') },
      { label: '(d)', answers: typed('untrained', 'gradient') },
      { label: '(e)', answers: typed('own') },
    ],
    workbench: '#scaled-dot-product?causal=true',
    tag: 'models-lab',
    load: () => import('./q5-models/models-lab.ts'),
  },
  {
    id: 'kernels',
    number: '6',
    title: 'Kernels in place of softmax',
    question: 'Which similarities may take the place of the exponential, and what do they save?',
    parts: [
      { label: '(a)', answers: typed('condition') },
      { label: '(b)', answers: typed('sim', 'phi', 'rewritten') },
      { label: '(c)', answers: typed('softmax-time', 'softmax-memory') },
      { label: '(d)', answers: typed('linear-time', 'linear-memory') },
    ],
    workbench: '#linear?feature_map=quadratic',
    tag: 'kernels-lab',
    load: () => import('./q6-kernels/kernels-lab.ts'),
  },
];
