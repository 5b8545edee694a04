// The landing page of the labs: a row for each question, with what it asks, a picture and what is done.
import { css, html, nothing } from 'lit';
import type { Engine } from '../core/engine.ts';
import { framed } from '../state/url/backend.ts';
import { labCodec, type Settings } from '../state/url/lab-codec.ts';
import { handles } from '../ui/action.ts';
import './copy-sheet.ts';
import { CREDITS } from './credits.ts';
import type { Lab } from './lab.ts';
import { type Part, stateOf } from './parts/progress.ts';
import './lab-thumbnail.ts';
import './parts/own-words.ts';
import type { WriteUpFormat } from './blocks.ts';
import { labs } from './registry.ts';

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
  /* A question's last word does not stand alone. */
  .rows p {
    text-wrap: balance;
  }
  .done {
    white-space: nowrap;
    font-size: 0.875rem;
    color: var(--ink2);
  }
  .credits {
    max-width: 40rem;
    margin: 1.75rem 0;
  }
  .credits h2,
  .teacher h2 {
    font-size: 1.25rem;
    line-height: 1.625rem;
  }
  .welcome code {
    font: 0.875rem var(--mono);
    overflow-wrap: anywhere;
  }
  .welcome .teacher {
    max-width: 40rem;
    padding-top: 1.25rem;
    border-top: 1px solid var(--rule);
    color: var(--ink2);
  }
  @container (max-width: 37.5rem) {
    .rows > li {
      grid-template-columns: minmax(0, 1fr) 5.5rem;
      gap: 0.25rem 1rem;
    }
    .rows lab-thumbnail {
      grid-area: 1 / 2 / span 2;
    }
  }
`;

/** How many parts are right, in words. */
export function done(parts: Part[], settings: Settings) {
  const states = parts.map((part) => stateOf(part, settings));
  const right = states.filter((state) => state === 'right' || state === 'checked').length;
  const begun = states.some((state) => state !== 'open');
  if (right === parts.length)
    return states.includes('checked') ? 'all correct, own words open' : 'all correct';
  return begun ? `${right} of ${parts.length} correct` : `${parts.length} parts`;
}

interface Home {
  /** What the address asked for. */
  id: string;
  answers: 'show' | 'hide';
  /** What was typed in a lab. */
  answersOf: (id: string) => Settings;
  engine: Engine;
  /** Question 7 is typed. */
  credit: (change: Record<string, string | null>) => void;
  /** The whole sheet as a text. */
  sheet: (format: WriteUpFormat) => Promise<string>;
}

export const labsHome = (home: Home) => html`<div class="welcome">
  <p>
    ${
      home.id === ''
        ? 'Try each question, check your answer, and see why.'
        : html`No lab is called “${home.id}”. Choose one of these.`
    }
  </p>
  <p class="label">
    Answers are tested by what they compute, so any equivalent form counts. Your answers
    are kept in the link: whoever gets it sees them. “Copy link: empty” leaves them out.
  </p>
  <ol class="rows">${labs.map((lab) => row(lab, home))}</ol>
  <copy-sheet .sheet=${home.sheet}></copy-sheet>
  <section class="credits" aria-labelledby="credits" @action=${handles({ 'lab-set': home.credit })}>
    <h2 id="credits">7. Sources, study group, hours</h2>
    <p class="label">
      These are for your own words: they are not judged here. They stay in this tab, stand in the whole
      sheet that you copy, and are in no link.
    </p>
    ${Object.entries(CREDITS.parts).map(
      ([name, label]) => html`<own-words
        .name=${name}
        .label=${label}
        .note=${''}
        .value=${home.answersOf(CREDITS.id)[name] ?? ''}
      ></own-words>`,
    )}
  </section>
  ${
    framed
      ? nothing
      : html`<section class="teacher" aria-labelledby="teacher">
          <h2 id="teacher">For teachers</h2>
          <p>The button “Hide answers”, or
          <code>answers=hide</code> in the link, as in
          <code>${labCodec.write({ id: labs[0].id, settings: {}, answers: 'hide' })}</code>, leaves out the
          last hint of each part and “Show anyway”. Students can still check their answers.</p>
        </section>`
  }
</div>`;

function row(lab: Lab, { answers, answersOf, engine }: Home) {
  const { id, number, title, question, parts } = lab;
  const settings = answersOf(id);
  return html`<li>
    <lab-thumbnail .lab=${lab} .settings=${settings} .engine=${engine}></lab-thumbnail>
    <div>
      <h2><a href=${labCodec.write({ id, settings: {}, answers })}>${number}. ${title}</a></h2>
      <p>${question}</p>
    </div>
    <p class="done">${done(parts, settings)}</p>
  </li>`;
}
