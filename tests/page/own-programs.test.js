// Programs of one's own as texts: those to start from run, and a state with one is a link and a file.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFile, writeFile } from '../../www/exports/state-file.ts';
import { answerOf, EXERCISES, exerciseOf, startOf } from '../../www/program/exercises.ts';
import { diffOf } from '../../www/program/line-diff.ts';
import { piecesOf, rangeOf } from '../../www/program/paint.ts';
import { EXAMPLES, titleOf } from '../../www/program/programs.ts';
import { RULES } from '../../www/program/rules.ts';
import { besides, ownSeries, sequenceLetter } from '../../www/state/curve-choices.ts';
import { EMPTY, writeProgram } from '../../www/state/edits.ts';
import { textTensor } from '../../www/state/text-tensor.ts';
import { BrokenLink } from '../../www/state/url/broken-link.ts';
import { lasting, mendedLink } from '../../www/state/url/mended-link.ts';
import { readLink } from '../../www/state/url/read-link.ts';
import { writeLink } from '../../www/state/url/write-link.ts';
import {
  describeProgram,
  listVariants,
  randomInputs,
  readProgram,
  recogniseProgram,
  runVariant,
} from './core.js';
import { panels } from './panels.js';

const variants = listVariants();
const known = { variants, panels };
const linkOf = (state, pinned = null) => writeLink(state, null, { pinned, panels });

/** A state of a program, with the numbers that it opens with. */
function stateOf(text) {
  const { steps } = runVariant({ program: text });
  const inputs = steps
    .filter(({ op }) => op === 'input')
    .map(({ id, tensor }) => [id, nest(tensor)]);
  const state = writeProgram(EMPTY, text);
  const texts = inputs.map(([name, cells]) => [name, textTensor(cells)]);
  return { ...state, inputs: Object.fromEntries(texts), drawn: inputs.map(([name]) => name) };
}

function nest({ shape, data }) {
  let cells = Array.from(data, String);
  for (const size of shape.slice(1).reverse())
    cells = Array.from({ length: cells.length / size }, (_, at) =>
      cells.slice(at * size, (at + 1) * size),
    );
  return cells;
}

test('every program to start from is read, runs and has its gradients', () => {
  assert.ok(EXAMPLES.length >= 22);
  assert.equal(new Set(EXAMPLES.map(({ id }) => id)).size, EXAMPLES.length);
  for (const { id, text, paper } of EXAMPLES) {
    assert.deepEqual(readProgram(text).diagnostics, [], id);
    const { steps, output } = runVariant({ program: text }, { gradients: true });
    const { data } = steps.find((step) => step.id === output).tensor;
    assert.ok(data.every(Number.isFinite), id);
    assert.ok(
      data.some((cell) => cell !== 0),
      id,
    );
    assert.match(paper.id, /^\d{4}\.\d{5}$|^\d{4}\.\d{4}$/, id);
    assert.match(titleOf(text), /^\w/, id);
  }
});

test('curves beside a program count what its letter counts', () => {
  const beside = (text) => {
    const info = { ...describeProgram(text), program: text };
    const names = besides(variants, ownSeries(info, {})).map(({ id }) => id);
    return [sequenceLetter(info), names.includes('multi-head-decode'), names.includes('argmax')];
  };
  const textOf = (name) => EXAMPLES.find(({ id }) => id === name).text;
  assert.deepEqual(beside(textOf('multi-query-decode')), ['n', true, false]);
  assert.deepEqual(beside(textOf('softcap')), ['N', false, true]);
  const induced = 'in x[n,d], u[m,d]\ns[m,n] = sum[d] u[m,d] x[n,d]';
  assert.deepEqual(beside(induced), ['n', false, false]);
  assert.deepEqual(beside('in x[d,m]\ns[d] = sum[m] x[d,m]'), ['d', false, false]);
});

test('every exercise opens with what is given, and its answer runs', () => {
  assert.equal(EXERCISES.length, 20);
  assert.equal(new Set(EXERCISES.map(({ title }) => title)).size, 20);
  for (const exercise of EXERCISES) {
    const { title, paper } = exercise;
    const started = readProgram(startOf(exercise)).diagnostics.map(({ code }) => code);
    assert.deepEqual(started, ['no-step'], title);
    const answer = answerOf(exercise);
    assert.deepEqual(readProgram(answer).diagnostics, [], title);
    assert.equal(runVariant({ program: answer }).output, 'output', title);
    assert.equal(exerciseOf(answer), exercise);
    assert.equal(exerciseOf(startOf(exercise)), exercise);
    assert.match(paper.id, /^\d{4}\.\d{4,5}$/, title);
  }
  assert.equal(exerciseOf('# Hard attention\n'), undefined);
});

test('every rule of the reference has a program that runs', () => {
  for (const { title, program } of RULES) {
    assert.deepEqual(readProgram(program).diagnostics, [], title);
    assert.ok(runVariant({ program }).steps.length > 0, title);
  }
});

test('two programs differ by the lines that only one of them has', () => {
  const [first, second] = EXERCISES.slice(0, 2).map(answerOf);
  const lines = diffOf(first, `${second}\n# a remark`);
  assert.deepEqual(
    lines.map((line) => line.in),
    ['both', 'both', 'first', 'second', 'both'],
  );
  for (const { text } of EXAMPLES) {
    const spaced = text.replaceAll(' = ', '  =  ');
    assert.ok(diffOf(text, spaced).every((line) => line.in === 'both'));
    const joined = diffOf(first, text);
    const own = joined.filter((line) => line.in !== 'first').map((line) => line.text);
    assert.deepEqual(
      own,
      text.split('\n').filter((line) => !line.startsWith('#')),
    );
  }
});

test('a moved line stands in both places, a changed remark is none, a renamed axis is a line of each', () => {
  const { text } = EXAMPLES.find(({ id }) => id === 'linear');
  const lines = text.split('\n').filter((line) => !line.startsWith('#'));
  const told = (other) =>
    diffOf(text, other).map(
      (line) => ({ both: ' ', first: '-', second: '+' })[line.in] + line.text,
    );
  const [given, f, g, ...rest] = lines;
  const moved = told([given, g, f, ...rest].join('\n'));
  const kept = moved.filter((line) => line.startsWith(' ')).map((line) => line.slice(1));
  const [gone, come] = ['-', '+'].map((sign) => moved.filter((line) => line.startsWith(sign)));
  assert.equal(kept.length, lines.length - 1);
  assert.deepEqual([gone.length, come.length], [1, 1]);
  assert.equal(gone[0].slice(1), come[0].slice(1));
  assert.ok([f, g].includes(gone[0].slice(1)));

  const remarked = told(text.replaceAll(/#.*/g, '# Another remark'));
  assert.deepEqual(
    remarked,
    lines.map((line) => ` ${line}`),
  );

  const renamed = told(text.replace(f, f.replaceAll('d', 'e')));
  const other = [`-${f}`, `+${f.replaceAll('d', 'e')}`];
  assert.deepEqual(renamed, [` ${given}`, ...other, ...[g, ...rest].map((line) => ` ${line}`)]);
});

test('a program that is a variant is named as that variant', () => {
  for (const { id, text } of EXAMPLES.filter(({ id }) => variants.some((one) => one.id === id))) {
    const found = recogniseProgram(text);
    assert.ok(found?.equal, id);
    assert.equal(found.variant, id);
  }
});

test('a state with a program is a link and a file, and both say all of it', () => {
  for (const [at, { id, text }] of EXAMPLES.entries()) {
    const other = EXAMPLES[(at + 1) % EXAMPLES.length].text;
    const beside = { variant: { program: other }, params: { w: 3 }, inputs: null };
    const pinned = { ...beside, inputs: stateOf(other).inputs };
    const names = { q: 'λ_query', k: "k'", v: 'V' };
    const variant = { variant: 'argmax', params: {}, inputs: null };
    const compare = { others: [beside, pinned, at % 2 ? variant : { ...variant, names }], at: 1 };
    for (const state of [stateOf(text), { ...stateOf(text), compare, params: { w: 2 } }]) {
      const held = { step: 'scores', index: [0, 1] };
      const link = lasting(linkOf(state, held)).slice(1);
      assert.doesNotMatch(link, /[\n ]/, id);
      const read = readLink(mendedLink(link).text, known);
      assert.deepEqual(read, { state, pinned: held }, id);
      assert.deepEqual(readFile(writeFile(state, held), known), { state, pinned: held }, id);
    }
  }
});

test('a text of any signs comes back from its link', () => {
  const texts = [
    '',
    '~',
    '_',
    ' a\n\n\tb ',
    'é # ~~ %0A\n&=?;:,/"',
    '√2·x² − λ ≤ Σ\n'.repeat(40),
    '🙂',
  ];
  for (const text of texts) {
    const state = writeProgram(EMPTY, text);
    const link = lasting(linkOf(state)).slice(1);
    assert.deepEqual(readLink(mendedLink(link).text, known).state, state, JSON.stringify(text));
  }
});

test('a link that gives a program what it cannot have is refused', () => {
  const refused = [
    ['own', 'it has no program'],
    ['own?q.2=1,2;3,4', 'it has no program'],
    ['own?program=a&program=b', 'it gives “program” twice'],
    [`own?program=${'x'.repeat(70000)}`, 'its program is too long'],
    ['own?program=a&__proto__.2=1', '“__proto__” is not a name in a program'],
    ['own?program=a&q%20r.1=1', '“q r” is not a name in a program'],
    ['own?program=a&q.2=1,2;3', 'the rows of q are not equally long'],
    [`own?program=a&q.1=${','.repeat(300000)}`, 'q is too large'],
    ['own?program=a&drawn=q', 'it has no input “q”'],
    ['own?program=a&q=1', 'it gives “q”, which a program does not take'],
    ['own?program=a&example=b', 'it gives “example”, which a program does not take'],
    ['own?program=%E0%A4', '“%E0%A4” is not spelled as a link is'],
    ['own?program=a&compare=.&compare=argmax:q~1x', '“1x” is not a name in a program'],
    ['own?program=a&compare=.&compare=own:z=1', 'it gives “z”, which a program does not take'],
  ];
  for (const [link, why] of refused)
    assert.throws(
      () => readLink(link, known),
      (error) => error instanceof BrokenLink && error.message === why,
      link.slice(0, 80),
    );
});

test('random values of a program are those of its request', () => {
  const text = EXAMPLES.find(({ id }) => id === 'sliding-window').text;
  const request = { inputs: { q: [[0, 0, 0]] } };
  const draw = { seed: 3, inputs: ['q'] };
  const drawn = randomInputs({ program: text }, request, draw);
  assert.deepEqual(drawn, randomInputs('argmax', request, draw));
});

test('the painted copy is the text, sign by sign, with its marks', () => {
  for (const { text } of EXAMPLES) {
    const marks = [{ line: 2, column: 4, length: 3, mark: 'wrong' }];
    const pieces = piecesOf(text, new Set(['i']), marks);
    assert.equal(pieces.map((line) => line.map((piece) => piece.text).join('')).join('\n'), text);
    const marked = pieces.flatMap((line) => line.filter(({ mark }) => mark === 'wrong'));
    assert.equal(marked.map((piece) => piece.text).join(''), text.split('\n')[1].slice(3, 6));
  }
  const [line] = piecesOf('s[i,j] = i |d| i_1 h[h] # i', new Set(['i']), []);
  assert.deepEqual(
    line.flatMap(({ axis }) => axis ?? []),
    ['i', 'j', 'i', 'd', 'h'],
  );
});

test('a place in code points is a place of the field', () => {
  const text = '# 🙂\nλ = 𝛼 + b';
  assert.deepEqual(rangeOf(text, { line: 2, column: 9, length: 1 }), [14, 15]);
  assert.equal(text.slice(...rangeOf(text, { line: 2, column: 9, length: 1 })), 'b');
  // The end of a line counts as one.
  const over = rangeOf('a𝑏\nc', { line: 1, column: 2, length: 3 });
  assert.deepEqual(over, [1, 5]);
});
