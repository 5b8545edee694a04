// A write-up in LaTeX compiles with any engine, whatever was typed: every sign is escaped or declared.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formula, written } from '../../www/labs/blocks.ts';

const TYPED = '_ % & # ~ ^ \\ { } $ $x$ é ü → ∞ 𝔼 🎉 李';
const ESCAPED =
  '\\_ \\% \\& \\# \\textasciitilde{} \\textasciicircum{} \\textbackslash{} \\{ \\} \\$ \\$x\\$ é ü → ∞ 𝔼 🎉 李';

const latex = (block) => written([block], 'LaTeX');

test('what is typed stands in every block sign by sign', () => {
  for (const block of [
    { kind: 'heading', level: 2, text: TYPED },
    { kind: 'text', text: TYPED },
    { kind: 'step', text: TYPED },
    { kind: 'verdict', text: TYPED },
    { kind: 'words', label: TYPED, text: TYPED },
    { kind: 'answer', label: 'x =', text: TYPED },
    { kind: 'answer', label: TYPED, text: TYPED, plain: true },
    { kind: 'figure', name: TYPED, file: 'a_b.png' },
  ])
    assert.ok(latex(block).includes(ESCAPED), `${block.kind}: ${latex(block)}`);
  const words = latex({ kind: 'verdict', text: `${TYPED} ${formula('d_k^2')} ${TYPED}` });
  assert.ok(words.includes(`${ESCAPED} $d_k^2$ ${ESCAPED}`), words);
});

test('pdfLaTeX is told of every sign that it does not know, and of no other', () => {
  const text = latex({ kind: 'code', text: `${TYPED} e\u0301 ᵀ ₁ \u200d` });
  const declared = [...text.matchAll(/\\DeclareUnicodeCharacter\{(\w+)\}\{(.*)\}/g)];
  assert.deepEqual(declared.map(([, code, meaning]) => [code, meaning]).sort(), [
    ['1D40', '\\ensuremath{^{\\top }}'],
    ['1D53C', '\\ensuremath{\\mathbb{E}}'],
    ['1F389', '[U+1F389]'],
    ['200D', ''],
    ['2081', '\\ensuremath{_{1}}'],
    ['2192', '\\ensuremath{\\to}'],
    ['221E', '\\ensuremath{\\infty}'],
    ['674E', '[U+674E]'],
  ]);
  const [before] = text.split('\\else');
  assert.ok(before.includes('\\ifPDFTeX') && !before.includes('fontspec'), text);
});

test('nothing that is typed ends a listing, begins an option or is taken for the length of a row', () => {
  const code = latex({ kind: 'code', text: '\\end{verbatim} \\input{x}' });
  assert.equal(code.match(/\\end\{verbatim\}/g).length, 1);
  assert.match(latex({ kind: 'step', text: '[CLS] is first' }), /\\item\{\} \[CLS\]/);
  const cell = (text) => ({ text });
  const grid = {
    head: [cell('token'), cell('a^b')],
    rows: [[cell('[CLS]'), cell('~\\')]],
    matrix: false,
  };
  const table = latex({ kind: 'table', grid });
  assert.ok(table.includes('  {[}CLS] & \\textasciitilde{}\\textbackslash{} \\\\'), table);
  assert.ok(table.includes('token & a\\textasciicircum{}b'), table);
});

test('Markdown has formulas between dollars', () => {
  assert.equal(
    written([{ kind: 'text', text: `It is ${formula('d^2')}.` }], 'Markdown'),
    'It is $d^2$.\n',
  );
});
