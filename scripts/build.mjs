// Build everything: pkg/, the package for JavaScript, and dist/, the site.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
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

const SOURCES = ['src', 'www', 'models', join('scripts', 'lib')];
const MANIFESTS = ['Cargo.lock', 'Cargo.toml', 'package-lock.json', 'vite.config.js'];
MANIFESTS.push('wasm-pack.toml', 'index.html', 'labs.html', 'language.html', 'models.html');

/** Is what is built newer than all that it is built from? */
export function isBuilt() {
  const site = join(root, 'dist', 'index.html');
  if (!existsSync(site)) return false;
  const built = statSync(site).mtimeMs;
  const inside = SOURCES.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true }).map((file) => join(folder, String(file))),
  );
  return [...SOURCES, ...inside, ...MANIFESTS].every(
    (file) => statSync(join(root, file)).mtimeMs < built,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(build);
