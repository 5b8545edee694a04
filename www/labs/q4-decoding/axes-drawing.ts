// Which axes meet in an equation: a row for each tensor, a thread for each letter through them.
import { css, html, LitElement, nothing, svg } from 'lit';
import { base } from '../../styles/base.ts';
import { axisClass } from '../../ui/axis.ts';
import { property } from '../../ui/property.ts';

interface Row {
  name: string;
  letters: string;
  sizes: number[];
}

// Sixteen units of the drawing are a rem: letters are placed badly where a unit is as large as one.
const COLUMN = 48;
const LINE = 36;
const STUB = 72; // for the names

/** The rows that an equation means for its operands, and the letters as its loops have them. */
function meetings(equation: string, operands: { name: string; shape: number[] }[]) {
  const [terms, result] = equation.replaceAll(/\s/g, '').split(/->|→|[–—−]>/);
  if (result === undefined || !/^[a-z,]+$/i.test(terms) || !/^[a-z]*$/i.test(result)) return null;
  const rows = terms.split(',').map((letters, at) => ({
    name: operands[at]?.name ?? '?',
    letters,
    sizes: operands[at]?.shape ?? [],
  }));
  const letters = [...new Set([...result, ...terms.replaceAll(',', '')])];
  return { rows, letters, result };
}

/** Where one letter has two sizes its thread is broken, and both are written. */
export class AxesDrawing extends LitElement {
  @property({ attribute: false }) equation = '';
  @property({ attribute: false }) operands: { name: string; shape: number[] }[] = [];

  static styles = [
    base,
    css`
      div {
        overflow-x: auto;
      }
      svg {
        display: block;
      }
      text {
        font: 14px var(--serif);
        fill: var(--ink2);
        text-anchor: middle;
      }
      text.name {
        text-anchor: start;
        font-size: 14px;
      }
      text.size {
        font-size: 13px;
        text-anchor: start;
      }
      text.letter {
        font-size: 18px;
        font-style: italic;
        fill: var(--axis, var(--ink));
      }
      .thread {
        stroke: var(--axis, var(--ink2));
        stroke-width: 2;
        vector-effect: non-scaling-stroke;
      }
      .thread.broken {
        stroke: var(--error);
        stroke-dasharray: 3 4;
      }
      text.broken {
        fill: var(--error);
        font-weight: 700;
      }
      .behind {
        fill: var(--paper);
      }
      .rule {
        stroke: var(--edge);
        vector-effect: non-scaling-stroke;
      }
      @media (forced-colors: active) {
        text,
        text.letter {
          fill: CanvasText;
        }
        .thread {
          stroke: CanvasText;
        }
        .behind {
          fill: Canvas;
        }
      }
    `,
  ];

  render() {
    const drawn = meetings(this.equation, this.operands);
    if (!drawn) return nothing;
    const { rows, letters, result } = drawn;
    const width = STUB + letters.length * COLUMN + 16;
    const height = (rows.length + 1) * LINE;
    const line = rows.length * LINE;
    return html`<div tabindex="0" role="region" aria-label="Drawing"><svg
      role="img"
      aria-label=${spoken(drawn)}
      width="${width / 16}rem"
      height="${height / 16}rem"
      viewBox="0 0 ${width} ${height}"
    >
      <line class="rule" x1="0" x2=${width} y1=${line} y2=${line}></line>
      ${letters.map((letter, at) => thread(letter, STUB + (at + 0.5) * COLUMN, rows, result))}
      ${rows.map(({ name }, at) => svg`<text class="name" x="0" y=${(at + 0.5) * LINE + 5}>${name}</text>`)}
      <text class="name" x="0" y=${line + LINE / 2 + 5}>result</text>
    </svg></div>`;
  }
}

function thread(letter: string, x: number, rows: Row[], result: string) {
  const stands = rows.flatMap(({ letters, sizes }, at) => {
    const place = letters.indexOf(letter);
    return place < 0 ? [] : [{ y: (at + 0.5) * LINE, size: sizes[place] }];
  });
  const broken = new Set(stands.map(({ size }) => size)).size > 1 ? 'broken' : '';
  const end = (rows.length + 0.5) * LINE;
  const kept = result.includes(letter);
  const first = stands[0]?.y ?? end;
  const last = kept ? end : (stands.at(-1)?.y ?? end);
  return svg`<g class=${axisClass(letter)}>
    <line class="thread ${broken}" x1=${x} x2=${x} y1=${first} y2=${last}></line>
    ${stands.map(
      ({ y, size }) => svg`<circle class="behind" cx=${x} cy=${y} r="10"></circle>
        <text class="letter" x=${x} y=${y + 5}>${letter}</text>
        <text class="size ${broken}" x=${x + 9} y=${y + 10}>${size ?? '?'}</text>`,
    )}
    ${
      kept
        ? svg`<circle class="behind" cx=${x} cy=${end} r="10"></circle><text class="letter" x=${x} y=${end + 5}>${letter}</text>`
        : svg`<text x=${x} y=${end + 5}>summed</text>`
    }
  </g>`;
}

function spoken({ rows, letters, result }: NonNullable<ReturnType<typeof meetings>>) {
  const said = letters.map((letter) => {
    const where = rows.filter((row) => row.letters.includes(letter)).map(({ name }) => name);
    return `${letter} of ${where.join(' and ') || 'no operand'} is ${result.includes(letter) ? 'kept' : 'summed over'}`;
  });
  return `${said.join('; ')}.`;
}

customElements.define('axes-drawing', AxesDrawing);

declare global {
  interface HTMLElementTagNameMap {
    'axes-drawing': AxesDrawing;
  }
}
