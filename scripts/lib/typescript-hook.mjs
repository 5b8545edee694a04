// Let Node import the page's TypeScript, as in: npm run test:page tests/page/links.test.js
import { readFile } from 'node:fs/promises';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';

// Hooks run in a thread of their own, which loads this file a second time.
if (isMainThread) register(import.meta.url);

/** Drop the types of a .ts file, as the build does; tsconfig.json says how. */
export async function load(url, context, nextLoad) {
  if (!url.endsWith('.ts')) return nextLoad(url, context);
  const { transformWithOxc } = await import('vite'); // only now: it takes longer than many a program
  const file = fileURLToPath(url);
  const { code } = await transformWithOxc(await readFile(file, 'utf8'), file);
  return { format: 'module', source: code, shortCircuit: true };
}
