// Which panels are open: what a state keeps of a panel, whichever panels there are.

/** A panel, as far as a state and a link know it. */
export interface PanelView {
  /** What it is called in a state and in a link. */
  view: string;
  /** It is opened with one of these; without them it is open or not. */
  choices?: readonly { value: string; label: string }[];
}

/** The open panels, by their views: `true`, or the choice that one is opened with. */
export type Open = Record<string, true | string>;

export function setOpen(open: Open, view: string, value: boolean | string): Open {
  const { [view]: _, ...others } = open;
  return value ? { ...others, [view]: value } : others;
}

/** The same whatever was opened first. */
export const inOrder = (open: Open) =>
  Object.entries(open).sort(([one], [other]) => (one < other ? -1 : 1));
