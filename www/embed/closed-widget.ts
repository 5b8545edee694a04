// What a widget shows before anybody asks for it: its caption, its inputs as they were given, and a button. It is
// part of what a notebook loads first, and so it uses nothing else of ours.

const MOST_ROWS = 6;
const MOST_LETTERS = 60; // of a row

const STYLES = `
  :host { display: block; font: 1rem/1.5 Georgia, serif; color: inherit; }
  div { padding: 0.75rem 1rem; border: 1px solid color-mix(in srgb, currentColor 25%, transparent); }
  p { margin: 0 0 0.5rem; }
  pre { margin: 0 0 0.5rem; font: 0.8125rem/1.25rem ui-monospace, monospace; overflow-x: auto; }
  button { min-height: 2rem; padding: 0.125rem 0.875rem; font: inherit; color: inherit; background: none;
    border: 1px solid color-mix(in srgb, currentColor 50%, transparent); cursor: pointer; }
  button:hover { border-color: currentColor; }
  button:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
`;

interface Closed {
  caption: string;
  /** Tables by their names, as the notebook has given them. */
  inputs: Record<string, unknown>;
  /** Somebody has come near: what it takes may come already. */
  onNear: () => void;
  onOpen: () => void;
}

export function closedWidget({ caption, inputs, onNear, onOpen }: Closed): HTMLElement {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLES);
  root.adoptedStyleSheets = [sheet];
  const box = document.createElement('div');
  const title = document.createElement('p');
  title.textContent = caption;
  const button = document.createElement('button');
  button.textContent = 'Open the playground';
  button.addEventListener('click', onOpen);
  for (const sign of ['pointerenter', 'focusin'])
    host.addEventListener(sign, onNear, { once: true, passive: true });
  const given = Object.entries(inputs).filter(([, table]) => table !== undefined && table !== '');
  const tables = given.map(([name, table]) => {
    const text = document.createElement('pre');
    text.textContent = written(name, table);
    return text;
  });
  box.append(title, ...tables, button);
  root.append(box);
  return host;
}

/** `k = 1 2 0`, with a row on each line; what is large is cut, and that is said. */
function written(name: string, table: unknown) {
  const rows = Array.isArray(table) ? table.map(row) : String(table).split('\n');
  const shown = rows
    .slice(0, MOST_ROWS)
    .map((text) => (text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)} …` : text));
  if (rows.length > MOST_ROWS) shown.push(`… ${rows.length - MOST_ROWS} rows more`);
  const lead = `${name} = `;
  return lead + shown.join(`\n${' '.repeat(lead.length)}`);
}

const row = (cells: unknown): string =>
  Array.isArray(cells) ? cells.map(row).join('  ') : String(cells);
