// A heading within a sentence.

/** "scores" for "Scores"; what is no word, such as R or ∂L/∂q, stays as it is. */
export const within = (label: string) =>
  /^\p{Lu}\p{Ll}{2}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
