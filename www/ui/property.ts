// The decorators of a component's properties: Lit's own in the form that tsconfig.json chooses, without
// the code for the other form, which a first table would wait for.
import type { PropertyDeclaration, ReactiveElement } from 'lit';

/** When it changes, the component is drawn again. */
export function property(options?: PropertyDeclaration) {
  return (component: ReactiveElement, name: string) =>
    (component.constructor as typeof ReactiveElement).createProperty(name, options);
}

/** The same for what only the component itself sets. */
export const state = () => property({ state: true });
