// On a narrow screen a part waits behind one line, so that the steps follow the inputs.
import { html } from 'lit';

/** @param wrong whether something in it has to be mended: then it is open (playground.ts) */
export const fold = (name: string, content: unknown, wrong: boolean = false) =>
  html`<details class="fold" ?data-wrong=${wrong}>
    <summary>${name}</summary>
    ${content}
  </details>`;
