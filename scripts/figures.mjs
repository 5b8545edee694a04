// Measure what is built: npm run figures [-- speed | memory | core | program].
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, main, root } from './lib/run.mjs';

const figures = {
  speed: 'how fast the page is, beside its goals',
  memory: 'whether 2,000 random edits leave anything in memory',
  program: 'how fast and how large the editor of programs is, beside its goals',
  core: 'how long the core takes in a browser, beside bare loops',
};

await main(async () => {
  const [name = 'speed'] = process.argv.slice(2);
  if (!Object.hasOwn(figures, name)) {
    const list = Object.entries(figures).map(([name, what]) => `  ${name.padEnd(8)}${what}`);
    throw new Failure([`There are no figures called “${name}”. There are`, ...list].join('\n'));
  }
  if (!existsSync(join(root, 'dist', 'index.html')))
    throw new Failure('There is no site in dist/ yet: npm run build.');
  await import(`./figures/${name}.mjs`);
});
// A browser that a failure left open would keep this process for good.
process.exit();
