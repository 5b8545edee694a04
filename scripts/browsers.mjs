// Run the main flows of the page in Chromium, Firefox and WebKitGTK; set up what is missing.
import { join } from 'node:path';
import { main, root } from './lib/run.mjs';
import { setUp } from './setup.mjs';

const DEADLINE = '--test-timeout=300000';

let result = { passed: 0, failed: 1 };
await main(async () => {
  await setUp();
  const { drivenBrowsers } = await import('./lib/other-browsers.mjs');
  const { check, nodeTests, runStages } = await import('./lib/stages.mjs');
  const flows = join(root, 'tests', 'browsers', 'flows.test.js');
  result = await runStages([
    {
      title: 'Build: package and site',
      run: () => check([process.execPath, join(root, 'scripts', 'build.mjs')]),
    },
    ...drivenBrowsers().map((driven) => ({
      title: `Page: main flows in ${driven.name}`,
      run: () =>
        nodeTests([process.execPath, '--test', '--test-reporter=spec', DEADLINE, flows], {
          BROWSER: JSON.stringify(driven),
        }),
    })),
  ]);
});
console.log(`\n${result.passed} passed, ${result.failed} failed`);
if (result.failed > 0) process.exitCode = 1;
