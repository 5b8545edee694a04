// The entry of single.html, which is all pages in one: its own address and a page behind a question mark, such as
// single.html?labs.html#argmax.
export {};

const [asked] = location.search.slice(1).split('&');

const pages: Record<string, () => Promise<unknown>> = {
  'index.html': () => import('./main.ts'),
  'labs.html': () => import('./labs/main.ts'),
};

const load = pages[asked] ?? (asked.includes('.') ? null : pages['index.html']);
const start = document.querySelector('attention-playground');
if (!load) {
  const note = document.createElement('p');
  const back = document.createElement('a');
  back.href = '?index.html';
  back.textContent = 'Back to the workbench';
  note.append(`This file holds the workbench and the labs, and not ${asked}. `, back);
  start?.querySelector('.late')?.replaceWith(note);
} else {
  if (asked === 'labs.html' && start) {
    const labs = document.createElement('attention-labs');
    labs.append(...start.childNodes);
    start.replaceWith(labs);
  }
  load();
}
