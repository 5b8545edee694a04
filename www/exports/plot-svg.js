// A drawing on the screen as a file that stands alone: SVG with its styles and fonts in it, or PNG.
import italic from './fonts/pagella-italic.woff2?url';
import regular from './fonts/pagella-regular.woff2?url';

/** What a drawing has from the page's styles: an SVG file can say each as an attribute. */
const PROPERTIES = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'stroke-opacity',
  'paint-order',
  'font-family',
  'font-size',
  'font-style',
  'font-weight',
  'text-anchor',
];
const NAMESPACE = 'http://www.w3.org/2000/svg';
const SHARPNESS = 3; // pixels of a picture for one of the screen
const MARGIN = 12; // pixels around the drawing

/** @param {string} url */
async function asData(url) {
  const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return `data:font/woff2;base64,${btoa(text)}`;
}

/** @param {string} url @param {string} style */
const fontFace = async (url, style) =>
  `@font-face { font-family: "Playground Serif"; font-style: ${style}; src: url("${await asData(url)}"); }`;

/** @param {Element} from @param {Element} to */
function inline(from, to) {
  const style = getComputedStyle(from);
  for (const name of PROPERTIES) to.setAttribute(name, style.getPropertyValue(name));
  to.removeAttribute('class');
  for (const [at, child] of [...from.children].entries()) inline(child, to.children[at]);
}

/** What it stands on: the paper of the element, since the page around may be another's. @param {Element} drawing @returns {string} */
function ground(drawing) {
  const whole = /** @type {ShadowRoot} */ (drawing.getRootNode()).host;
  const paper = getComputedStyle(whole).getPropertyValue('background-color');
  return paper === 'rgba(0, 0, 0, 0)' && whole.getRootNode() !== document ? ground(whole) : paper;
}

/** @param {string} name @param {Record<string, string | number>} attributes @param {string} [text] */
function element(name, attributes, text = '') {
  const made = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.textContent = text;
  return made;
}

/**
 * The text of an SVG file. What is marked `data-fleeting` stays on the screen.
 * @param {SVGSVGElement} drawing @param {string} title
 */
export async function svgText(drawing, title) {
  const fonts = await Promise.all([fontFace(regular, 'normal'), fontFace(italic, 'italic')]);
  // The copy never stands in a document, so that the page's rules for styles do not hold for it.
  const copy = /** @type {SVGSVGElement} */ (drawing.cloneNode(true));
  inline(drawing, copy);
  for (const part of copy.querySelectorAll('[data-fleeting]')) part.remove();
  const { width, height } = drawing.viewBox.baseVal;
  const size = { width: width + 2 * MARGIN, height: height + 2 * MARGIN };
  const whole = { viewBox: `${-MARGIN} ${-MARGIN} ${size.width} ${size.height}`, ...size };
  for (const [key, value] of Object.entries(whole)) copy.setAttribute(key, String(value));
  for (const key of ['aria-hidden', 'aria-label', 'role']) copy.removeAttribute(key);
  const fill = ground(drawing);
  copy.prepend(
    element('title', {}, title),
    element(
      'style',
      {},
      [...fonts, 'text { font-variant-numeric: lining-nums tabular-nums }'].join('\n'),
    ),
    element('rect', { x: -MARGIN, y: -MARGIN, ...size, fill }),
  );
  // The marks that the page's templates leave.
  return new XMLSerializer().serializeToString(copy).replaceAll(/<!--.*?-->/gs, '');
}

/** @param {SVGSVGElement} drawing @param {string} title @returns {Promise<Blob>} */
export async function pngOf(drawing, title) {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(await svgText(drawing, title))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.width * SHARPNESS;
  canvas.height = image.height * SHARPNESS;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) =>
      blob ? resolve(blob) : reject(new Error('The picture is too large.')),
    );
  });
}

/** Let the browser save a file. @param {string} name @param {Blob} content */
export function saveFile(name, content) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
