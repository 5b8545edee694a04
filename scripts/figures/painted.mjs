// Run in a page before it opens: what is shown is found, and when it is painted.

export function helpers() {
  /** Through all shadow roots. */
  window.deep = (selector, from = document) => {
    const found = from.querySelector(selector);
    if (found) return found;
    for (const { shadowRoot } of from.querySelectorAll('*')) {
      const inner = shadowRoot && window.deep(selector, shadowRoot);
      if (inner) return inner;
    }
    return null;
  };
  window.cell = () => window.deep('value-table[grid]')?.shadowRoot.querySelector('td');
  window.copy = () => window.deep('program-editor').renderRoot.querySelector('.copy');
  // When the first frame is painted in which something holds: the task after a frame's callbacks comes
  // when that frame has been handed to the screen, and before any other task, which is no part of it.
  window.painted = (holds = () => true) =>
    new Promise((done) => {
      const end = () => done(performance.now());
      const look = () =>
        holds()
          ? scheduler.postTask(end, { priority: 'user-blocking' })
          : requestAnimationFrame(look);
      requestAnimationFrame(look);
    });
  window.opened = window.painted(window.cell);
  window.opened.then((time) => {
    window.first = time;
  });
}

/** To look at every frame, as is the default, keeps a page from resting. */
export const SLOWLY = { polling: 50 };
