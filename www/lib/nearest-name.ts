// The name that somebody may have meant who wrote another.

interface Named {
  id: string;
  title: string;
  name: string;
}

/** The one whose id, title or short name is nearest to a word; none where all are far. */
export function nearestNamed<T extends Named>(known: T[], word: string): T | undefined {
  const asked = plain(word);
  if (asked === '') return undefined;
  const distance = (one: T) =>
    asked === initials(one.title)
      ? 0
      : Math.min(...[one.id, one.title, one.name].map((text) => apart(asked, plain(text))));
  const [nearest] = known
    .map((one) => ({ one, far: distance(one) }))
    .sort((one, other) => one.far - other.far);
  return nearest && nearest.far <= 0.4 ? nearest.one : undefined;
}

/** "Multi-head attention" is called MHA. */
const initials = (title: string) =>
  title
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .map((word) => word.slice(0, 1))
    .join('');

const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(/ ?\battention\b ?/, '')
    .trim();

/** From 0 to 1: the letters to be changed, as a share of the longer word. A word that begins the other is near. */
function apart(one: string, other: string) {
  if (one === other) return 0;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (short.length > 2 && ` ${long} `.includes(` ${short} `)) return 0.25;
  if (short.length > 2 && long.startsWith(short)) return 0.4;
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  let before = row;
  for (const [at, letter] of [...one].entries()) {
    const next = [at + 1];
    for (let place = 1; place <= other.length; place += 1) {
      // Two letters that have changed places are one slip.
      const swapped = letter === other[place - 2] && one[at - 1] === other[place - 1];
      next.push(
        Math.min(
          next[place - 1] + 1,
          row[place] + 1,
          row[place - 1] + (letter === other[place - 1] ? 0 : 1),
          swapped ? before[place - 2] + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    before = row;
    row = next;
  }
  return row[other.length] / long.length;
}
