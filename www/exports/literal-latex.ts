// A text as LaTeX that prints it, sign by sign.

const ESCAPED: Record<string, string> = {
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '\\': '\\textbackslash{}',
};

export const literal = (text: string) =>
  text.replaceAll(/[$&%#_{}~^\\]/g, (sign) => ESCAPED[sign] ?? `\\${sign}`);
