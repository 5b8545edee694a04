// Set up what is missing and run every check and test, or with npm test -- PATTERN … those that are
// called so: a check by its title, tests by their file or their name. The last line sums them all.
import { main } from './lib/run.mjs';
import { setUp } from './setup.mjs';

let result = { passed: 0, failed: 1 };
await main(async () => {
  await setUp();
  const { runStages } = await import('./lib/stages.mjs');
  const { testStages } = await import('./lib/test-stages.mjs');
  const { stages, unmet } = testStages(process.argv.slice(2));
  result = await runStages(stages);
  for (const pattern of unmet()) {
    console.log(`\nNo check, no file of tests and no test is called “${pattern}”.`);
    result.failed += 1;
  }
});
console.log(`\n${result.passed} passed, ${result.failed} failed`);
if (result.failed > 0) process.exitCode = 1;
