// An element in a template by its name, for what is drawn from a table of elements.
import { noChange } from 'lit';
import { Directive, directive } from 'lit/directive.js';

class ElementNamed extends Directive {
  #element?: HTMLElement;

  /** The element stays while its name does. */
  render(name: string, properties: object) {
    if (this.#element?.localName === name) {
      Object.assign(this.#element, properties);
      return noChange;
    }
    this.#element = Object.assign(document.createElement(name), properties);
    return this.#element;
  }
}

export const elementNamed = directive(ElementNamed);
