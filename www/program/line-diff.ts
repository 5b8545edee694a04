// Two programs line by line: what both have, and what only one of them has.

export interface DiffLine {
  /** In which of the two it stands: in both, or in one. */
  in: 'both' | 'first' | 'second';
  text: string;
}

/** Spaces and comments are no difference. */
const meaning = (line: string) => line.replace(/#.*/, '').replaceAll(/\s+/g, ' ').trim();

/** The lines of both programs in order, those that agree once. */
export function diffOf(first: string, second: string): DiffLine[] {
  const [a, b] = [first, second].map((text) =>
    text.split('\n').filter((line) => meaning(line) !== ''),
  );
  // How many lines agree from here on, at best.
  const alike = Array.from({ length: a.length + 1 }, () => Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      alike[i][j] =
        meaning(a[i]) === meaning(b[j])
          ? 1 + alike[i + 1][j + 1]
          : Math.max(alike[i + 1][j], alike[i][j + 1]);
  const lines: DiffLine[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    if (i < a.length && j < b.length && meaning(a[i]) === meaning(b[j])) {
      lines.push({ in: 'both', text: b[j] });
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && alike[i + 1][j] >= alike[i][j + 1])) {
      lines.push({ in: 'first', text: a[i] });
      i += 1;
    } else {
      lines.push({ in: 'second', text: b[j] });
      j += 1;
    }
  }
  return lines;
}
