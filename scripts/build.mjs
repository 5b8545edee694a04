// Build everything: pkg/, the package for JavaScript, and dist/, the site.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure, main, root } from './lib/run.mjs';
import { setUp } from './setup.mjs';

/** @param site its address, for what must be absolute in it */
export async function build(site = '') {
  if (site) process.env.PLAYGROUND_SITE = site;
  await setUp({ browser: false });
  const { buildPackage } = await import('./lib/wasm.mjs');
  await buildPackage();
  const vite = await import('vite');
  await vite.build({ root });
}

const SOURCES = ['src', 'www', 'models', join('scripts', 'lib')];
const MANIFESTS = ['Cargo.lock', 'Cargo.toml', 'package-lock.json', 'vite.config.js'];
MANIFESTS.push('wasm-pack.toml', 'embedding.html', 'index.html', 'labs.html', 'language.html');
MANIFESTS.push('models.html');

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

/** `--site URL` on the command line. */
function siteAsked() {
  const at = process.argv.indexOf('--site');
  if (at < 0) return '';
  const site = process.argv[at + 1];
  if (!URL.canParse(site ?? ''))
    throw new Failure(
      '--site needs the address of the site, as in --site https://your.site/playground/.',
    );
  return site;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(() => build(siteAsked()));
