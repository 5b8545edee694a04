// Run the stages of `npm test` and count what passed and failed in each.
import { spawn } from 'node:child_process';
import { root } from './run.mjs';

const sum = (text, pattern) =>
  [...text.matchAll(pattern)].reduce((total, [, count]) => total + Number(count), 0);

/** How each runner's closing lines count its tests. A check has none, and counts as one. */
const closingLines = {
  rust: { passed: /^test result:.* (\d+) passed/gm, failed: /^test result:.* (\d+) failed/gm },
  node: { passed: /^ℹ pass (\d+)$/gm, failed: /^ℹ fail (\d+)$/gm },
};

/** Run the stages one after another, all of them, so that one report shows every failure. */
export async function runStages(stages) {
  const reports = [];
  for (const stage of stages) reports.push(await runStage(stage));
  console.log();
  for (const { title, passed, failed, note, seconds } of reports) {
    const counts = `${String(passed).padStart(6)} passed ${String(failed).padStart(4)} failed`;
    console.log(`${title.padEnd(44)}${counts}${seconds.toFixed(1).padStart(8)} s  ${note}`);
  }
  return {
    passed: reports.reduce((total, report) => total + report.passed, 0),
    failed: reports.reduce((total, report) => total + report.failed, 0),
  };
}

async function runStage({ title, command: [program, ...args], env, runner }) {
  console.log(`\n== ${title}`);
  const start = performance.now();
  const { code, text } = await stream(program, args, env);
  const seconds = (performance.now() - start) / 1000;
  return { title, seconds, ...count(code, text, closingLines[runner]) };
}

/** A runner that fails without a failed test did not get as far as testing: that is one failure. */
function count(code, text, lines) {
  if (!lines) return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, note: '' };
  const passed = sum(text, lines.passed);
  const failed = sum(text, lines.failed);
  if (code === 0 && passed + failed === 0) return { passed, failed: 1, note: 'ran no test' };
  if (code !== 0 && failed === 0) return { passed, failed: 1, note: `exit code ${code}` };
  return { passed, failed, note: '' };
}

/** Show a program's output as it comes, and keep it. */
function stream(program, args, env) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    for (const [source, sink] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ]) {
      source.setEncoding('utf8');
      source.on('data', (chunk) => {
        text += chunk;
        sink.write(chunk);
      });
    }
    child.on('error', (error) => {
      console.error(error.message);
      resolve({ code: 1, text });
    });
    child.on('close', (code) => resolve({ code: code ?? 1, text }));
  });
}
