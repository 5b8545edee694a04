// An SVG drawing that stands alone: its elements, its paper, the fonts in it, and the files that it is saved as.
import type { Face } from '../ui/fonts.ts';

const NAMESPACE = 'http://www.w3.org/2000/svg';

/** A whole file, and its size in pixels. */
export interface Drawing {
  svg: string;
  width: number;
  height: number;
}

export interface Picture {
  /** of the button */
  name: string;
  blobOf(drawing: Drawing): Promise<Blob>;
}

/** What a drawing is saved as, one entry each. */
export const pictures: Picture[] = [
  { name: 'SVG', blobOf: async ({ svg }) => new Blob([svg], { type: 'image/svg+xml' }) },
  { name: 'PNG', blobOf: async (drawing) => (await import('./png.ts')).pngOf(drawing) },
];

export function element(
  tag: string,
  attributes: Record<string, string | number> = {},
  content: string = '',
) {
  const node = document.createElementNS(NAMESPACE, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  if (content) node.textContent = content;
  return node;
}

interface Sheet {
  title: string;
  /** Its corner, and its size. */
  x: number;
  y: number;
  width: number;
  height: number;
  paper: string;
  /** What the fonts are called in the file. */
  family: string;
  /** Those of them whose characters it shows stand in the file. */
  fonts: readonly Face[];
}

/** The root of a drawing as a file, on paper and with the fonts that make its numbers as wide as their cells. */
export async function drawingOf(root: Element, sheet: Sheet): Promise<Drawing> {
  const { title, x, y, width, height, paper, family, fonts } = sheet;
  root.setAttribute('viewBox', `${x} ${y} ${width} ${height}`);
  root.setAttribute('width', String(width));
  root.setAttribute('height', String(height));
  root.prepend(
    element('title', {}, title),
    await fontStyle(family, shown(fonts, root.textContent)),
    element('rect', { x, y, width, height, fill: paper }),
  );
  return { svg: new XMLSerializer().serializeToString(root), width, height };
}

/** Those that hold a character of a text. */
function shown(fonts: readonly Face[], text: string) {
  const codes = [...text].map((character) => character.codePointAt(0) as number);
  return fonts.filter(({ range }) =>
    range.split(', ').some((span) => {
      const [first, last = first] = span
        .slice(2)
        .split('-')
        .map((code) => Number.parseInt(code, 16));
      return codes.some((code) => first <= code && code <= last);
    }),
  );
}

async function fontStyle(family: string, fonts: readonly Face[]) {
  const faces = fonts.map(
    async ({ url, range, style = 'normal' }) =>
      `@font-face { font-family: "${family}"; font-style: ${style}; unicode-range: ${range}; src: url("${await asData(url)}"); }`,
  );
  const rules = [
    ...(await Promise.all(faces)),
    'text { font-variant-numeric: lining-nums tabular-nums; }',
  ];
  return element('style', {}, rules.join('\n'));
}

async function asData(url: string) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} could not be loaded: ${response.status}.`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return `data:font/woff2;base64,${btoa(text)}`;
}
