// What every SVG file is made of: elements, text, and fonts that travel with it.

const NAMESPACE = 'http://www.w3.org/2000/svg';

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

/** The style of a file whose numbers are as wide as their cells everywhere. @param files by font-style */
export async function fontStyle(family: string, files: Record<string, string>) {
  const faces = Object.entries(files).map(
    async ([style, url]) =>
      `@font-face { font-family: "${family}"; font-style: ${style}; src: url("${await asData(url)}"); }`,
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
