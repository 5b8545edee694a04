// Where the keyboard, and with it a screen reader, goes when another lab opens: to its heading, which is
// read out; and on the way back to the link that was followed.

/** A link as it was when it was followed: once its place is drawn, its element may lead elsewhere. */
interface Followed {
  href: string;
  /** Whether it stood in the contents, which name every lab. */
  isListed: boolean;
}

/** From one place to another by a link. */
interface Step extends Followed {
  from: string;
  to: string;
}

export class LabFocus {
  #root: () => ParentNode;
  #steps: Step[] = [];
  /** The link that has just been followed, until its place opens. */
  #followed: Followed | null = null;

  /** @param root where links and headings stand */
  constructor(root: () => ParentNode) {
    this.#root = root;
  }

  /** A link within the page was pressed. */
  follow(link: HTMLAnchorElement) {
    const href = link.getAttribute('href') ?? '';
    this.#followed = { href, isListed: link.closest('nav') !== null };
  }

  /** Another place has been drawn. @param from the lab that was open, and `to` the one that is; no text for all of them */
  arrive(from: string, to: string) {
    const followed = this.#followed;
    this.#followed = null;
    if (from === to) return;
    if (followed) this.#steps.push({ from, to, ...followed });
    else {
      const last = this.#steps.at(-1);
      const isBack = last?.from === to && last.to === from;
      if (isBack) this.#steps.pop();
      if (isBack && this.#giveBack(last)) return;
    }
    const heading = this.#root().querySelector<HTMLElement>(to === '' ? 'h1' : '.lab h2');
    heading?.focus({ preventScroll: true });
    if (heading && !isInSight(heading)) (heading.closest('.lab') ?? heading).scrollIntoView();
  }

  /** Whether the link of a step is there, and has the keyboard now. */
  #giveBack({ href, isListed }: Step) {
    const links = [...this.#root().querySelectorAll('a')];
    const found = links.find(
      (link) =>
        link.getAttribute('href') === href &&
        (link.closest('nav') !== null) === isListed &&
        link.checkVisibility(),
    );
    found?.focus();
    return found !== undefined;
  }
}

function isInSight(element: Element) {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}
