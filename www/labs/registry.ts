// The labs, in the order of the sheet: one line each, and one file each, loaded when it is opened.

export interface Lab {
  /** what the address calls it */
  id: string;
  /** of the question on the sheet */
  number: string;
  title: string;
  /** in one line */
  question: string;
  /** of the element that shows it */
  tag: string;
  /** defines the element */
  load: () => Promise<unknown>;
}

/** The question of the sheet that has no lab, and the lab that it would stand before. */
export const absent = {
  number: '5',
  before: 'kernels',
  text: 'Looks into trained models: not here yet',
};

export const labs: Lab[] = [
  {
    id: 'why-root-d',
    number: '1',
    title: 'Why scores are scaled',
    question:
      'How do products of random queries and keys spread, and what should they be divided by?',
    tag: 'scaling-lab',
    load: () => import('./q1-scaling/scaling-lab.ts'),
  },
  {
    id: 'argmax',
    number: '2',
    title: 'Argmax attention',
    question: 'What does attention give that takes the best key alone, and can it be trained?',
    tag: 'argmax-lab',
    load: () => import('./q2-argmax/argmax-lab.ts'),
  },
  {
    id: 'by-hand',
    number: '3',
    title: 'Multi-head attention by hand',
    question: 'Which sizes, tensors and functions belong into the blanks of the program?',
    tag: 'by-hand-lab',
    load: () => import('./q3-by-hand/by-hand-lab.ts'),
  },
  {
    id: 'decoding',
    number: '4',
    title: 'Decoding with fewer keys',
    question:
      'When all heads share their keys and values, what changes in the program and in its cost?',
    tag: 'decoding-lab',
    load: () => import('./q4-decoding/decoding-lab.ts'),
  },
  {
    id: 'kernels',
    number: '6',
    title: 'Kernels in place of softmax',
    question: 'Which similarities may take the place of the exponential, and what do they save?',
    tag: 'kernels-lab',
    load: () => import('./q6-kernels/kernels-lab.ts'),
  },
];
