// What the element stands on: nothing of the page around but its choice between light and dark.
import { css, unsafeCSS } from 'lit';
import ground from './ground.css?inline';
import tokens from './tokens.css?inline';

export const standing = [
  css`
    :host {
      all: initial;
      display: block;
      color-scheme: inherit;
      /* It is written from left to right, as mathematics is on any page: this alone "all" leaves. */
      direction: ltr;
      unicode-bidi: isolate;
      /* The layout follows the width of the element, whatever the window's is. */
      container-type: inline-size;
    }
    :host([theme='light']) {
      color-scheme: light;
    }
    :host([theme='dark']) {
      color-scheme: dark;
    }
  `,
  unsafeCSS(tokens),
  unsafeCSS(ground),
];
