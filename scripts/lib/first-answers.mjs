// Ask the built core what the page asks it for as it opens, and keep the answers in pkg/: a first table then needs no core.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { written } from '../../www/core/lossless-json.ts';
import { request } from '../../www/state/to-request.ts';
import { readLink } from '../../www/state/url/read-link.ts';
import { Failure, main, root } from './run.mjs';
import { settings } from './settings.mjs';

const folder = join(root, settings.build['out-dir']);

/** The element that README shows, which pages of a course hold. */
const EMBEDDED = 'argmax';

/** The link of the state that the page opens with. */
function home() {
  const shell = readFileSync(join(root, 'index.html'), 'utf8');
  const [, state] = /<attention-playground[^>]*\sstate="([^"]+)"/.exec(shell) ?? [];
  if (!state) throw new Failure('index.html has no <attention-playground state="…">.');
  return state;
}

/** A process of its own, since a package is loaded once in each: see wasm.mjs. */
await main(async () => {
  const core = await import(pathToFileURL(join(folder, 'attention_playground.js')).href);
  core.initSync({ module: readFileSync(join(folder, 'attention_playground_bg.wasm')) });
  const ask = (fn, ...args) => ({ fn, args, value: core[fn](...args) });
  const [description, list] = ['describe', 'listVariants'].map((fn) => ask(fn));
  const opened = [home(), EMBEDDED].flatMap((link) => {
    const { state, pinned } = readLink(link, { variants: list.value, panels: [] });
    const asked = [state.variant, request(state)];
    const [run, cost] = ['runVariant', 'costOf'].map((fn) => ask(fn, ...asked));
    const cell = pinned ? [ask('explainCell', ...asked, pinned.step, pinned.index)] : [];
    return [run, ...cell, cost];
  });
  const answers = [description, list, ...opened].map(({ value, ...asked }) => ({
    ...asked,
    value: written(value),
  }));
  writeFileSync(join(folder, settings['first-core'].answers), JSON.stringify(answers));
});
