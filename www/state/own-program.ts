// What is computed: a variant by its id, or a program of one's own, which a person writes as text.
import type { VariantInfo, VariantOrProgram } from '../../pkg/attention_playground.js';

export type { VariantOrProgram };

/** What a program is called where a variant has an id. */
export const OWN = 'own';

/** A variant, or a program described as one: then with its text. */
export interface Described extends VariantInfo {
  program?: string;
}

/** What stands for a program that was never right: it takes nothing, and makes nothing. */
export const UNREAD: Described = {
  ...{ id: OWN, title: 'Your own', name: 'Your own', line: '', summary: '', description: '' },
  ...{ family: { title: '', line: '' }, reference: { text: '', url: '' } },
  ...{ params: [], inputs: [], axes: [], examples: [] },
  thumbnail: { axes: [], shape: [], data: new Float64Array(1) },
};

/** The text of a program; null of a variant. */
export const programIn = (variant: VariantOrProgram) =>
  typeof variant === 'string' ? null : variant.program;

/** The id of a variant; one word for all programs. */
export const idOf = (variant: VariantOrProgram) => (typeof variant === 'string' ? variant : OWN);

export const sameVariant = (one: VariantOrProgram, other: VariantOrProgram) =>
  one === other || (programIn(one) !== null && programIn(one) === programIn(other));

/** What the core is asked for. */
export const chosen = ({ id, program }: Described): VariantOrProgram =>
  program === undefined ? id : { program };

export const infoOf = (variants: Described[], variant: VariantOrProgram) =>
  variants.find((info) => sameVariant(chosen(info), variant));
