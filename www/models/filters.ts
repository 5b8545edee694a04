// Which sentence attends to which: the choice, where a run has two.
import { html, nothing } from 'lit';
import { act } from '../ui/action.ts';
import { FILTERS, type Filter } from './view-state.ts';

const WORDS: Record<Filter, string> = {
  all: 'all',
  aa: 'A → A',
  ab: 'A → B',
  ba: 'B → A',
  bb: 'B → B',
};

declare global {
  interface Actions {
    /** Settings of the views that change: null takes one out. */
    'view-set': Record<string, string | null>;
  }
}

/** A filter leaves weights out and does not share them out again, so that rows no longer sum to 1. */
export const filterChoice = (host: HTMLElement, filter: Filter, segments: number[]) =>
  segments.includes(1)
    ? html`<fieldset class="row">
        <legend>Sentences</legend>
        ${FILTERS.map(
          (value) => html`<label>
            <input
              type="radio"
              name="filter"
              .checked=${value === filter}
              @change=${() => act(host, 'view-set', { filter: value === 'all' ? null : value })}
            /><span>${WORDS[value]}</span>
          </label>`,
        )}
      </fieldset>`
    : nothing;

export const filterNote = (filter: Filter) =>
  filter === 'all'
    ? nothing
    : html`<p class="note">
        Only the weights from sentence ${filter[0].toUpperCase()} to sentence
        ${filter[1].toUpperCase()} are shown. They are not rescaled, so rows no longer sum to 1.
      </p>`;
