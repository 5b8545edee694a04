// Compile a smaller core: what a first table needs, and no more, so that it comes sooner.
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, root, run } from './run.mjs';
import { moduleArguments, settings } from './settings.mjs';
import { wasmToolchain } from './toolchain.mjs';

const name = 'attention_playground';
const folder = join(root, settings.build['out-dir']);
export const firstCore = join(folder, settings['first-core'].file);

/**
 * The same crate without the feature `whole`: wasm-bindgen's JavaScript for the whole serves it too.
 * While the page is being written the core changes often, so that the first is the whole.
 * @param {string} [profile]
 */
export function buildFirstCore(profile = 'release') {
  if (profile !== 'release') return copyFileSync(join(folder, `${name}_bg.wasm`), firstCore);
  const apart = join(root, 'target', 'first-core');
  rmSync(apart, { recursive: true, force: true });
  const { flags } = settings['first-core'];
  run('wasm-pack', moduleArguments(apart, name, { flags }), { env: wasmToolchain() });
  const [own, shared] = [apart, folder].map((at) => readFileSync(join(at, `${name}.js`), 'utf8'));
  for (const [declared] of own.matchAll(/^export function [\s\S]*?^}$/gm))
    if (!shared.includes(declared)) throw new Failure(differs(declared));
  const module = readFileSync(join(apart, `${name}_bg.wasm`), 'latin1');
  writeFileSync(firstCore, renamed(module, imports(own), imports(shared)), 'latin1');
}

/** What a module imports from its JavaScript: texts of functions, by name. @param {string} text */
const imports = (text) =>
  new Map(
    [...text.matchAll(/^ {8}(__\w+): (function[\s\S]*?\n {8}\}[^\n]*),$/gm)].map(([, of, body]) => [
      of,
      body,
    ]),
  );

/**
 * A module with the names that another JavaScript has for what it imports: wasm-bindgen numbers its
 * casts, all names having one length.
 */
function renamed(module, own, shared) {
  const names = new Map();
  for (const [of, text] of own) {
    const to = shared.get(of) === text ? of : [...shared].find(([, other]) => other === text)?.[0];
    if (to?.length !== of.length) throw new Failure(differs(`${of}: ${text}`));
    names.set(of, to);
  }
  return module.replace(/__wb\w+/g, (of) => names.get(of) ?? of);
}

const differs = (text) =>
  `The JavaScript of the whole core cannot serve the first core, which needs:\n${text}\n` +
  'Make the whole use it too, or give the first core JavaScript of its own.';
