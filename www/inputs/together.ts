// A character typed and what follows from it come onto the screen together: the character is held back until its result is there, for a moment at most.
//
// Chromium tells a page nothing between a key and the frame that shows what it typed, and so no answer
// of a worker either: without this a result would come a whole frame after its cause.

/** Milliseconds: nobody sees a key come later by so little. */
export const MOMENT = 25;

/** What happens next, happens to the text with the character in it. */
const NEXT = [
  'keydown',
  'beforeinput',
  'pointerdown',
  'focusout',
  'paste',
  'cut',
  'drop',
  'pagehide',
];

/**
 * What is composed of several keys, pasted or dropped is left to the browser.
 * @param event a `beforeinput` in a field of text
 * @param foresee asks for what follows from a text; null where nobody does
 */
export function showTogether(
  event: InputEvent,
  foresee: (text: string) => Promise<unknown> | null,
) {
  const field = event.target;
  if (!(field instanceof HTMLInputElement) || !event.cancelable || event.isComposing) return;
  const change = changeOf(event, field);
  if (!change) return;
  const { text, start, end } = change;
  const { value } = field;
  const result = foresee(value.slice(0, start) + text + value.slice(end));
  if (!result) return;
  event.preventDefault();
  const listening = new AbortController();
  const happen = () => {
    if (listening.signal.aborted) return;
    listening.abort();
    clearTimeout(timer);
    field.setRangeText(text, start, end, 'end');
    const { inputType, data } = event;
    field.dispatchEvent(
      new InputEvent('input', { inputType, data, bubbles: true, composed: true }),
    );
  };
  const timer = setTimeout(happen, MOMENT);
  result.then(happen, happen);
  const before = { capture: true, signal: listening.signal };
  for (const type of NEXT) addEventListener(type, happen, before);
}

/** Which text takes the place of which. */
function changeOf(
  { inputType, data }: InputEvent,
  { value, selectionStart, selectionEnd }: HTMLInputElement,
) {
  const [start, end] = [selectionStart ?? 0, selectionEnd ?? 0];
  if (inputType === 'insertText' && data) return { text: data, start, end };
  if (inputType === 'deleteContentBackward' && start < end) return { text: '', start, end };
  // One letter of a number; what may be several units of text is the browser's to remove.
  if (inputType === 'deleteContentBackward' && /[ -~]/.test(value[start - 1] ?? ''))
    return { text: '', start: start - 1, end };
  return null;
}
