// Run the stages of `npm test`, count what passed and failed in each, and say what took long.
import { spawn } from 'node:child_process';
import { root } from './run.mjs';

const SLOWEST = 10;
const MOST_LINES = 60; // of what tells why a check or a file of tests failed

/**
 * @typedef {object} Report of a stage
 * @property {number} passed
 * @property {number} failed
 * @property {string} [note] why it failed, where no test says so
 * @property {{ file: string, seconds: number }[]} [files] of tests, with the time that each took
 * @property {string} [text] what it said
 * @property {string} [why] of what it said, what tells why it failed
 * @property {string} [atFirst] the same of what passed only when it was done again
 */
/**
 * @typedef {object} Stage
 * @property {string} title
 * @property {(options: { quiet: boolean }) => Promise<Report>} run quiet: it shows nothing, and its report has the text
 * @property {string} [lane] that it runs in, beside the stages around it that have another
 */

/** Run the stages, all of them, so that one report shows every failure. @param {Stage[]} stages */
export async function runStages(stages) {
  const reports = [];
  for (const together of groups(stages)) {
    const names = [...new Set(together.map(({ lane }) => lane))];
    const lanes = names.map((name) => together.filter(({ lane }) => lane === name));
    const quiet = lanes.length > 1;
    const done = await Promise.all(lanes.map((lane) => oneByOne(lane, quiet)));
    reports.push(...done.flat());
  }
  console.log();
  for (const { title, passed, failed, note = '', seconds } of reports) {
    const counts = `${String(passed).padStart(6)} passed ${String(failed).padStart(4)} failed`;
    console.log(`${title.padEnd(44)}${counts}${seconds.toFixed(1).padStart(8)} s  ${note}`);
  }
  // Once more, below all that passed: a log is read from its end, and often kept no longer than that.
  for (const { title, why, atFirst } of reports) {
    if (atFirst)
      console.log(`\nWhat failed at first, and passed when done again: ${title}\n${atFirst}`);
    if (why) console.log(`\nWhat failed: ${title}\n${why}`);
  }
  const files = reports.flatMap(({ files = [] }) => files);
  if (files.length > 1) {
    console.log('\nThe slowest files of tests');
    const slowest = files.toSorted((a, b) => b.seconds - a.seconds).slice(0, SLOWEST);
    for (const { file, seconds } of slowest)
      console.log(`${seconds.toFixed(1).padStart(8)} s  ${file}`);
  }
  return {
    passed: reports.reduce((total, report) => total + report.passed, 0),
    failed: reports.reduce((total, report) => total + report.failed, 0),
  };
}

/** Stages with a lane that stand next to each other run together, each other one alone. @param {Stage[]} stages */
function groups(stages) {
  /** @type {Stage[][]} */
  const found = [];
  for (const stage of stages) {
    const last = found.at(-1);
    if (stage.lane && last?.[0].lane) last.push(stage);
    else found.push([stage]);
  }
  return found;
}

/** @param {Stage[]} stages @param {boolean} quiet what a stage says is shown when it has ended, so that two do not mix */
async function oneByOne(stages, quiet) {
  const reports = [];
  for (const { title, run } of stages) {
    console.log(`\n== ${title}${quiet ? ' …' : ''}`);
    const start = performance.now();
    const { text, ...report } = await run({ quiet });
    const seconds = (performance.now() - start) / 1000;
    if (quiet) console.log(`\n== ${title}, ${seconds.toFixed(1)} s\n${text ?? ''}`);
    reports.push({ title, seconds, ...report });
  }
  return reports;
}

/** A check has no tests to count: it is one. @returns {Promise<Report>} */
export async function check(command, env, options) {
  const { code, text } = await stream(command, env, options);
  if (code === 0) return { passed: 1, failed: 0, text };
  return { passed: 0, failed: 1, text, why: text.split('\n').slice(-MOST_LINES).join('\n') };
}

/** Tests that cargo runs, or wasm-pack by it: each command in turn. @returns {Promise<Report>} */
export async function rustTests(commands, env, options) {
  const runs = [];
  for (const command of commands) runs.push(rustReport(await stream(command, env, options)));
  return joined(runs);
}

/** A file of tests that node runs. @returns {Promise<Report>} */
export async function nodeTests(command, env) {
  const { code, text } = await stream(command, env);
  return nodeReport(code, text);
}

/** What node's reporter `spec` says at its end. @param {number} code @param {string} text @returns {Report} */
export const nodeReport = (code, text, mayBeEmpty = false) => ({
  ...counted(code, sum(text, /^ℹ pass (\d+)$/gm), sum(text, /^ℹ fail (\d+)$/gm), mayBeEmpty),
  why: shortened(/^✖ failing tests:\n+([\s\S]*)/m.exec(text)?.[1] ?? ''),
});

const shortened = (text) => text.split('\n').slice(0, MOST_LINES).join('\n').trim();

/** @param {{ code: number, text: string }} output @returns {Report} */
function rustReport({ code, text }) {
  const results = [...text.matchAll(/^test result:.* (\d+) passed; (\d+) failed;.*?([\d.]+)s$/gm)];
  const names = [...text.matchAll(/^\s*(?:Running (?:unittests )?(\S+)|(Doc-tests) )/gm)];
  const total = (at) => results.reduce((total, result) => total + Number(result[at]), 0);
  // Names and results come by two pipes: they belong together in their order, where none is missing.
  const paired = names.length === results.length ? names : [];
  const files = paired.map(([, file, docs], at) => ({
    file: file ?? docs,
    seconds: Number(results[at][3]),
  }));
  // Each failed test has a paragraph of its own, which ends where the next begins or all are listed.
  const failed = text.matchAll(/^---- .* ----\n[\s\S]*?(?=^---- |^failures:)/gm);
  const why = [...failed].map(([paragraph]) => shortened(paragraph)).join('\n\n');
  return { ...counted(code, total(1), total(2)), files, text, why };
}

/** A runner that fails without a failed test did not get as far as testing: that is one failure. @returns {Report} */
function counted(code, passed, failed, mayBeEmpty = false) {
  if (code === 0 && passed + failed === 0 && !mayBeEmpty)
    return { passed, failed: 1, note: 'ran no test' };
  if (code !== 0 && failed === 0) return { passed, failed: 1, note: `exit code ${code}` };
  return { passed, failed };
}

/** @param {Report[]} reports @returns {Report} */
export const joined = (reports) => ({
  passed: reports.reduce((total, { passed }) => total + passed, 0),
  failed: reports.reduce((total, { failed }) => total + failed, 0),
  note: [...new Set(reports.map(({ note }) => note))].filter(Boolean).join(', '),
  files: reports.flatMap(({ files = [] }) => files),
  text: reports.map(({ text = '' }) => text).join(''),
  why: paragraphs(reports.map(({ why }) => why)),
  atFirst: paragraphs(reports.map(({ atFirst }) => atFirst)),
});

const paragraphs = (texts) => texts.filter(Boolean).join('\n\n');

const sum = (text, pattern) =>
  [...text.matchAll(pattern)].reduce((total, [, count]) => total + Number(count), 0);

/**
 * Run a program, show its output as it comes, or where `quiet` not at all, and keep it.
 * @param {string[]} command @param {Record<string, string>} [env] @param {{ quiet?: boolean, deadline?: number }} [options]
 * @returns {Promise<{ code: number, text: string }>}
 */
export function stream([program, ...args], env, { quiet = false, deadline } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const timer = deadline && setTimeout(() => child.kill('SIGKILL'), deadline);
    let text = '';
    for (const [source, sink] of /** @type {const} */ ([
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ])) {
      source.setEncoding('utf8');
      source.on('data', (chunk) => {
        text += chunk;
        if (!quiet) sink.write(chunk);
      });
    }
    const end = (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? 1, text });
    };
    child.on('error', (error) => {
      console.error(error.message);
      end(1);
    });
    child.on('close', end);
  });
}
