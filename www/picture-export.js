// A drawing on the screen as a file that stands alone: SVG with its styles and fonts in it, or PNG.
import italic from './fonts/pagella-italic.woff2?url';
import regular from './fonts/pagella-regular.woff2?url';

/** What a drawing gets from the page's styles. */
const PROPERTIES = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'paint-order',
  'opacity',
  'font-family',
  'font-size',
  'font-style',
  'font-weight',
  'font-variant-numeric',
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
  `@font-face { font-family: "Pagella"; font-style: ${style}; src: url("${await asData(url)}"); }`;

/** @param {Element} from @param {Element} to */
function inline(from, to) {
  const style = getComputedStyle(from);
  const text = PROPERTIES.map((name) => `${name}: ${style.getPropertyValue(name)}`).join('; ');
  to.setAttribute('style', text);
  to.removeAttribute('class');
  for (const [at, child] of [...from.children].entries()) inline(child, to.children[at]);
}

/**
 * The text of an SVG file. What is marked `data-fleeting` stays on the screen.
 * @param {SVGSVGElement} drawing @param {string} title
 */
export async function svgText(drawing, title) {
  // Parsed as a document of its own, so that the page's rules for styles do not hold in it.
  const file = document.implementation.createDocument(NAMESPACE, 'svg');
  const copy = /** @type {SVGSVGElement} */ (file.importNode(drawing, true));
  inline(drawing, copy);
  for (const part of copy.querySelectorAll('[data-fleeting]')) part.remove();
  const { width, height } = drawing.viewBox.baseVal;
  const [wide, tall] = [width + 2 * MARGIN, height + 2 * MARGIN];
  copy.setAttribute('viewBox', `${-MARGIN} ${-MARGIN} ${wide} ${tall}`);
  copy.setAttribute('width', String(wide));
  copy.setAttribute('height', String(tall));
  copy.removeAttribute('aria-hidden');
  const make = (/** @type {string} */ name, /** @type {Record<string, string>} */ attributes) => {
    const element = file.createElementNS(NAMESPACE, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const name = make('title', {});
  name.textContent = title;
  const fonts = make('style', {});
  fonts.textContent = (
    await Promise.all([fontFace(regular, 'normal'), fontFace(italic, 'italic')])
  ).join('\n');
  const fill = getComputedStyle(document.documentElement).backgroundColor;
  const ground = {
    x: String(-MARGIN),
    y: String(-MARGIN),
    width: String(wide),
    height: String(tall),
  };
  copy.prepend(name, fonts, make('rect', { ...ground, fill }));
  file.documentElement.replaceWith(copy);
  return new XMLSerializer().serializeToString(file);
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
