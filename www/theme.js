// Light or dark: the system's choice until the person makes one, then theirs, remembered.

const KEY = 'attention-playground.theme';
const root = document.documentElement;
const system = matchMedia('(prefers-color-scheme: dark)');
const changes = new EventTarget();
system.addEventListener('change', () => changes.dispatchEvent(new Event('change')));

/** @returns {'light' | 'dark'} what is on the screen now */
export function theme() {
  const chosen = root.dataset.theme;
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return system.matches ? 'dark' : 'light';
}

/** @param {'light' | 'dark'} next */
export function setTheme(next) {
  root.dataset.theme = next;
  changes.dispatchEvent(new Event('change'));
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // A private window may refuse to store: the choice then lasts until the page is closed.
  }
}

/** Call back when the system or the person changes it. @param {() => void} callback */
export function onTheme(callback) {
  changes.addEventListener('change', callback);
  return () => changes.removeEventListener('change', callback);
}

/** Call back when what is painted has to be painted anew: in other colours, or on paper, which is light. @param {(paper: boolean) => void} paint */
export function onColours(paint) {
  const screen = () => paint(false);
  const paper = () => paint(true);
  const stop = onTheme(screen);
  addEventListener('beforeprint', paper);
  addEventListener('afterprint', screen);
  return () => {
    stop();
    removeEventListener('beforeprint', paper);
    removeEventListener('afterprint', screen);
  };
}

function remembered() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

const kept = remembered();
if (kept === 'light' || kept === 'dark') root.dataset.theme = kept;
