// Whether an answer was typed as LaTeX: it then stands in a text as mathematics, and else as code.

/** Commands that compile wherever amsmath and amssymb are loaded. */
const KNOWN = new Set(
  `frac dfrac tfrac sqrt mu sigma phi varphi Phi sum prod cdot cdots ldots dots times otimes top intercal
  left right mathbb mathbf mathrm mathcal mathsf boldsymbol operatorname text langle rangle lVert rVert
  Vert lvert rvert vert max min log exp in le leq ge geq neq approx sim Theta Omega begin end quad qquad
  limits displaystyle big Big bigl bigr Bigl Bigr gamma alpha beta lambda epsilon infty vec hat bar tilde
  , ; ! : | { }  `
    .split(/\s+/)
    .concat(' '),
);

/** The formula that an answer is, without the signs around it; null where it is none, or might not compile. */
export function latexOf(answer: string): string | null {
  const isEnclosed = /^\s*(?:\$|\\\(|\\\[)/.test(answer);
  const text = answer
    .trim()
    .replace(/^(?:\$\$?|\\\(|\\\[)|(?:\$\$?|\\\)|\\\])$/g, '')
    .trim();
  const commands = [...text.matchAll(/\\([A-Za-z]+|.)/gs)].map(([, name]) => name);
  const isLatex = isEnclosed || commands.length > 0 || /[_^]\{/.test(text);
  if (!isLatex || !text || !commands.every((name) => KNOWN.has(name))) return null;
  const isPlain = /^[\x20-\x7e]*$/.test(text) && !/[$#%~"]/.test(text);
  const hasTable = commands.includes('begin');
  const isSafe = hasTable || !/&|\\\\/.test(text);
  const isRaisedTwice = /([_^])(?:\{[^{}]*\}|\\[A-Za-z]+|[^\\{}])\s*\1/.test(text);
  return isPlain && isSafe && !isRaisedTwice && isClosed(text) ? text : null;
}

/** Whether every bracket, \left and \begin has its end. */
function isClosed(text: string) {
  let depth = 0;
  for (const [sign] of text.matchAll(/\\.|[{}]/gs)) {
    depth += sign === '{' ? 1 : sign === '}' ? -1 : 0;
    if (depth < 0) return false;
  }
  const count = (command: string) => text.split(new RegExp(`\\\\${command}(?![A-Za-z])`)).length;
  const ends = (command: string) =>
    [...text.matchAll(new RegExp(`\\\\${command}\\{(\\w+)\\}`, 'g'))]
      .map(([, name]) => name)
      .join();
  const isKnown = /^(?:(?:[bpvBV]?matrix|aligned),?)*$/.test(ends('begin'));
  return (
    depth === 0 && count('left') === count('right') && ends('begin') === ends('end') && isKnown
  );
}
