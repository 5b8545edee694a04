// What is pasted goes where it fits, another reading goes to the same place, and a refusal changes nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CoreError } from '../../www/core/errors.ts';
import { PasteInbox } from '../../www/state/queries/pastes.ts';
import { parseMask, parseMatrix, parsePlainMatrix, parseTensor } from './core.js';

const core = { parseMask, parseMatrix, parsePlainMatrix, parseTensor };

const engine = {
  async call(_asker, fn, ...args) {
    try {
      return core[fn](...args);
    } catch (error) {
      throw new CoreError({ code: error.code, field: '', message: error.message, hint: '' });
    }
  },
};

/** An inbox over one tensor, and how often it had news. */
function inboxOver(tensor, maskSizes) {
  const held = { tensor, news: 0 };
  const inbox = new PasteInbox({
    maskSizes: () => maskSizes,
    tensor: (name) => (name === 'k' ? held.tensor : undefined),
    put: (_, next) => {
      held.tensor = next;
    },
    changed: () => {
      held.news += 1;
    },
  });
  return { inbox, held };
}

const square = { shape: [2, 2], cells: ['1', '2', '3', '4'] };

test('one number goes into its cell, and a matrix over all', async () => {
  const { inbox, held } = inboxOver(square);
  await inbox.paste(engine, { name: 'k', text: '7', place: 3 });
  assert.deepEqual(held.tensor, { shape: [2, 2], cells: ['1', '2', '3', '7'] });
  await inbox.paste(engine, { name: 'k', text: '1 2 3', place: 3 });
  assert.deepEqual(held.tensor, { shape: [1, 3], cells: ['1', '2', '3'] });
  assert.equal(inbox.report.name, 'k');
});

test('another reading of a text goes where the first was pasted', async () => {
  const { inbox, held } = inboxOver(square);
  await inbox.paste(engine, { name: 'k', text: '1,5', place: 2 });
  assert.deepEqual(held.tensor, { shape: [1, 2], cells: ['1', '5'] });
  inbox.readOtherwise({ label: 'a decimal comma', shape: [1, 1], cells: ['1.5'] });
  assert.deepEqual(held.tensor, { shape: [2, 2], cells: ['1', '2', '1.5', '4'] });
  assert.equal(inbox.report.format, 'a decimal comma');
});

test('what cannot be read or does not fit is kept with its reason, and changes nothing', async () => {
  const tables = { shape: [2, 1, 2], cells: ['1', '2', '3', '4'] };
  const { inbox, held } = inboxOver(tables);
  for (const [text, code] of [
    ['[[1, 2], [3', /./],
    ['1 2 3', /^misfit$/],
  ]) {
    await inbox.paste(engine, { name: 'k', text });
    assert.equal(inbox.refused.text, text);
    assert.match(inbox.refused.error.code, code);
    assert.equal(inbox.report, null);
    assert.equal(held.tensor, tables);
  }
  inbox.dismiss();
  assert.equal(inbox.refused, null);
});

test('a report is over when its input is edited, and not when another is', async () => {
  const { inbox, held } = inboxOver(square);
  await inbox.paste(engine, { name: 'k', text: '1 2' });
  const { news } = held;
  inbox.edited('q');
  assert.ok(inbox.report);
  inbox.edited('k');
  assert.equal(inbox.report, null);
  assert.equal(held.news, news + 1);
});

const wide = { shape: [2, 2, 1, 2], cells: ['1', '2', '3', '4', '5', '6', '7', '8'] };
const cells = ['9', '8', '7', '6', '5', '4', '3', '2'];

test('a tensor goes into an input of as many axes, in the shape that the input has where the text fits several', async () => {
  for (const text of [
    '[[[[9, 8]], [[7, 6]]], [[[5, 4]], [[3, 2]]]]',
    'tensor([[[[9., 8.]],\n\n         [[7., 6.]]],\n\n\n        [[[5., 4.]],\n\n         [[3., 2.]]]])',
    '9 8\n\n7 6\n\n5 4\n\n3 2', // tables one after another: 1 × 4, 2 × 2 or 4 × 1
    '9 8\n7 6\n5 4\n3 2', // the rows of all tables
  ]) {
    const { inbox, held } = inboxOver(wide);
    await inbox.paste(engine, { name: 'k', text });
    assert.equal(inbox.refused, null, text);
    assert.deepEqual(held.tensor.shape, [2, 2, 1, 2], text);
    assert.deepEqual(held.tensor.cells.map(Number), cells.map(Number), text);
    assert.deepEqual(inbox.report.shape, [2, 2, 1, 2]);
  }
});

test('what was taken for the shape of its input is said, and the other readings are offered', async () => {
  const { inbox, held } = inboxOver(wide);
  await inbox.paste(engine, { name: 'k', text: '9 8\n\n7 6\n\n5 4\n\n3 2' });
  const { notes, alternatives } = inbox.report;
  assert.ok(notes.some(({ message }) => message.startsWith('Read as 2 × 2 × 1 × 2')));
  assert.deepEqual(
    alternatives.map(({ label }) => label),
    ['1 × 4 × 1 × 2', '4 × 1 × 1 × 2'],
  );
  inbox.readOtherwise(alternatives[1]);
  assert.deepEqual(held.tensor, { shape: [4, 1, 1, 2], cells });
});

test('a tensor of another shape replaces all, and one table goes where it is pasted', async () => {
  const { inbox, held } = inboxOver(wide);
  await inbox.paste(engine, { name: 'k', text: '[[1, 2]]', place: 5 });
  assert.deepEqual(held.tensor.cells, ['1', '2', '3', '4', '1', '2', '7', '8']);
  await inbox.paste(engine, { name: 'k', text: '[[[[1], [2]]]]' });
  assert.deepEqual(held.tensor, { shape: [1, 1, 2, 1], cells: ['1', '2'] });
});

test('a vector takes a row or a column', async () => {
  const { inbox, held } = inboxOver({ shape: [2], cells: ['1', '2'] });
  for (const text of ['3 4 5', '3\n4\n5', '[3, 4, 5]', 'tensor([3., 4., 5.])']) {
    await inbox.paste(engine, { name: 'k', text });
    assert.deepEqual(held.tensor.cells.map(Number), [3, 4, 5], text);
  }
});

test('a mask is read as one, and asked about where its text may mean two', async () => {
  const { inbox, held } = inboxOver({ shape: [2, 3], cells: Array(6).fill('1') }, [2, 3]);
  const paste = (text) => inbox.paste(engine, { name: 'k', text });
  await paste('0 -1e9 0\n0 0 -1e9');
  assert.deepEqual(held.tensor.cells, ['1', '0', '1', '1', '1', '0']);
  await paste('1 1 0');
  assert.deepEqual(held.tensor, { shape: [2, 3], cells: ['1', '1', '0', '1', '1', '0'] });
  assert.ok(inbox.report.notes.some(({ message }) => message.includes('all 2 queries')));
  const before = held.tensor;
  await paste('[[False, False, True], [False, True, True]]');
  assert.equal(held.tensor, before);
  assert.equal(inbox.report, null);
  const { word, readings } = inbox.question;
  assert.equal(word, 'True');
  assert.deepEqual(
    readings.map((reading) => reading.cells.join('')),
    ['001011', '110100'],
  );
  inbox.readOtherwise(readings[1]);
  assert.equal(inbox.question, null);
  assert.deepEqual(held.tensor.cells.join(''), '110100');
});
