// Serve the page while it is written: www/ reloads by itself, and a change in src/ rebuilds pkg/.
import { watch } from 'node:fs';
import { join } from 'node:path';
import { main, root } from './lib/run.mjs';
import { setUp } from './setup.mjs';

await main(async () => {
  await setUp({ browser: false });
  const { buildPackage } = await import('./lib/wasm.mjs');
  await buildPackage('dev');
  const { createServer } = await import('vite');
  const server = await createServer({ root });
  await server.listen();
  server.printUrls();

  // A save touches several files at once: rebuild when they have been still for a moment.
  let pending;
  watch(join(root, 'src'), { recursive: true }, () => {
    clearTimeout(pending);
    pending = setTimeout(rebuild, 200);
  });

  async function rebuild() {
    try {
      // The server waits meanwhile, so a reload gets the new package; then vite, which watches
      // pkg/, reloads the page.
      await buildPackage('dev');
    } catch {
      // The compiler has said what is wrong: wait for the next save.
    }
  }
});
