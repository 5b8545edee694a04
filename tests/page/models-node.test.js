// The models from Node, as the package gives them: files in memory, blobs and responses, refusals, cancel.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { Forward, initSync, Model, Tokenizer } from '../../pkg/attention_models.js';

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url));
const golden = (name) => JSON.parse(String(read(`tests/golden/models/${name}.json`)));
const bytes = (text) => new TextEncoder().encode(text);

before(() => initSync({ module: read('pkg/attention_models_bg.wasm') }));

/** The formula of tests/golden/models/networks.py. */
function cells(name, count) {
  let state = 0x811c9dc5;
  for (const byte of bytes(name)) state = Math.imul(state ^ byte, 0x01000193) >>> 0;
  const isNorm = /ln_|LayerNorm/.test(name) && name.endsWith('weight');
  const [scale, shift] = isNorm ? [0.5, 1] : /emb|wte|wpe/.test(name) ? [1.5, 0] : [0.9, 0];
  return Float32Array.from({ length: count }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return ((state >>> 8) / 16777216 - 0.5) * Math.fround(scale) + shift;
  });
}

/** A file of weights in float32. */
function weights({ shapes, prefix }) {
  const header = {};
  const parts = [];
  let end = 0;
  for (const [name, shape] of Object.entries(shapes)) {
    const data = cells(
      name,
      shape.reduce((product, size) => product * size, 1),
    );
    const isHead = name.startsWith('lm_head') || name.startsWith('cls.');
    const start = end;
    end += data.byteLength;
    header[isHead ? name : prefix + name] = { dtype: 'F32', shape, data_offsets: [start, end] };
    parts.push(new Uint8Array(data.buffer));
  }
  const text = bytes(JSON.stringify(header));
  const length = new Uint8Array(new BigUint64Array([BigInt(text.length)]).buffer);
  return new Uint8Array(Buffer.concat([length, text, ...parts]));
}

const floats = (text) => {
  const data = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  return new Float32Array(data.buffer);
};

function near(found, expected, tolerance = 1e-5) {
  assert.equal(found.length, expected.length);
  const worst = found.reduce((most, cell, at) => Math.max(most, Math.abs(cell - expected[at])), 0);
  assert.ok(worst <= tolerance, `${worst}`);
}

const network = golden('networks').networks[0];
const files = () => ({
  'config.json': bytes(JSON.stringify(network.config)),
  'model.safetensors': weights(network),
});

test('a network of files in memory computes every table', () => {
  const model = Model.fromFiles(files());
  const { n_layer, n_head, n_embd, vocab_size } = network.config;
  const { family, layers, heads, d_model, vocabulary, notes } = model.info();
  assert.deepEqual(
    [family, layers, heads, d_model, vocabulary, notes],
    ['gpt2', n_layer, n_head, n_embd, vocab_size, []],
  );
  const forward = model.run({ ids: Uint32Array.from(network.ids) });
  assert.ok(forward instanceof Forward);
  assert.deepEqual(forward.ids, network.ids);
  const n = network.ids.length;
  const logits = forward.logits();
  assert.deepEqual(
    [logits.axes, logits.shape],
    [
      ['i', 't'],
      [n, vocab_size],
    ],
  );
  near(logits.data, floats(network.logits));
  near(forward.hidden(n_layer).data, floats(network.hidden[n_layer]));
  const all = forward.weights();
  assert.deepEqual(all.shape, [n_layer, n_head, n, n]);
  for (let layer = 0; layer < n_layer; layer += 1)
    for (let head = 0; head < n_head; head += 1) {
      const tables = forward.head(layer, head);
      for (const [name, { shape, data }] of Object.entries(tables)) {
        const size = shape[0] * shape[1];
        const expected = floats(network.layers[layer][name]);
        near(data, expected.subarray(head * size, (head + 1) * size));
      }
      const at = (layer * n_head + head) * n * n;
      assert.deepEqual(all.data.slice(at, at + n * n), tables.weights.data);
    }
  const { off, logits: without } = network.ablated;
  near(model.run({ ids: network.ids }, { ablate: off }).logits().data, floats(without));
  const { token, position, head, ...slopes } = network.gradients[0];
  const found = model.gradients({ ids: network.ids, of: { token, position }, head });
  for (const [name, expected] of Object.entries(slopes)) near(found[name].data, floats(expected));
  model.free();
});

test('patterns are means of weights over the rows that have a place of theirs', () => {
  const model = Model.fromFiles(files());
  const forward = model.run({ ids: [4, 7, 9, 4, 11, 12, 4] });
  const { data, shape } = forward.head(1, 2).weights;
  const weight = (row, column) => data[row * shape[1] + column];
  const at = network.config.n_head + 2;
  const mean = (...weights) => weights.reduce((sum, one) => sum + one, 0) / weights.length;
  const found = forward.patterns(2);
  const rows = [2, 3, 4, 5, 6];
  near([found.previous_token.data[at]], [mean(...rows.map((row) => weight(row, row - 1)))]);
  near([found.first_token.data[at]], [mean(...rows.map((row) => weight(row, 0)))]);
  // Tokens 3 and 6 were there before: behind 0, and behind 0 and 3.
  near([found.induction.data[at]], [mean(weight(3, 1), weight(6, 1) + weight(6, 4))]);
  near([found.duplicate_token.data[at]], [mean(weight(3, 0), weight(6, 0) + weight(6, 3))]);
  assert.ok(found.separator.data.every((score) => score === 0));
  near([forward.patterns().induction.data[at]], [found.induction.data[at]]);
});

test('a text goes through the tokenizer that came with the network', () => {
  const { tokenizer, cases } = golden('tokens').byte_level;
  const known = Tokenizer.fromFiles({ 'tokenizer.json': bytes(tokenizer) });
  for (const [text, second, ids, segments, offsets, decoded] of cases) {
    const found = known.encode(text, second ?? undefined);
    assert.deepEqual([found.ids, found.segments, found.offsets], [ids, segments, offsets]);
    assert.equal(known.decode(ids), decoded);
  }
  // A lone surrogate is one unit, and no character.
  assert.deepEqual(known.encode('a\ud800').offsets.at(-1), [1, 2]);
});

/** A response whose bytes come in pieces; `after` may wait between them. */
function response(data, size, after = () => {}, headers = {}) {
  let from = 0;
  const body = new ReadableStream({
    async pull(stream) {
      await after(from);
      if (from >= data.length) return stream.close();
      stream.enqueue(data.slice(from, from + size));
      from += size;
    },
  });
  return new Response(body, { headers });
}

test('blobs and responses give the same network, and say how far they are', async () => {
  const { 'config.json': config, 'model.safetensors': data } = files();
  const expected = Model.fromFiles(files()).run({ ids: network.ids }).logits().data;
  const length = { 'content-length': String(data.length) };
  for (const source of [
    new Blob([data]),
    response(data, 1000, undefined, length),
    response(data, 7),
  ]) {
    const events = [];
    const model = await Model.open(
      { 'config.json': new Blob([config]), 'model.safetensors': source },
      { progress: (event) => events.push(event) },
    );
    assert.deepEqual(model.run({ ids: network.ids }).logits().data, expected);
    assert.equal(events.at(-1).loaded, data.length);
    assert.ok(events.every(({ loaded }, at) => at === 0 || loaded > events[at - 1].loaded));
    assert.ok(events.every(({ total }) => total === null || total === data.length));
  }
});

test('opening ends where its signal is aborted, also while it waits', async () => {
  const { 'config.json': config, 'model.safetensors': data } = files();
  const controller = new AbortController();
  const stuck = response(data, 1000, (from) => {
    if (from === 0) return;
    controller.abort(new Error('enough'));
    return new Promise(() => {});
  });
  const opened = Model.open(
    { 'config.json': new Blob([config]), 'model.safetensors': stuck },
    { signal: controller.signal },
  );
  await assert.rejects(opened, /enough/);
  await assert.rejects(Model.open({}, { signal: AbortSignal.abort() }), { name: 'AbortError' });
});

test('what is refused is an AttentionError with a code, a field and a next step', async () => {
  const { 'config.json': config, 'model.safetensors': data } = files();
  const refused = (code, field) => (error) => {
    assert.equal(error.name, 'AttentionError');
    assert.deepEqual([error.code, error.field], [code, field]);
    assert.ok(error.hint.length > 0);
    return true;
  };
  const open = (file, source) =>
    Model.open({
      'config.json': new Blob([config]),
      'model.safetensors': new Blob([data]),
      [file]: source,
    });
  await assert.rejects(
    open('config.json', new Response('no', { status: 404 })),
    refused('read', 'config.json'),
  );
  await assert.rejects(
    open('model.safetensors', new Blob([data.slice(0, -1)])),
    refused('bad-header', 'model.safetensors'),
  );
  await assert.rejects(
    open('model.safetensors', response(data.slice(0, -1), 99)),
    refused('read', 'model.safetensors'),
  );
  await assert.rejects(
    open('model.safetensors', 'text'),
    refused('bad-request', 'model.safetensors'),
  );
  const model = Model.fromFiles(files());
  assert.throws(() => model.run({ text: 'a' }), refused('no-tokenizer', 'text'));
  assert.throws(() => model.run({}), refused('bad-request', 'text'));
  assert.throws(() => model.run({ ids: [1.5] }), refused('bad-request', 'ids'));
  assert.throws(() => model.run({ ids: [1] }, { ablate: [3] }), refused('bad-request', 'ablate'));
  assert.throws(
    () => Model.fromFiles({ 'model.safetensors': data }),
    refused('missing-file', 'config.json'),
  );
  assert.throws(() => Tokenizer.fromFiles({}), refused('missing-file', 'tokenizer.json'));
});
