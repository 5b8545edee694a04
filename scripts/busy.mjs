// npm test on a machine that is busy with something else: two loops run beside it and end with it.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './lib/run.mjs';

const LOOPS = 2;
/** It ends by itself too, should this process be killed. */
const loop = `const parent = ${process.pid};
  while (process.ppid === parent) for (let turn = 0; turn < 1e8; turn += 1);`;

const loops = Array.from({ length: LOOPS }, () =>
  spawn(process.execPath, ['--eval', loop], { stdio: 'ignore' }),
);
const tests = spawn(
  process.execPath,
  [join(root, 'scripts', 'test.mjs'), ...process.argv.slice(2)],
  {
    stdio: 'inherit',
  },
);
tests.on('exit', (code) => {
  for (const each of loops) each.kill();
  process.exitCode = code ?? 1;
});
