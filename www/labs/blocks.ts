// A write-up as blocks, and these as one text: LaTeX or Markdown.
import { formats } from '../exports/formats.ts';
import { literal } from '../exports/literal-latex.ts';
import type { Grid } from '../exports/table.ts';
import { latexOf } from './latex-answer.ts';
import { latexDocument } from './latex-document.ts';

export type WriteUpFormat = 'LaTeX' | 'Markdown';

export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  | { kind: 'text' | 'step'; text: string }
  | {
      kind: 'answer';
      label: string;
      text: string;
      /** It is a sentence, and neither code nor formula. */
      plain?: boolean;
    }
  | { kind: 'words'; label: string; text: string }
  | { kind: 'verdict'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'table'; grid: Grid }
  | { kind: 'figure'; file: string; name: string };

/** Where nothing was answered. */
export const NONE = '—';

/** Around a formula among words: a dollar may have been typed. */
const OPENS = '\ue000';
const CLOSES = '\ue001';

/** A formula among the words of a block. @param latex as LaTeX writes it */
export const formula = (latex: string) => `${OPENS}${latex}${CLOSES}`;

/** Blocks as one text. */
export function written(blocks: Block[], format: WriteUpFormat) {
  if (format === 'LaTeX') return latexDocument(blocks.map(latex).join('\n\n'));
  const text = blocks.map(markdown).join('\n\n').replaceAll(OPENS, '$').replaceAll(CLOSES, '$');
  return `${text}\n`;
}

function markdown(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${block.text}`;
    case 'answer':
      return spaced(
        '**My answer.**',
        block.label,
        block.plain ? block.text : inMarkdown(block.text),
      );
    case 'words':
      return `**${block.label}** ${block.text}`;
    case 'verdict':
      return `> ${block.text}`;
    case 'step':
      return `- ${block.text}`;
    case 'code':
      return `\`\`\`python\n${block.text}\n\`\`\``;
    case 'table':
      return formats.Markdown.write({ name: '', grids: [block.grid] });
    case 'figure':
      return `![${block.name}](${block.file})`;
    default:
      return block.text;
  }
}

function latex(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `\\${'sub'.repeat(block.level - 1)}section*{${tex(block.text)}}`;
    case 'answer':
      return spaced(
        '\\textbf{My answer.}',
        tex(block.label),
        block.plain ? literal(block.text) : inLatex(block.text),
      );
    case 'words':
      return `\\textbf{${tex(block.label)}} ${literal(block.text)}`;
    case 'verdict':
      return `\\begin{quote}${tex(block.text)}\\end{quote}`;
    case 'step':
      return `\\begin{itemize}\\item{} ${tex(block.text)}\\end{itemize}`;
    case 'code':
      return `\\begin{verbatim}\n${block.text.replaceAll('\\end{', '\\end {')}\n\\end{verbatim}`;
    case 'table':
      return block.grid.matrix
        ? `\\[${formats.LaTeX.write({ name: '', grids: [block.grid] })}\\]`
        : formats.LaTeX.write({ name: '', grids: [block.grid] });
    case 'figure':
      return `\\IfFileExists{${block.file}}{\\includegraphics[width=\\linewidth]{${block.file}}}{Plot: ${tex(block.name)} (\\texttt{${literal(block.file)}}, saved beside the lab)}`;
    default:
      return tex(block.text);
  }
}

const spaced = (...texts: string[]) => texts.filter(Boolean).join(' ');

/** An answer as it was meant: LaTeX as mathematics, a dash for none, the rest as code. */
function inMarkdown(text: string) {
  const formula = latexOf(text);
  if (formula !== null) return `$${formula}$`;
  if (text === NONE) return text;
  const fence = text.includes('`') ? '``' : '`';
  return `${fence}${text}${fence}`;
}

function inLatex(text: string) {
  const formula = latexOf(text);
  if (formula !== null) return `$${formula}$`;
  return text === NONE ? text : `\\texttt{${literal(text)}}`;
}

/** Words for LaTeX, with the formulas among them. */
const tex = (text: string) =>
  text
    .split(/\ue000([^\ue001]*)\ue001/)
    .map((part, at) => (at % 2 ? `$${part}$` : literal(part)))
    .join('');
