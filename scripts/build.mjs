// Build everything: pkg/, the package for JavaScript, and dist/, the site.
import { fileURLToPath } from 'node:url';
import { main, root } from './lib/run.mjs';
import { setUp } from './setup.mjs';

export async function build() {
  await setUp({ browser: false });
  const { buildPackage } = await import('./lib/wasm.mjs');
  await buildPackage();
  const vite = await import('vite');
  await vite.build({ root });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(build);
