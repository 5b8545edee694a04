// Inputs as the texts of a lab's address, and back.
import type { InputInfo, VariantInfo } from '../../../pkg/attention_playground.js';
import * as edits from '../../state/edits.ts';
import { nested, type TextTensor } from '../../state/text-tensor.ts';
import { BrokenLink } from '../../state/url/broken-link.ts';
import { readInput, writeCells } from '../../state/url/cells.ts';
import type { Settings } from '../../state/url/lab-codec.ts';

/** The cells as a link spells them. */
export const inputText = (texts: TextTensor) => writeCells(nested(texts), texts.shape.length);

/** A variant's example, with the inputs that the settings give. */
export function stateOf(info: VariantInfo, settings: Settings): edits.State {
  const given = info.inputs.filter(({ name }) => settings[name]);
  const texts = given.flatMap((input) => {
    const texts = inputFrom(input, settings[input.name]);
    return texts ? [[input.name, texts]] : [];
  });
  return edits.setInputs(edits.exampleOf(info), Object.fromEntries(texts));
}

/** The table that an address gives, where it can be read. */
export function inputFrom(
  input: Pick<InputInfo, 'name' | 'axes'>,
  text: string,
): TextTensor | null {
  try {
    return text === '' ? null : readInput(input, text);
  } catch (error) {
    if (error instanceof BrokenLink) return null;
    throw error;
  }
}

/** Rows and columns, whatever stands in them. */
export const isTable = (text: string) => inputFrom({ name: '', axes: ['i', 'j'] }, text) !== null;
