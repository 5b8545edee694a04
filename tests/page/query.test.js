// A query asks anew when what it is about changes, and what is shown stays until there is something better.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CoreError, Superseded } from '../../www/core/errors.ts';
import { CoreQuery, CoreTask } from '../../www/core/query.ts';

/** An engine whose answers a test gives, and a host that counts what it hears. */
function bench() {
  const asked = [];
  const engine = {
    call: (asker, fn, ...args) =>
      new Promise((answer, reject) => asked.push({ asker, fn, args, answer, reject })),
    withdraw: (asker) => asked.find((one) => one.asker === asker)?.reject(new Superseded()),
  };
  const host = { engine, news: 0, requestUpdate: () => host.news++ };
  return { asked, host };
}
const settled = () => new Promise((done) => setImmediate(done));
const refusal = (code) => new CoreError({ code, field: '', message: code, hint: '' });

test('it asks once for what is the same, in new objects too, and keeps its answer until the next', async () => {
  const { asked, host } = bench();
  let size = 1;
  const query = new CoreQuery(host, {
    fn: 'costOf',
    args: () => ['argmax', { sizes: { N: size } }],
  });
  query.refresh();
  query.refresh();
  assert.deepEqual(
    asked.map(({ args }) => args[1].sizes.N),
    [1],
  );
  asked[0].answer('one');
  await settled();
  assert.deepEqual([query.value, query.pending, host.news], ['one', false, 1]);
  size = 2;
  query.refresh();
  assert.deepEqual([query.value, query.about[1].sizes.N, query.pending], ['one', 1, true]);
  asked[1].answer('two');
  await settled();
  assert.deepEqual([query.value, query.about[1].sizes.N], ['two', 2]);
});

test('an older answer that comes late is nobody’s, and its question is withdrawn', async () => {
  const { asked, host } = bench();
  let size = 1;
  const query = new CoreQuery(host, {
    fn: 'costOf',
    args: () => ['argmax', { sizes: { N: size } }],
  });
  query.refresh();
  size = 2;
  query.refresh();
  asked[1].answer('two');
  asked[0].answer('one');
  await settled();
  assert.deepEqual([query.value, host.news], ['two', 1]);
});

test('a task asks several, and none of them for a newer task', async () => {
  const { asked, host } = bench();
  let text = 'a';
  const task = new CoreTask(host, {
    args: () => [text],
    task: async (ask, of) => [await ask('parseMatrix', of), await ask('einsum', of, [])],
  });
  task.refresh();
  asked[0].answer(1);
  await settled();
  text = 'b';
  task.refresh();
  asked[1].answer(2);
  asked[2].answer(3);
  await settled();
  asked[3].answer(4);
  await settled();
  assert.deepEqual(task.value, [3, 4]);
  assert.equal(asked.length, 4);
});

test('a refusal keeps the last answer; it is forgotten where nobody looks, or when a person asks again', async () => {
  const { asked, host } = bench();
  let about = ['a'];
  const query = new CoreQuery(host, { fn: 'parseMatrix', args: () => about });
  query.refresh();
  asked[0].answer('good');
  await settled();
  about = ['b'];
  query.refresh();
  asked[1].reject(refusal('cancelled'));
  await settled();
  query.refresh();
  assert.deepEqual([query.value, query.error.code, asked.length], ['good', 'cancelled', 2]);
  query.again();
  query.refresh();
  assert.deepEqual([query.error, asked.length], [null, 3]);
  asked[2].reject(refusal('ragged'));
  await settled();
  about = null;
  query.refresh();
  assert.deepEqual([query.value, query.error], ['good', null]);
  about = ['b'];
  query.refresh();
  assert.equal(asked.length, 4);
});

test('what was dropped for the sake of a result is asked at the next change, and not before', async () => {
  const { asked, host } = bench();
  const query = new CoreQuery(host, { fn: 'parseMatrix', args: () => ['a'] });
  query.refresh();
  asked[0].reject(new Superseded());
  await settled();
  assert.deepEqual([host.news, asked.length], [0, 1]);
  query.refresh();
  assert.equal(asked.length, 2);
});

test('in turn: what was asked is answered before anything newer is asked, and only the newest is', async () => {
  const { asked, host } = bench();
  let size = 1;
  const query = new CoreQuery(host, {
    inTurn: true,
    fn: 'parseMatrix',
    args: () => [String(size)],
  });
  for (; size <= 3; size += 1) query.refresh();
  asked[0].answer('one');
  await settled();
  assert.equal(query.value, 'one');
  assert.deepEqual(
    asked.map(({ args }) => args[0]),
    ['1', '4'],
  );
});

test('while it is taken away it asks nothing, and afterwards what was left open', async () => {
  const { asked, host } = bench();
  const query = new CoreQuery(host, { fn: 'parseMatrix', args: () => ['a'] });
  query.refresh();
  query.hostDisconnected();
  asked[0].answer('late');
  query.refresh();
  await settled();
  assert.deepEqual([query.value, asked.length], [null, 1]);
  query.hostConnected();
  query.refresh();
  assert.equal(asked.length, 2);
});
