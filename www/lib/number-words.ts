// A whole number in a text, in digits or as a word.

const WORDS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** The one whole number in a text; null where there is none, or several. */
export function wholeNumberIn(text: string): number | null {
  const found = text.toLowerCase().match(/[\d.]+|[a-z]+/g) ?? [];
  const numbers = found
    .map((word) => (WORDS.includes(word) ? WORDS.indexOf(word) : Number(word)))
    .filter((number) => !Number.isNaN(number));
  return numbers.length === 1 && Number.isInteger(numbers[0]) ? numbers[0] : null;
}
