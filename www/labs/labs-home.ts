// The landing page of the labs: a row for each question, with what it asks, a picture and what is done.
import { css, html, nothing, svg } from 'lit';
import { framed } from '../state/url/backend.ts';
import { labCodec, type Settings } from '../state/url/lab-codec.ts';
import { type Part, stateOf } from './parts/progress.ts';
import { type Lab, labs } from './registry.ts';
import { thumbnails } from './thumbnails.ts';

export const labsHomeStyles = css`
  .welcome {
    max-width: 52rem;
    padding-top: 2rem;
  }
  .welcome > p {
    max-width: 40rem;
  }
  .welcome > p + p {
    margin-top: 0.75rem;
  }
  .rows {
    margin: 1.25rem 0 1.75rem;
    border-bottom: 1px solid var(--rule);
  }
  .rows > li {
    display: grid;
    grid-template-columns: 7rem minmax(0, 1fr) auto;
    gap: 0.25rem 1.5rem;
    align-items: center;
    padding: 0.875rem 0;
    border-top: 1px solid var(--rule);
  }
  .rows h2 {
    font-size: 1.25rem;
    line-height: 1.625rem;
  }
  .rows svg {
    display: block;
    width: 7rem;
    height: 4.5rem;
    overflow: visible;
  }
  .rows svg :is(path, line, rect) {
    vector-effect: non-scaling-stroke;
  }
  .thumb .line {
    fill: none;
    stroke: var(--s1, var(--ink2));
    stroke-width: 1.5;
  }
  .thumb .other {
    fill: none;
    stroke: var(--s2, var(--ink2));
    stroke-width: 1.5;
  }
  .thumb .fill {
    fill: var(--p4);
  }
  .thumb .weak {
    fill: var(--p2);
  }
  .thumb .none {
    fill: none;
    stroke: var(--edge);
  }
  .thumb text {
    font: 7px var(--mono);
    fill: var(--ink2);
  }
  .done {
    white-space: nowrap;
    font-size: 0.875rem;
    color: var(--ink2);
  }
  .welcome code {
    font: 0.875rem var(--mono);
    overflow-wrap: anywhere;
  }
  .welcome .teacher {
    color: var(--ink2);
  }
  @container (max-width: 37.5rem) {
    .rows > li {
      grid-template-columns: minmax(0, 1fr);
    }
    .rows .thumb {
      display: none;
    }
  }
`;

/** How many parts are right, in words. */
export function done(parts: Part[], settings: Settings) {
  const right = parts.filter((part) => stateOf(part, settings) === 'right').length;
  const begun = parts.some((part) => stateOf(part, settings) !== 'open');
  if (right === parts.length) return 'all correct';
  return begun ? `${right} of ${parts.length} correct` : `${parts.length} parts`;
}

/** @param id what the address asked for @param answersOf what was typed in a lab */
export const labsHome = (
  id: string,
  answers: 'show' | 'hide',
  answersOf: (id: string) => Settings,
) => html`<div class="welcome">
  <p>
    ${
      id === ''
        ? 'EECS 182 Homework 9, as six interactive labs: try it, check your answer, see why.'
        : html`No lab is called “${id}”. Choose one of these.`
    }
  </p>
  <p class="label">
    Answers are tested by what they compute, so any equivalent form counts. They are kept in the link:
    anyone you send it to sees them, unless you copy the empty one.
  </p>
  <ol class="rows">${labs.map((lab) => row(lab, answers, answersOf(lab.id)))}</ol>
  ${
    framed
      ? nothing
      : html`<p class="teacher">
          For a class: the button “Hide answers”, or
          <code>answers=hide</code> in the link, as in
          <code>${labCodec.write({ id: labs[0].id, settings: {}, answers: 'hide' })}</code>, leaves out the
          last hint of each part and “Show anyway”. Students can still check their answers.
        </p>`
  }
</div>`;

const row = (
  { id, number, title, question, parts }: Lab,
  answers: 'show' | 'hide',
  settings: Settings,
) => html`<li>
  ${thumb(id)}
  <div>
    <h2><a href=${labCodec.write({ id, settings: {}, answers })}>${number}. ${title}</a></h2>
    <p>${question}</p>
  </div>
  <p class="done">${done(parts, settings)}</p>
</li>`;

const thumb = (id: string) => html`<div class="thumb" aria-hidden="true">
  <svg viewBox="0 0 112 72">${thumbnails[id]?.() ?? svg``}</svg>
</div>`;
