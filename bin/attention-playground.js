#!/usr/bin/env node
// npx ./attention-playground-X.tgz grade links.csv: the command of the package, on what was built.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const HELP = `Usage: attention-playground grade FILE [--column NAME]

Judges links to the labs that were handed in, and prints CSV: for each link a row
for every answer, with what was given and whether it is right, and one for all.

FILE is CSV with a heading, as a form or a course system saves it, or a list of
links; - reads it from the standard input. The column with the links is found, or
named by --column. What a link says of itself is not believed.`;

const built = new URL('../dist/grade.js', import.meta.url);
const read = (url) => new Uint8Array(readFileSync(url));

/** What a spreadsheet saves: UTF-8, or UTF-16 with its mark at the front. */
function textOf(bytes) {
  const is16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(is16 ? 'utf-16le' : 'utf-8').decode(bytes);
}

/** @returns what the process ends with */
async function main() {
  const options = { column: { type: 'string' }, help: { type: 'boolean', short: 'h' } };
  const { values, positionals } = parseArgs({ allowPositionals: true, options });
  const [command, path, ...more] = positionals;
  if (values.help || command !== 'grade' || path === undefined || more.length > 0) {
    console.error(HELP);
    return values.help ? 0 : 2;
  }
  const text = textOf(readFileSync(path === '-' ? 0 : path));
  if (!existsSync(built)) throw new Error('The package is not built: npm run build.');
  const { grade, expertsOf } = await import(built.href);
  const experts = expertsOf({
    module: (name) => read(new URL(`../pkg/${name}`, import.meta.url)),
    file: (address) => read(fileURLToPath(address)),
  });
  const { csv, judged, unread } = await grade(text, experts, values.column);
  process.stdout.write(csv);
  console.error(`${judged} judged, ${unread} not read.`);
  return 0;
}

try {
  process.exitCode = await main();
} catch ({ message }) {
  console.error(message);
  process.exitCode = 2;
}
