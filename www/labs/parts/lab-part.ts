// A part of a lab: it is given what the lab is given, and what is its own.
import { elementNamed } from '../../ui/element-named.ts';
import type { LabElement } from './lab-element.ts';

export const partOf = <T extends keyof HTMLElementTagNameMap>(
  { engine, settings, hide, ungated, only }: LabElement,
  tag: T,
  own: Partial<HTMLElementTagNameMap[T]> = {},
) => elementNamed(tag, { engine, settings, hide, ungated, only, ...own });
