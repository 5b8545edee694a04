// The keys that are the whole workbench's: what each stands for. They are listed in key-list.ts.

type Shortcut = 'undo' | 'redo' | 'escape' | 'on' | 'back' | 'keys';

/** A key that is typed into a text, or that a part has used, is not meant here. */
export function shortcutOf(event: KeyboardEvent): Shortcut | null {
  const target = event.composedPath()[0];
  const isText = target instanceof HTMLInputElement && target.type !== 'radio';
  if (target instanceof HTMLTextAreaElement || event.defaultPrevented) return null;
  const command = (event.ctrlKey || event.metaKey) && !event.altKey;
  const key = event.key.toLowerCase();
  if (command && key === 'z') return event.shiftKey ? 'redo' : 'undo';
  if (command && key === 'y') return 'redo';
  if (key === 'escape') return 'escape';
  if (event.altKey && key === 'pagedown') return 'on';
  if (event.altKey && key === 'pageup') return 'back';
  return key === '?' && !isText && !command ? 'keys' : null;
}
