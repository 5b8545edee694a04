// The blanks of question 3, and the program with each blank as its name in braces.

export const BLANKS = [...'abcdefgh'];

/** What the sheet prints in two of them, to show what is looked for. */
export const GIVEN: Record<string, string> = { c: 'd_model', g: 'self.num_heads' };

/** Those that are asked for. */
export const ASKED = BLANKS.filter((hole) => !(hole in GIVEN));

/** What else stands in the program where part (b) changes it. */
export const REST = {
  v_out: 'd_model',
  split: 'self.d_k',
  combine: 'self.d_model',
  o_in: 'd_model',
};

/** Fillings that leave every blank as its name. */
export const NAMED = {
  ...Object.fromEntries([...BLANKS, ...Object.keys(REST)].map((hole) => [hole, `{${hole}}`])),
  joined: 'reshape',
};
