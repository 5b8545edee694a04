// The rules of the language, each with a program that shows it.

interface Rule {
  title: string;
  text: string;
  program: string;
}

const lines = (...all: string[]) => all.join('\n');

export const RULES: Rule[] = [
  {
    title: 'A line is a step',
    text: 'Its left side names the step and all of its axes. An axis that stands only on the right has to be reduced. The last line is the output. A comment above a line is its note; a comment in the first line is the title.',
    program: lines(
      '# Scores',
      'in q[i,d], k[j,d]',
      '# How well each query fits each key',
      'scores[i,j] = sum[d] q[i,d] k[j,d]',
    ),
  },
  {
    title: 'An axis is one letter',
    text: '|d| is its size, and the letter alone its place, counted from 1. Letters belong to their line: x[i,d] and x[j,d] are one table.',
    program: lines(
      '# Places and sizes',
      'in x[i,d]',
      'output[i,j] = sum[d] x[i,d] x[j,d] / sqrt(|d|) - (i - j)',
    ),
  },
  {
    title: 'Tables, numbers and sizes are declared',
    text: '“in” names the tables that are given. “param” is a number with a field of its own. “axis” gives a size to an axis that no table has.',
    program: lines(
      '# Two heads',
      'in x[i,d]',
      'param w = 4',
      'axis h = 2',
      'output[h,i] = w h sum[d] x[i,d]',
    ),
  },
  {
    title: 'Products stand side by side',
    text: 'a b / c goes from left to right. a / b c has two readings and is refused; the message offers both. ^ binds tightest, and -x^2 is −(x²).',
    program: lines('# A product', 'in a[i], b[i], c[i]', 'output[i] = 2 a[i] b[i] / (1 + c[i]^2)'),
  },
  {
    title: 'A reduction takes the whole product after it',
    text: 'As Σ does. sum, mean, max and norm remove their axis; softmax, onehot, sparsemax and cumsum keep it. To reduce a sum, put it in brackets.',
    program: lines(
      '# Shares of a row',
      'in s[i,j]',
      'weights[i,j] = softmax[j] s[i,j]',
      'output[i,j] = cumsum[j] weights[i,j]',
    ),
  },
  {
    title: 'A condition comes after a colon',
    text: 'It compares places, sizes, params and whole numbers, joined by and, or, not. block(i, w) is the block of w places that i is in. A place that it leaves out is −∞ under softmax, and 0 under a sum.',
    program: lines(
      '# A window',
      'in s[i,j]',
      'param w = 2',
      'output[i,j] = softmax[j : j <= i and i - j < w] s[i,j]',
    ),
  },
  {
    title: 'The largest',
    text: 'top(k)[j] is true at the k largest along j, and ties go to the first.',
    program: lines(
      '# The best two',
      'in s[i,j]',
      'output[i,j] = softmax[j : top(2)[j] s[i,j]] s[i,j]',
    ),
  },
  {
    title: 'A choice by cell',
    text: '“if” takes a condition on places; “else” takes all that follows. -inf is a number here.',
    program: lines(
      '# The past fades',
      'in x[i,j]',
      'output[i,j] = if j <= i then 0.5^(i - j) x[i,j] else 0',
    ),
  },
  {
    title: 'Functions of a cell',
    text: 'exp, log, sqrt, abs, relu, elu, gelu, silu, sigmoid, tanh, softplus, sin and cos; they also take places. normal(1) fills a step with normal numbers from a seed. A program defines no functions of its own: write the formula where you need it, or as a step.',
    program: lines('# Angles', 'axis p = 4, i = 3', 'output[i,p] = cos(i / 100^((p - 1) / |p|))'),
  },
  {
    title: 'Split and join',
    text: 'On the right, (h k) splits an axis into two, the outer h and the inner k; on the left, it joins the two. concat adds places at the end of a table.',
    program: lines(
      '# Two heads of a width',
      'in y[i,d]',
      'axis h = 2',
      'q[h,i,k] = y[i,(h k)]',
      'output[i,(h k)] = h q[h,i,k]',
    ),
  },
];
