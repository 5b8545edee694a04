// What a person wrote, repeated in a sentence.

const MOST = 40; // characters

/** A text may be long, and what is said of it is a sentence. */
export const shortened = (text: string, most = MOST) =>
  text.length > most ? `${text.slice(0, most)}…` : text;

/** The same in quotation marks. */
export const quoted = (text: string, most = MOST) => `“${shortened(text, most)}”`;
