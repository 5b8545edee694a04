// The text of a program in pieces of one kind each: comments, words, axes, and what a message speaks of.

/** A place in a text: line and column from 1, in code points. */
interface Spot {
  line: number;
  column: number;
  length: number;
}

export interface Piece {
  text: string;
  /** The letter of an axis, or what else it is. */
  axis?: string;
  kind?: 'comment' | 'word';
  /** The message that speaks of it. */
  mark?: 'wrong' | 'other';
}

/** The words of the language. */
export const WORDS = new Set(
  'in param axis if then else and or not concat top block normal sum mean max norm softmax onehot sparsemax cumsum exp log sqrt abs relu elu gelu silu sigmoid tanh softplus sin cos inf Σ'.split(
    ' ',
  ),
);

/** Comments, names, and single signs. */
const TOKEN = /#.*|[\p{L}_][\p{L}\p{N}_'’′]*|./gsu;

const LETTER = /^\p{L}$/u;

/** Each line in pieces. @param axes the letters that stand for axes outside of brackets too */
export function piecesOf(
  text: string,
  axes: Set<string>,
  marks: (Spot & Pick<Piece, 'mark'>)[],
): Piece[][] {
  return text.split('\n').map((line, at) => {
    const here = marks.filter((mark) => mark.line === at + 1);
    return cut(tokensOf(line, axes), here);
  });
}

function tokensOf(line: string, axes: Set<string>): Piece[] {
  let depth = 0;
  let bars = 0;
  const tokens = [...line.matchAll(TOKEN)];
  return tokens.map(([text], at) => {
    if (text === '[') depth += 1;
    if (text === ']') depth -= 1;
    if (text === '|') bars += 1;
    if (text.startsWith('#')) return { text, kind: 'comment' };
    const isName = tokens[at + 1]?.[0] === '[';
    if (LETTER.test(text) && !isName && (depth > 0 || bars % 2 === 1 || axes.has(text)))
      return { text, axis: text };
    return WORDS.has(text) ? { text, kind: 'word' } : { text };
  });
}

/** Takes tokens apart where a mark begins or ends. */
function cut(pieces: Piece[], marks: (Spot & Pick<Piece, 'mark'>)[]): Piece[] {
  let column = 0;
  return pieces.flatMap((piece) => {
    const parts: Piece[] = [];
    for (const sign of piece.text) {
      column += 1;
      const mark = marks.find(
        (spot) => column >= spot.column && column < spot.column + Math.max(1, spot.length),
      )?.mark;
      const last = parts.at(-1);
      if (last && last.mark === mark) last.text += sign;
      else parts.push({ ...piece, text: sign, mark });
    }
    return parts;
  });
}

/** Where a spot begins and ends in the text, in the units of a text field. */
export function rangeOf(text: string, { line, column, length }: Spot): [number, number] {
  const lines = text.split('\n');
  const first = lines.slice(0, line - 1).reduce((sum, before) => sum + before.length + 1, 0);
  const units = (of: string, count: number) => [...of].slice(0, count).join('').length;
  const start = first + units(lines[line - 1] ?? '', column - 1);
  return [start, start + units(text.slice(start), length)];
}

/** In which line a place of a text field is, from 1. */
export const lineAt = (text: string, place: number) => text.slice(0, place).split('\n').length;
