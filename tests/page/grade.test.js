// `grade`, from the package that npm packs: handed-in links are judged anew, whatever they say of themselves.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../../scripts/lib/run.mjs';
import { readCsv, writeCsv } from '../../www/grade/csv.ts';
import { labs } from '../../www/labs/registry.ts';
import { withCheck } from '../../www/state/url/answer-code.ts';
import { labCodec } from '../../www/state/url/lab-codec.ts';

const folder = mkdtempSync(join(tmpdir(), 'grade-'));
after(() => rmSync(folder, { recursive: true, force: true }));

before(() => {
  const how = { cwd: root, shell: process.platform === 'win32' }; // npm's commands are .cmd files there
  const list = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], how);
  const [{ filename }] = JSON.parse(String(list));
  execFileSync('tar', ['-xzf', join(folder, filename), '-C', folder]);
});

const command = join(folder, 'package', 'bin', 'attention-playground.js');

/** @returns what it prints, as rows by their headings, and what it says */
function graded(text, ...options) {
  const file = join(folder, 'links.csv');
  writeFileSync(file, text);
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [command, 'grade', file, ...options],
    { encoding: 'utf8' },
  );
  const [heads, ...rows] = stdout === '' ? [[]] : readCsv(stdout).filter(([cell]) => cell !== '');
  const named = rows.map((cells) =>
    Object.fromEntries(heads.map((head, at) => [head, cells[at] ?? ''])),
  );
  return { rows: named, said: stderr.trim(), status };
}

const SITE = 'https://course.example/playground/labs.html';
const linkOf = (id, settings) => SITE + labCodec.write({ id, settings, answers: 'show' });
const csv = (...links) =>
  writeCsv([['Name', 'Link'], ...links.map((link, at) => [`S${at}`, link])]);

/** For every lab answers that are right, and as many that are not. */
const WORK = {
  'why-root-d': {
    right: { a: '||mu||^2', b: 'd', c: 'sqrt(d)' },
    wrong: { a: 'd', b: 'd^2', c: 'd' },
  },
  argmax: {
    right: { output: '1,4,3', claim: 'zero' },
    wrong: { output: '1,4,2', claim: 'sharper' },
  },
  'by-hand': {
    right: {
      ...{ a: 'd_model', b: 'd_model', d: 'Q', e: 'softmax', f: 'V', h: 'W_o' },
      ...{ split: 'd_model // self.num_heads', joined: 'reshape' },
      ...{ combine: '2 * self.d_model', o_in: '2 * d_model' },
    },
    wrong: { a: 'd_k', b: 'd_model', d: 'K', e: 'softmax', f: 'V', h: 'W_o', split: 'self.d_k' },
  },
  decoding: {
    right: {
      ...{ A: 'hdq', B: 'dk', C: 'bd,hdq->bhq', D: 'bd,dk->bk', E: 'bd,dv->bv' },
      ...{ 'mqa-time': 'O(b d^2 + b n d)', 'mqa-memory': 'O(d^2 + b d + b n d / h)' },
    },
    wrong: {
      ...{ A: 'dq', B: 'hdk', C: 'bd,dq->bhq', D: 'bd,hdk->bhk', E: 'bd,hdv->bhv' },
      ...{ 'mqa-time': 'O(b n d)', 'mqa-memory': 'O(d^2)' },
    },
  },
  models: {
    right: {
      ...{ layers: '0', mask: 'causal', sense: 'layers', both: 'later', why: 'start' },
      ...{ untrained: 'uniform', gradient: 'positive' },
      ...{ same: '0.2:previous_token', special: '2.2:first_token' },
      ...{ features: '2.2:first_token', own: '1.2:first_token' },
    },
    wrong: {
      ...{ layers: '1', mask: 'sharper', sense: 'nowhere', both: 'faster', why: 'inputs' },
      ...{ untrained: 'zero', gradient: 'zero', same: '9.9:induction', special: '0.0:copy' },
      ...{ features: '0.0:copy', own: '9.9:induction' },
    },
  },
  kernels: {
    right: {
      ...{ condition: 'positive', sim: '(q.k + 1)^2' },
      attention: 'Σ_j φ(Q_i) φ(K_j) V_j / Σ_j φ(Q_i) φ(K_j)',
      phi: '(1, sqrt(2) x1, sqrt(2) x2, x1^2, sqrt(2) x1 x2, x2^2)',
      ...{ 'softmax-time': 'N^2 (D + M)', 'softmax-memory': 'N^2 + N (D + M)' },
      ...{ 'linear-time': 'N D^3', 'linear-memory': 'N D^2 + D^3' },
    },
    wrong: {
      ...{ condition: 'symmetric', sim: 'q.k', phi: '(x1, x2)', attention: 'Σ_j φ(K_j) V_j' },
      ...{ 'softmax-time': 'N', 'softmax-memory': 'N', 'linear-time': 'N^2', 'linear-memory': '1' },
    },
  },
};

const answersOf = ({ parts }) => parts.flatMap(({ answers }) => Object.keys(answers));

for (const lab of labs) {
  const { id } = lab;
  const names = answersOf(lab);
  const { right, wrong } = WORK[id];

  test(`${id}: right, wrong and empty answers, and a link that claims that all is right`, () => {
    const hints = names.map((name) => `${name}.2`).join();
    const claims = { tried: names.join(), right: names.join(), shown: 'steps', hints };
    const { rows, said } = graded(
      csv(
        linkOf(id, right),
        linkOf(id, { ...wrong, ...claims }),
        linkOf(id, claims),
        withCheck(labCodec.write({ id, settings: right, answers: 'show' }).slice(1)),
      ),
    );
    const of = (name) => rows.filter((row) => row.Name === name);
    const result = (row) => [row.answer, row.result];
    for (const name of ['S0', 'S3'])
      assert.deepEqual(of(name).map(result), [
        ...names.map((answer) => [answer, 'right']),
        ['', `${names.length} of ${names.length}`],
      ]);
    for (const row of of('S1').slice(0, -1)) {
      assert.equal(row.result, 'wrong', `${row.answer} = ${row.given}`);
      assert.match(row.remark, /The link says that it is right\./);
      assert.deepEqual([row.tried, row.hints], ['yes', '2']);
    }
    assert.equal(of('S1').at(-1).hints, String(2 * names.length));
    assert.equal(of('S0').at(-1).hints, '0');
    assert.equal(of('S1').at(-1).result, `0 of ${names.length}`);
    assert.match(of('S1').at(-1).remark, /Opened without a try: steps/);
    assert.deepEqual(of('S2').map(result), [
      ...names.map((answer) => [answer, 'empty']),
      ['', `0 of ${names.length}`],
    ]);
    assert.equal(said, '4 judged, 0 not read.');
  });
}

test('a link that cannot be read is a row that says why, and the others are judged', () => {
  const code = withCheck('argmax?output=1,4,3');
  const cases = [
    ['', /no link/],
    ['https://course.example/playground/index.html#argmax?q=1', 'empty'],
    [`${SITE}#softmax?a=1`, /There is no lab “softmax”\. The labs are why-root-d/],
    [SITE, /It names no lab/],
    [`${SITE}#argmax?kept=1`, /too large for this link/],
    [`${SITE}#argmax?output=${'1,'.repeat(40_000)}`, /longer than any link/],
    [code.replace('1,4,3', '1,4,4'), /a part of it is missing, or was changed/],
    [code.slice(0, -1), /a part of it is missing, or was changed/],
    ['nonsense', /There is no lab “nonsense”/],
  ];
  const { rows, said, status } = graded(csv(...cases.map(([link]) => link), code));
  assert.equal(status, 0);
  for (const [at, [link, expected]] of cases.entries()) {
    const [row] = rows.filter(({ Name }) => Name === `S${at}`);
    if (expected === 'empty') assert.equal(row.result, 'empty', link);
    else {
      assert.equal(row.result, 'not read', link);
      assert.match(row.remark, expected);
    }
  }
  assert.equal(
    rows.find(({ answer, Name }) => answer === 'output' && Name === `S${cases.length}`).result,
    'right',
  );
  assert.equal(said, '2 judged, 8 not read.');
});

test('what a form or a spreadsheet saves is read, and the column of links is found or named', () => {
  const link = linkOf('argmax', { output: '1,4,3' });
  const results = (text, ...options) => {
    const { rows, said } = graded(text, ...options);
    const [{ row, result } = {}] = rows;
    return { row, result, said };
  };
  const one = { row: '2', result: 'right', said: '1 judged, 0 not read.' };
  for (const mark of [',', ';', '\t'])
    for (const end of ['\n', '\r\n']) {
      const rows = [
        ['When', 'Who', 'Link', 'Say'],
        ['1/2', 'Ada "A" L.', link, `two\nlines${mark}`],
      ];
      const cell = (text) => `"${text.replaceAll('"', '""')}"`;
      const text = rows.map((cells) => cells.map(cell).join(mark) + end).join('');
      assert.deepEqual(results(text), one);
      assert.deepEqual(results(`\ufeff${text}`), one);
      const [row] = graded(text).rows;
      assert.deepEqual([row.Who, row.Say], ['Ada "A" L.', `two\nlines${mark}`]);
    }
  assert.deepEqual(results(`${link}\n\n`), { ...one, row: '1' });
  assert.deepEqual(results(`\n${link.slice(SITE.length)}\r\n`), { ...one, row: '2' });
  const two = writeCsv([
    ['Draft', 'Final'],
    [linkOf('argmax', { output: '1,1,1' }), link],
  ]);
  assert.match(graded(two).said, /Several columns hold links: Draft, Final/);
  assert.deepEqual(results(two, '--column', 'final'), one);
  assert.match(
    graded(two, '--column', 'Last').said,
    /No column is called “Last”\. There are: “Draft”/,
  );
  assert.match(graded('Name,Age\nAda,3\n').said, /No column holds links/);
  assert.match(graded('').said, /The file is empty/);
  assert.equal(graded('').status, 2);
  const loose = graded(`Name,Link\nAda,${link}\n`);
  assert.match(loose.rows[0].remark, /put a link between quotation marks/);
});

test('a spreadsheet computes nothing of what was handed in', () => {
  const { rows } = graded(
    writeCsv([['Name', 'Link']]) +
      `"=HYPERLINK(""http://evil"")","${linkOf('why-root-d', { a: '=1+1', b: '@SUM(A1)', c: '-1' })}"\n`,
  );
  assert.deepEqual(
    rows.map(({ given }) => given),
    ["'=1+1", "'@SUM(A1)", '-1', ''],
  );
  assert.ok(rows.every(({ Name }) => Name.startsWith("'=")));
});

test('numbers of one’s own are said, and judged as what they are', () => {
  const own = { q: '0,0,1', output: '1,4,3' };
  const { rows } = graded(csv(linkOf('argmax', own)));
  assert.match(rows[0].remark, /With numbers of its own: q\./);
});

test('without a file it says how it is called, and a file that is not there is named', () => {
  const run = (...args) =>
    spawnSync(process.execPath, [command, ...args], { encoding: 'utf8', input: '' });
  assert.match(run().stderr, /^Usage: attention-playground grade FILE/);
  assert.equal(run('--help').status, 0);
  assert.match(run('grade', 'nowhere.csv').stderr, /nowhere\.csv/);
  assert.match(run('grade', '-').stderr, /The file is empty/);
});
