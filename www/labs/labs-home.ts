// What stands beside the list of labs while none is open.
import { css, html, nothing } from 'lit';
import { framed } from '../state/url/backend.ts';
import { labCodec } from '../state/url/lab-codec.ts';
import { labs } from './registry.ts';

export const labsHomeStyles = css`
  .welcome {
    max-width: 40rem;
    padding-top: 2.625rem;
  }
  .welcome p + p {
    margin-top: 0.75rem;
    color: var(--ink2);
  }
  .welcome code {
    font: 0.875rem var(--mono);
    overflow-wrap: anywhere;
  }
`;

/** @param id what the address asked for */
export const labsHome = (id: string) => html`<div class="welcome">
  <p>
    ${id === '' ? 'Choose a question from the list.' : html`No lab is called “${id}”. Choose one from the list.`}
  </p>
  <p>
    What you type is checked by what it computes, so any form of a right answer is right. It stays in the
    address of the page, so that a copied link brings it back, and with the question while this tab is open.
  </p>
  ${
    framed
      ? nothing
      : html`<p>
          For a class the answers can be hidden, by the button “Hide answers” or by
          <code>answers=hide</code> in the link, as in
          <code>${labCodec.write({ id: labs[0].id, settings: {}, answers: 'hide' })}</code>. What one
          tries is checked all the same.
        </p>`
  }
</div>`;
