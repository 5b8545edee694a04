// The fonts, for the whole document and once: inside a shadow root a style sheet cannot bring any.
import bold from '../fonts/pagella-bold.woff2?url';
import italic from '../fonts/pagella-italic.woff2?url';
import maths from '../fonts/pagella-math.woff2?url';
import minus from '../fonts/pagella-minus.woff2?url';
import regular from '../fonts/pagella-regular.woff2?url';

/** The names are ours alone: the document may be another's. */
const FACES: [string, string, FontFaceDescriptors][] = [
  ['Playground Serif', regular, { weight: '400' }],
  ['Playground Serif', italic, { weight: '400', style: 'italic' }],
  ['Playground Serif', bold, { weight: '700' }],
  // In a blank a hyphen means minus, and looks like one: the text itself stays as it was typed.
  ['Playground Minus', minus, { unicodeRange: 'U+2D' }],
  ['Playground Maths', maths, {}],
];

/** Every page needs them all. One that is not there as a text is first laid out costs a search for another in its place, and a second layout; one that cannot be had is done without. */
function load() {
  for (const [family, address, descriptors] of FACES) {
    const url = new URL(address, import.meta.url).href;
    const face = new FontFace(family, `url(${JSON.stringify(url)})`, {
      display: 'swap',
      ...descriptors,
    });
    document.fonts.add(face);
    face.load().catch(() => {});
  }
}

// Soon, but not from here: Chromium notes where in a script a request was made, and to find the place
// among the statements of a module it reads all of the module once more.
queueMicrotask(load);
