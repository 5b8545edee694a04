// Cut a smaller module out of the core: what a first table needs, and no more, so that it comes sooner.
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, root } from './run.mjs';
import { settings } from './settings.mjs';

const folder = join(root, settings.build['out-dir']);
const whole = join(folder, 'attention_playground_bg.wasm');
export const firstCore = join(folder, settings['first-core'].file);

/**
 * The same code with fewer exports, and without what only the others reached: wasm-bindgen's JavaScript
 * for the whole serves it too. While the page is being written the core has names for the debugger and
 * changes often, so that it is left as it is.
 * @param {string} [profile]
 */
export async function cutFirstCore(profile = 'release') {
  if (profile !== 'release') return copyFileSync(whole, firstCore);
  const { default: binaryen } = await import('binaryen');
  const core = binaryen.readBinary(readFileSync(whole));
  const { calls } = settings['first-core'];
  const names = Array.from({ length: core.getNumExports() }, (_, at) =>
    binaryen.getExportInfo(core.getExportByIndex(at)),
  ).map(({ name }) => name);
  const lacking = calls.filter((call) => !names.includes(call));
  if (lacking.length > 0)
    throw new Failure(
      `wasm-pack.toml lists ${lacking.join(', ')} under [first-core], and the core exports no such call.`,
    );
  // What the JavaScript itself needs is the memory and what begins with two underscores.
  const isKept = (name) => name === 'memory' || name.startsWith('__') || calls.includes(name);
  for (const name of names) if (!isKept(name)) core.removeExport(name);
  core.runPasses(['remove-unused-module-elements']);
  writeFileSync(firstCore, core.emitBinary());
  core.dispose();
}
