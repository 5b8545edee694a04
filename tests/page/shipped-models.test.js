// The models that ship are what their cards say, and small: sizes, shapes, checksum, parameters.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/lib/run.mjs';

const MOST_BYTES = 2_000_000;

/** Shapes of all tensors by their names, as a config.json says them. */
const shapes = {
  gpt2({ n_embd: d, n_inner: inner, n_layer: layers, n_positions, vocab_size }) {
    const norm = (name) => ({ [`${name}.weight`]: [d], [`${name}.bias`]: [d] });
    const map = (name, from, to) => ({ [`${name}.weight`]: [from, to], [`${name}.bias`]: [to] });
    const block = (at) => ({
      ...norm(`${at}.ln_1`),
      ...map(`${at}.attn.c_attn`, d, 3 * d),
      ...map(`${at}.attn.c_proj`, d, d),
      ...norm(`${at}.ln_2`),
      ...map(`${at}.mlp.c_fc`, d, inner),
      ...map(`${at}.mlp.c_proj`, inner, d),
    });
    const blocks = Array.from({ length: layers }, (_, layer) => block(`transformer.h.${layer}`));
    return Object.assign(
      { 'transformer.wte.weight': [vocab_size, d], 'transformer.wpe.weight': [n_positions, d] },
      ...blocks,
      norm('transformer.ln_f'),
    );
  },
  bert({ hidden_size: d, intermediate_size: inner, num_hidden_layers: layers, ...config }) {
    const norm = (name) => ({ [`${name}.weight`]: [d], [`${name}.bias`]: [d] });
    const map = (name, from, to) => ({ [`${name}.weight`]: [to, from], [`${name}.bias`]: [to] });
    const embeddings = 'bert.embeddings';
    const head = 'cls.predictions';
    const layer = (at) => ({
      ...map(`${at}.attention.self.query`, d, d),
      ...map(`${at}.attention.self.key`, d, d),
      ...map(`${at}.attention.self.value`, d, d),
      ...map(`${at}.attention.output.dense`, d, d),
      ...norm(`${at}.attention.output.LayerNorm`),
      ...map(`${at}.intermediate.dense`, d, inner),
      ...map(`${at}.output.dense`, inner, d),
      ...norm(`${at}.output.LayerNorm`),
    });
    return Object.assign(
      {
        [`${embeddings}.word_embeddings.weight`]: [config.vocab_size, d],
        [`${embeddings}.position_embeddings.weight`]: [config.max_position_embeddings, d],
        [`${embeddings}.token_type_embeddings.weight`]: [config.type_vocab_size, d],
        [`${head}.bias`]: [config.vocab_size],
      },
      norm(`${embeddings}.LayerNorm`),
      ...Array.from({ length: layers }, (_, at) => layer(`bert.encoder.layer.${at}`)),
      map(`${head}.transform.dense`, d, d),
      norm(`${head}.transform.LayerNorm`),
    );
  },
};

const product = (shape) => shape.reduce((all, size) => all * size, 1);

/** The tensors that a safetensors file names, and where its numbers begin. */
function header(bytes) {
  const length = Number(bytes.readBigUInt64LE(0));
  const { __metadata__, ...tensors } = JSON.parse(bytes.subarray(8, 8 + length));
  return { tensors, start: 8 + length };
}

for (const name of ['causal', 'masked']) {
  const file = (part) => readFileSync(join(root, 'models', name, part));
  const json = (part) => JSON.parse(file(part));
  const [config, training, weights] = [
    json('config.json'),
    json('training.json'),
    file('model.safetensors'),
  ];

  test(`The ${name} model is the one on its card, and small`, () => {
    assert.equal(createHash('sha256').update(weights).digest('hex'), training.sha256);
    assert.ok(weights.length <= MOST_BYTES, `${weights.length} bytes`);
    const { tensors, start } = header(weights);
    const found = Object.entries(tensors).map(([tensor, { shape }]) => [tensor, shape]);
    assert.deepEqual(Object.fromEntries(found), shapes[config.model_type](config));
    const parameters = found.reduce((sum, [, shape]) => sum + product(shape), 0);
    assert.equal(parameters, training.parameters);
    assert.ok(Object.values(tensors).every(({ dtype }) => dtype === 'F16'));
    assert.equal(weights.length - start, 2 * parameters);
    const card = file('README.md').toString();
    assert.ok(card.includes(`${parameters.toLocaleString('en')} parameters in f16`));
  });

  test(`The tokens of the ${name} model are those that it has embeddings for`, () => {
    const { model, added_tokens: added } = json('tokenizer.json');
    const ids = new Set([...Object.values(model.vocab), ...added.map(({ id }) => id)]);
    assert.deepEqual(
      [...ids].sort((a, b) => a - b),
      [...Array(config.vocab_size).keys()],
    );
  });

  test(`The card of the ${name} model has every head's scores from step 0 to the last`, () => {
    const [layers, heads] = [
      config.n_layer ?? config.num_hidden_layers,
      config.n_head ?? config.num_attention_heads,
    ];
    const steps = training.log.map(({ step }) => step);
    assert.equal(steps[0], 0);
    assert.equal(steps.at(-1), training.steps);
    assert.deepEqual(
      steps,
      [...new Set(steps)].sort((a, b) => a - b),
    );
    // A pattern that was thought of later stands in the first line and in the last.
    const patterns = Object.keys(training.log.at(-1).scores);
    assert.deepEqual(Object.keys(training.log[0].scores), patterns);
    for (const { step, scores } of training.log) {
      for (const [pattern, table] of Object.entries(scores)) {
        assert.ok(patterns.includes(pattern), `step ${step}: ${pattern}`);
        assert.equal(table.length, layers);
        assert.ok(table.every((row) => row.length === heads));
        assert.ok(table.flat().every((score) => score >= 0 && score <= 1.0001));
        if (step === 0) assert.ok(Math.max(...table.flat()) <= 0.05, `at random: ${pattern}`);
      }
    }
    assert.equal(
      training.perplexity,
      Math.round(100 * Math.exp(training.log.at(-1).held_out)) / 100,
    );
  });
}

/** What the project promises of the heads, and the models keep. */
const kept = {
  causal: {
    previous_token: 0.8,
    first_token: 0.5,
    same_token: 0.5,
    induction: 0.5,
    induction_on_text: 0.3,
  },
  masked: {
    previous_token: 0.8,
    next_token: 0.8,
    first_token: 0.5,
    same_token: 0.5,
    duplicate_token: 0.5,
    copy: 0.5,
    copy_in_one_part: 0.5,
    copy_on_text: 0.3,
  },
};

for (const [name, patterns] of Object.entries(kept)) {
  test(`Heads of the ${name} model do what a student is to see`, () => {
    const { log } = JSON.parse(readFileSync(join(root, 'models', name, 'training.json')));
    for (const [pattern, least] of Object.entries(patterns)) {
      const best = Math.max(...log.at(-1).scores[pattern].flat());
      assert.ok(best >= least, `${pattern}: ${best}, at least ${least}`);
    }
  });
}

test('Every prompt of the shelf names a head that it fires', () => {
  const prompts = JSON.parse(readFileSync(join(root, 'models/prompts.json')));
  assert.ok(prompts.length >= 8);
  for (const { model, text, pattern, why, head, score } of prompts) {
    const { log } = JSON.parse(readFileSync(join(root, 'models', model, 'training.json')));
    const [layer, at] = head;
    assert.ok(text && pattern && why, text);
    assert.ok(Object.values(log[0].scores)[0][layer][at] !== undefined, `${text}: ${head}`);
    assert.ok(score >= 0.4, `${text}: ${score}`);
  }
});
