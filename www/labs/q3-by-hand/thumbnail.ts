// The thumbnail of question 3: the program from afar, with a box for each blank, filled where one has written.
import { svg } from 'lit';
import type { Thumbnail } from '../lab.ts';
import { HEIGHT, WIDTH } from '../parts/drawn.ts';
import { BLANKS, NAMED } from './blanks.ts';

const LETTER = WIDTH / 64; // a line is cut behind so many

export const thumbnail: Thumbnail = async (ask, settings) => {
  const { program } = await ask('fillBlanks', NAMED);
  const lines = program.split('\n');
  const height = HEIGHT / lines.length;
  return svg`${lines.map((line, at) => {
    const words = [...line.matchAll(/\{(\w)\}|[^\s{}]+/g)];
    return words.map(({ 0: text, 1: hole, index }) => {
      const isBlank = hole !== undefined && BLANKS.includes(hole);
      const look = isBlank ? (settings[hole] ? 'p7' : 'blank') : 'text';
      const width = Math.min(text.length, 64 - index) * LETTER;
      if (width <= 0) return '';
      return svg`<rect class=${look} x=${index * LETTER} y=${at * height} width=${width} height=${height * 0.7}></rect>`;
    });
  })}`;
};
