// Set up, build, and serve the site on this machine.
import { build } from './build.mjs';
import { main, root } from './lib/run.mjs';

await main(async () => {
  await build();
  const { preview } = await import('vite');
  const server = await preview({ root, preview: { port: 4173 } });
  console.log('\nThe Attention Playground is at');
  server.printUrls();
});
