// A question to whoever stands above: an event whose hearer gives the answer there and then.
//
// A component declares what it asks beside its element, as the function that answers:
// `interface Questions { 'answer-context': () => Context }` under `declare global`.

declare global {
  interface Questions {}
}

type Name = keyof Questions;

const TYPE = 'question';

class QuestionEvent extends Event {
  question: Name;
  args: unknown[];
  answer: unknown = null;

  constructor(question: Name, args: unknown[]) {
    super(TYPE, { bubbles: true, composed: true });
    this.question = question;
    this.args = args;
  }
}

/** @returns the answer, or null where nobody hears */
export function ask<N extends Name>(
  asker: EventTarget,
  question: N,
  ...args: Parameters<Questions[N]>
): ReturnType<Questions[N]> | null {
  const event = new QuestionEvent(question, args);
  asker.dispatchEvent(event);
  return event.answer as ReturnType<Questions[N]> | null;
}

/** As a listener in a template: `@question=${answers({ … })}`. What is answered goes no further. */
export const answers = (given: Partial<Questions>) => (event: Event) => {
  if (!(event instanceof QuestionEvent)) return;
  const answer = given[event.question] as ((...args: unknown[]) => unknown) | undefined;
  if (!answer) return;
  event.stopPropagation();
  event.answer = answer(...event.args);
};

/** The same on an element for good. */
export const onQuestions = (host: EventTarget, given: Partial<Questions>) =>
  host.addEventListener(TYPE, answers(given));
