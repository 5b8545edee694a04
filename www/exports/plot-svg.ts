// A plot on the screen as an SVG drawing that stands alone, with its styles and fonts in it.
import { serif } from '../ui/fonts.ts';
import { type Drawing, drawingOf } from './drawing.ts';

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
  // The marks that the page's templates leave.
  for (const node of [...to.childNodes]) if (node instanceof Comment) node.remove();
  for (const [at, child] of [...from.children].entries()) inline(child, to.children[at]);
}

/** What it stands on: the paper of the element, since the page around may be another's. */
function ground(drawing: Element): string {
  const whole = (drawing.getRootNode() as ShadowRoot).host;
  const paper = getComputedStyle(whole).getPropertyValue('background-color');
  return paper === 'rgba(0, 0, 0, 0)' && whole.getRootNode() !== document ? ground(whole) : paper;
}

/** What is marked `data-fleeting` stays on the screen. */
export async function plotSvg(drawing: SVGSVGElement, title: string): Promise<Drawing> {
  // The copy never stands in a document, so that the page's rules for styles do not hold for it.
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  inline(drawing, copy);
  for (const part of copy.querySelectorAll('[data-fleeting]')) part.remove();
  for (const key of ['aria-hidden', 'aria-label', 'role']) copy.removeAttribute(key);
  const { width, height } = drawing.viewBox.baseVal;
  return drawingOf(copy, {
    title,
    x: -MARGIN,
    y: -MARGIN,
    width: width + 2 * MARGIN,
    height: height + 2 * MARGIN,
    paper: ground(drawing),
    family: 'Playground Serif',
    fonts: serif.filter(({ weight }) => weight === '400'),
  });
}
