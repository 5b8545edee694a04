// A plot on the screen as an SVG drawing that stands alone, with its styles and fonts in it.
import italic from '../fonts/pagella-italic.woff2?url';
import regular from '../fonts/pagella-regular.woff2?url';
import { element, fontStyle } from './svg.ts';
import type { File } from './table-svg.ts';

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
const MARGIN = 12; // pixels around the drawing

function inline(from: Element, to: Element) {
  const style = getComputedStyle(from);
  for (const name of PROPERTIES) to.setAttribute(name, style.getPropertyValue(name));
  to.removeAttribute('class');
  for (const [at, child] of [...from.children].entries()) inline(child, to.children[at]);
}

/** What it stands on: the paper of the element, since the page around may be another's. */
function ground(drawing: Element): string {
  const whole = (drawing.getRootNode() as ShadowRoot).host;
  const paper = getComputedStyle(whole).getPropertyValue('background-color');
  return paper === 'rgba(0, 0, 0, 0)' && whole.getRootNode() !== document ? ground(whole) : paper;
}

/** What is marked `data-fleeting` stays on the screen. */
export async function plotSvg(drawing: SVGSVGElement, title: string): Promise<File> {
  const fonts = await fontStyle('Playground Serif', { normal: regular, italic });
  // The copy never stands in a document, so that the page's rules for styles do not hold for it.
  const copy = drawing.cloneNode(true) as SVGSVGElement;
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
    fonts,
    element('rect', { x: -MARGIN, y: -MARGIN, ...size, fill }),
  );
  // The marks that the page's templates leave.
  const svg = new XMLSerializer().serializeToString(copy).replaceAll(/<!--.*?-->/gs, '');
  return { svg, ...size };
}
