// The harness of npm run bench, without the peers: its models, its judgement, and a small contest.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judged, serve } from '../../bench/bench.mjs';
import { doubt, table, verdict, work } from '../../bench/judge.js';
import { model } from '../../bench/onnx.js';

const task = { kind: 'softmax', n: 100, h: 2, d: 64 };
const round = (relaxed, simd, peer, limit = 58) => ({
  relaxed,
  simd,
  'onnxruntime-web': peer,
  limit,
});
const browser = (...rounds) => ({
  ...task,
  rounds,
  errors: { relaxed: 1e-7, simd: 2e-7 },
  failed: {},
});

test('a ratio is the median of paired ratios, not the ratio of medians', () => {
  // The second round found the machine half as fast, for everybody.
  const { rows } = verdict([browser(round(1, 2, 3), round(2, 4, 6), round(1, 2, 5))]);
  const peer = rows.find(({ name }) => name === 'onnxruntime-web');
  assert.equal(peer.ratios.relaxed, 3);
  assert.equal(peer.ratios.simd, 1.5);
  assert.equal(peer.milliseconds, 5);
});

test('over browsers the median of their medians counts', () => {
  const { rows, limit } = verdict([
    browser(round(1, 1, 2, 50)),
    browser(round(1, 1, 3, 60)),
    browser(round(1, 1, 9, 70)),
  ]);
  assert.equal(rows.find(({ name }) => name === 'onnxruntime-web').ratios.relaxed, 3);
  assert.equal(limit, 60);
});

test('work is the products that a mask leaves, and the cache that a step reads', () => {
  assert.equal(work(task), 4 * 2 * 100 * 100 * 64);
  assert.equal(work({ ...task, kind: 'softmax-causal' }), 4 * 2 * 5050 * 64);
  assert.equal(work({ ...task, kind: 'decode' }), 4 * 2 * 2 * 100 * 64);
  const { rows } = verdict([browser(round(1, 2, 4, 10.24))]);
  assert.equal(rows[0].speed, 5.12);
  assert.equal(rows[0].share, 0.5);
});

test('a busy machine and a peer that spreads are doubted', () => {
  assert.equal(doubt(browser(round(1, 1, 2), round(1, 1, 2.1))), undefined);
  assert.match(doubt(browser(round(1, 1, 2, 40), round(1, 1, 2, 44))), /limit loop gave 44/);
  assert.match(doubt(browser(round(1, 1, 2), round(1, 1, 3), round(1, 1, 4))), /spread by 33 %/);
});

test('who has no such operator is left out of the table, and not counted as slow', () => {
  const { rows } = verdict([browser({ relaxed: 1, simd: 2, limit: 60 })]);
  assert.deepEqual(
    rows.map(({ name }) => name),
    ['relaxed', 'simd'],
  );
  const lines = table([verdict([browser(round(1, 2, 3))])]).split('\n');
  assert.equal(lines.length, 4);
  assert.match(lines[3], /^softmax +100 +2 +64 +onnxruntime-web +3\.00 .* 3\.00 +1\.50 +0\.0e\+0$/);
});

/** Reads a protocol buffer back: the fields of a message, in order. */
function fields(bytes) {
  const found = [];
  let at = 0;
  const varint = () => {
    let [number, factor] = [0, 1];
    for (;;) {
      const byte = bytes[at++];
      number += (byte % 128) * factor;
      factor *= 128;
      if (byte < 128) return number;
    }
  };
  while (at < bytes.length) {
    const key = varint();
    const [field, kind] = [Math.floor(key / 8), key % 8];
    if (kind === 0) found.push([field, varint()]);
    else {
      const length = kind === 5 ? 4 : varint();
      found.push([field, bytes.slice(at, at + length)]);
      at += length;
    }
  }
  assert.equal(at, bytes.length);
  return found;
}

test('a model is a protocol buffer that reads back', () => {
  const steps = [
    ['Mul', ['q', 'scale'], ['qs']],
    [
      'Softmax',
      ['qs'],
      ['out'],
      { axis: 2, perm: [0, 300], rule: 'linear', scale: { float: 1 } },
      'x',
    ],
  ];
  const shape = [1, 200, 64];
  const file = fields(model({ q: shape }, steps, { floats: { scale: [0.125] } }, shape));
  const text = (bytes) => new TextDecoder().decode(bytes);
  const all = (list, number) =>
    list.filter(([field]) => field === number).map(([, value]) => value);
  const graph = fields(all(file, 7)[0]);
  const [mul, softmax] = all(graph, 1).map(fields);
  assert.deepEqual(all(mul, 1).map(text), ['q', 'scale']);
  assert.equal(text(all(softmax, 4)[0]), 'Softmax');
  assert.equal(text(all(softmax, 7)[0]), 'x');
  const [axis, perm, rule, scale] = all(softmax, 5).map(fields);
  assert.deepEqual(all(axis, 3), [2]);
  assert.deepEqual(all(perm, 8), [0, 300]);
  assert.equal(text(all(rule, 4)[0]), 'linear');
  assert.equal(new DataView(all(scale, 2)[0].buffer).getFloat32(0, true), 1);
  const [constant] = all(graph, 5).map(fields);
  assert.equal(new DataView(all(constant, 9)[0].buffer).getFloat32(0, true), 0.125);
  const tensor = fields(fields(fields(all(graph, 11)[0])[1][1])[0][1]);
  assert.deepEqual(
    all(fields(all(tensor, 2)[0]), 1).map((size) => fields(size)[0][1]),
    shape,
  );
});

test('a contest of the two modules: both are right, timed in every round, and below the limit', async () => {
  const { server, site } = await serve();
  try {
    const kinds = ['softmax', 'softmax-causal', 'linear', 'linear-causal', 'decode'];
    const tasks = kinds.map((kind) => ({ kind, n: 100, h: 1, d: 20 }));
    const names = ['relaxed', 'simd'];
    const verdicts = await judged(site, { names, tasks, browsers: 1, rounds: 3, patience: 0 });
    for (const { kind, limit, rows, failed } of verdicts) {
      assert.deepEqual(failed, {}, kind);
      assert.ok(limit > 0);
      assert.equal(rows.length, 2);
      for (const { name, milliseconds, error } of rows) {
        assert.ok(milliseconds > 0 && error > 0 && error <= 1e-6, `${kind}, ${name}: ${error}`);
      }
    }
  } finally {
    await server.close();
  }
});
