// Put in place whatever is missing to build and test; safe to run twice, quick the second time.
import { fileURLToPath } from 'node:url';
import { installPackages } from './lib/packages.mjs';
import { Failure, main, say } from './lib/run.mjs';

/** `browser: false` leaves out what only the tests need. */
export async function setUp({ browser = true } = {}) {
  const start = performance.now();
  installPackages();
  // These use the packages, so they can be loaded only now.
  const { installTarget, wasmToolchain } = await import('./lib/toolchain.mjs');
  const { installTools } = await import('./lib/cargo-tools.mjs');
  const { installBrowser } = await import('./lib/browser.mjs');
  const { installPython } = await import('./lib/python.mjs');
  const { materialSite } = await import('./lib/material-site.mjs');
  installTarget();
  installTools();
  if (browser) {
    installBrowser();
    installPython();
    materialSite();
  }

  const toolchain = wasmToolchain();
  if (!toolchain)
    throw new Failure('The WebAssembly target was installed, but rustc cannot see it.');
  const byHand = Object.entries(toolchain).map(([name, value]) => `${name}=${value}`);
  const note = byHand.length > 0 ? `; to run wasm-pack by hand, set ${byHand.join(' ')}` : '';
  say(`ready (${((performance.now() - start) / 1000).toFixed(1)} s)${note}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(() => setUp());
