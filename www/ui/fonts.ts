// The fonts, for the whole document and once: inside a shadow root a style sheet cannot bring any.
import bold from '../fonts/pagella-bold.woff2?url';
import laterBold from '../fonts/pagella-bold-later.woff2?url';
import italic from '../fonts/pagella-italic.woff2?url';
import laterItalic from '../fonts/pagella-italic-later.woff2?url';
import maths from '../fonts/pagella-math.woff2?url';
import laterMaths from '../fonts/pagella-math-later.woff2?url';
import minus from '../fonts/pagella-minus.woff2?url';
import regular from '../fonts/pagella-regular.woff2?url';
import laterRegular from '../fonts/pagella-regular-later.woff2?url';
import ranges from '../fonts/ranges.json';

/** A file with some of the characters of a font. */
export interface Face {
  family: string;
  url: string;
  /** Of its characters, as CSS writes it. */
  range: string;
  weight?: string;
  style?: string;
  /** It comes where one of its characters is shown. */
  later?: true;
}

const { text } = ranges;

/** The font of texts. The names of families are ours alone: the document may be another's. */
export const serif: readonly Face[] = [
  { family: 'Playground Serif', url: regular, range: text.first, weight: '400' },
  { family: 'Playground Serif', url: laterRegular, range: text.later, weight: '400', later: true },
  { family: 'Playground Serif', url: italic, range: text.first, weight: '400', style: 'italic' },
  {
    ...{ family: 'Playground Serif', url: laterItalic, range: text.later },
    ...{ weight: '400', style: 'italic', later: true },
  },
  { family: 'Playground Serif', url: bold, range: text.first, weight: '700' },
  { family: 'Playground Serif', url: laterBold, range: text.later, weight: '700', later: true },
];

const faces: readonly Face[] = [
  ...serif,
  // In a blank a hyphen means minus, and looks like one: the text itself stays as it was typed.
  { family: 'Playground Minus', url: minus, range: 'U+2D' },
  { family: 'Playground Maths', url: maths, range: ranges.maths.first },
  { family: 'Playground Maths', url: laterMaths, range: ranges.maths.later, later: true },
];

/** Every page needs the first of them all. One that is not there as a text is first laid out costs a search for another in its place, and a second layout; one that cannot be had is done without. */
function load() {
  for (const { family, url, range, weight, style, later } of faces) {
    const address = new URL(url, import.meta.url).href;
    const face = new FontFace(family, `url(${JSON.stringify(address)})`, {
      ...{ display: 'swap', unicodeRange: range },
      ...(weight && { weight }),
      ...(style && { style }),
    });
    document.fonts.add(face);
    if (!later) face.load().catch(() => {});
  }
}

// Soon, but not from here: Chromium notes where in a script a request was made, and to find the place
// among the statements of a module it reads all of the module once more.
queueMicrotask(load);
