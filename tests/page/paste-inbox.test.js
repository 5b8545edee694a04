// What is pasted goes where it fits, another reading goes to the same place, and a refusal changes nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CoreError } from '../../www/core/errors.ts';
import { PasteInbox } from '../../www/state/queries/pastes.ts';
import { parseMatrix } from './core.js';

const engine = {
  async call(_asker, _fn, text) {
    try {
      return parseMatrix(text);
    } catch (error) {
      throw new CoreError({ code: error.code, field: '', message: error.message, hint: '' });
    }
  },
};

/** An inbox over one tensor, and how often it had news. */
function inboxOver(tensor) {
  const held = { tensor, news: 0 };
  const inbox = new PasteInbox({
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
  inbox.readOtherwise({ label: 'a decimal comma', cells: [['1.5']] });
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
