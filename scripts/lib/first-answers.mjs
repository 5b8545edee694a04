// Ask the built core what the page asks it for as it opens, and keep the answers in pkg/: a first table then needs no core.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { written } from '../../www/core/lossless-json.ts';
import { exampleOf } from '../../www/state/edits.ts';
import { request } from '../../www/state/to-request.ts';
import { Failure, main, root } from './run.mjs';
import { settings } from './settings.mjs';

const folder = join(root, settings.build['out-dir']);

/** The variant that the page opens with. */
function home() {
  const shell = readFileSync(join(root, 'index.html'), 'utf8');
  const [, variant] = /<attention-playground[^>]* variant="([^"]+)"/.exec(shell) ?? [];
  if (!variant) throw new Failure('index.html has no <attention-playground variant="…">.');
  return variant;
}

/** A process of its own, since a package is loaded once in each: see wasm.mjs. */
await main(async () => {
  const core = await import(pathToFileURL(join(folder, 'attention_playground.js')).href);
  core.initSync({ module: readFileSync(join(folder, 'attention_playground_bg.wasm')) });
  const ask = (fn, ...args) => ({ fn, args, value: core[fn](...args) });
  const [description, list] = ['describe', 'listVariants'].map((fn) => ask(fn));
  const info = list.value.find(({ id }) => id === home());
  if (!info) throw new Failure(`index.html opens with ${home()}, and no variant has that name.`);
  const asked = [info.id, request(exampleOf(info))];
  const [run, cost] = ['runVariant', 'costOf'].map((fn) => ask(fn, ...asked));
  const answers = [description, list, run, cost].map(({ value, ...asked }) => ({
    ...asked,
    value: written(value),
  }));
  writeFileSync(join(folder, settings['first-core'].answers), JSON.stringify(answers));
});
