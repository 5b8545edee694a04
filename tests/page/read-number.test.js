// A number as people type or paste it into a field of a lab.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layerIn } from '../../www/labs/q5-models/layer-name.ts';
import { readNumber } from '../../www/lib/read-number.ts';

test('a number is read in the notations that people type and paste', () => {
  for (const [text, number] of [
    ['12', 12],
    [' 0.5 ', 0.5],
    ['.5', 0.5],
    ['5.', 5],
    ['1e-3', 0.001],
    ['2E5', 200_000],
    ['+4', 4],
    ['-3', -3],
    ['−3', -3],
    ['–3', -3],
    ['1e−3', 0.001],
    ['1/2', 0.5],
    ['−1 / 4', -0.25],
    ['0,5', 0.5],
    ['−1,25', -1.25],
    ['1,000', 1000],
    ['100,000', 100_000],
    ['1,000.5', 1000.5],
  ])
    assert.equal(readNumber(text), number, text);
});

test('what is no number is none', () => {
  const texts = [
    '',
    ' ',
    'x',
    '1 2',
    '1,2,3',
    '1/0',
    '1/2/3',
    '/2',
    '0x10',
    '1e',
    '--1',
    'Infinity',
    'NaN',
    '1e999',
    '∞',
  ];
  for (const text of texts) assert.equal(readNumber(text), null, text);
});

test('a layer is named by a digit, a word or its place', () => {
  for (const [layer, texts] of [
    [0, ['0', 'layer 0', 'zero', 'Layer zero', 'the first layer', 'the first one (0)']],
    [2, ['2', 'two', 'the last', 'the last one', 'the third layer']],
    [null, ['seven', '3', 'none', '']],
  ])
    for (const text of texts) assert.equal(layerIn(text, 3), layer, text);
});
