// How the tree of variants looks: a line a family, below the unfolded one its variants with thumbnails.
import { css } from 'lit';

export const picker = css`
  .heading {
    margin-bottom: 0.5rem;
  }
  .family,
  .variant {
    display: flex;
    gap: 0.625rem;
    align-items: center;
    min-height: 2rem;
    padding: 0.25rem 0.5rem;
    border-top: 1px solid var(--rule);
    font-size: 0.9375rem;
    line-height: 1.25rem;
    cursor: pointer;
  }
  .list > :last-child {
    border-bottom: 1px solid var(--rule);
  }
  .variant {
    min-height: 2.5rem;
    padding-left: 1.625rem;
  }
  .family:hover,
  .variant:hover {
    background: var(--wash);
  }
  [aria-selected='true'] {
    background: var(--wash);
    box-shadow: inset 3px 0 var(--ink);
  }
  [aria-selected='true'] .name {
    font-weight: 700;
  }
  .words {
    display: flex;
    flex: 1;
    flex-wrap: wrap;
    gap: 0 0.625rem;
    align-items: baseline;
    min-width: 0;
  }
  .sign {
    width: 0.5rem;
    color: var(--ink2);
  }
  .folded {
    display: none;
  }
  @container (max-width: 56.25rem) {
    .folded {
      display: flex;
      gap: 0.875rem;
      align-items: center;
      width: 100%;
      min-height: 3.5rem;
      padding: 0.375rem 0.875rem;
      border: 1px solid var(--edge);
      border-radius: 3px;
      text-align: left;
    }
    .folded .words {
      flex-direction: column;
    }
    .folded .act {
      margin-top: 0.125rem;
      line-height: 1.5rem;
    }
    .list[data-open='false'] {
      display: none;
    }
    .list {
      margin-top: 0.75rem;
    }
    .family,
    .variant {
      min-height: 2.75rem;
    }
  }
  @media (forced-colors: active) {
    [aria-selected='true'] {
      border-left: 3px solid Highlight;
    }
  }
`;
