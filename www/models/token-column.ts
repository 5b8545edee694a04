// Tokens one under the other, each a button: pointed at, pressed to lock it, with Shift several.
import { css, html, unsafeCSS } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { spoken } from './token-text.ts';

interface Tokens {
  texts: string[];
  /** Those that are locked. */
  locked: ReadonlySet<number>;
  /** The one that is pointed at, or none. */
  pointed: number | null;
  /** What they are called: "query" or "key". */
  role: string;
  /** Which are looked at; the others are faint. */
  lit: (at: number) => boolean;
  point(at: number | null): void;
  press(at: number, more: boolean): void;
}

/** Pixels of a token's row, whatever the size of the font: lines are drawn from row to row. */
export const ROW = 24;

export const tokenStyles = css`
  .tokens {
    display: grid;
    grid-auto-rows: ${unsafeCSS(ROW)}px;
    min-width: 0;
  }
  .token {
    display: block;
    overflow: hidden;
    padding: 0 0.375rem;
    line-height: ${unsafeCSS(ROW)}px;
    text-overflow: ellipsis;
    white-space: nowrap;
    text-align: left;
    touch-action: manipulation;
  }
  .token.faint {
    color: var(--ink3);
  }
  .token:hover,
  .token.pointed {
    background: var(--wash);
  }
  .token[aria-pressed='true'] {
    background: var(--mark);
    color: var(--mark-ink);
    box-shadow: inset 0 0 0 1px var(--ring);
  }
  .token:focus-visible {
    outline-offset: -2px;
  }
`;

/** The arrow keys go from token to token, as in a list. */
function move(event: KeyboardEvent) {
  const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
  const column = event.currentTarget as HTMLElement;
  const all = [...column.querySelectorAll('button')];
  const at = all.indexOf(event.target as HTMLButtonElement);
  const places: Record<string, number> = { Home: 0, End: all.length - 1 };
  const to = places[event.key] ?? (event.key in steps ? at + steps[event.key] : -1);
  if (at < 0 || !all[to]) return;
  event.preventDefault();
  all[to].focus();
}

/** One stop for the Tab key: the first that is locked, or the first of all. */
export const tokenButton = (tokens: Tokens, at: number) => {
  const { texts, locked, pointed, role, lit, point, press } = tokens;
  const [first = 0] = locked;
  return html`<button
    class=${classMap({ token: true, faint: !lit(at), pointed: pointed === at })}
    aria-pressed=${locked.has(at)}
    aria-label="${role} ${spoken(texts[at], at)}"
    tabindex=${at === first ? 0 : -1}
    translate="no"
    @pointerenter=${(event: PointerEvent) => event.pointerType !== 'touch' && point(at)}
    @pointerleave=${() => point(null)}
    @focus=${(event: FocusEvent) => (event.target as Element).matches(':focus-visible') && point(at)}
    @blur=${() => point(null)}
    @click=${(event: MouseEvent) => press(at, event.shiftKey || event.ctrlKey || event.metaKey)}
  >${texts[at]}</button>`;
};

export const tokenColumn = (tokens: Tokens, looks: string) => html`<div
  class="tokens ${looks}"
  role="group"
  aria-label=${tokens.role === 'query' ? 'Queries' : 'Keys'}
  @keydown=${move}
>${tokens.texts.map((_, at) => tokenButton(tokens, at))}</div>`;
