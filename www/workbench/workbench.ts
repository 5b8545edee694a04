// The workbench without its looks: its state, what is computed of it, and how news goes between them.
import type { Explanation } from '../../pkg/attention_playground.js';
import { Engine } from '../core/engine.ts';
import { CoreQuery } from '../core/query.ts';
import type { Author } from '../embed/author.ts';
import { Nobody } from '../embed/nobody.ts';
import { errorText, type QuickFix } from '../inputs/error-note.ts';
import { site } from '../lib/base-url.ts';
import { PanelQueries } from '../panels/panel-queries.ts';
import { type Asking, panels } from '../panels/registry.ts';
import { withAxes } from '../state/axes.ts';
import { columnsOf } from '../state/compare-edits.ts';
import { Drafts } from '../state/drafts.ts';
import type { State } from '../state/edits.ts';
import * as edits from '../state/edits.ts';
import { Leisure } from '../state/leisure.ts';
import { type Described, infoOf, programIn, UNREAD } from '../state/own-program.ts';
import { Comparison } from '../state/queries/comparison.ts';
import { PasteInbox } from '../state/queries/pastes.ts';
import { Programs } from '../state/queries/programs.ts';
import { RandomValues } from '../state/queries/random-values.ts';
import { Results } from '../state/results.ts';
import { Selection } from '../state/selection.ts';
import { Stepper } from '../state/stepper.ts';
import { Store } from '../state/store.ts';
import type { Tour } from '../state/tour.ts';
import type { Backend } from '../state/url/backend.ts';
import { stateCodec } from '../state/url/codec.ts';
import { shownArithmetic } from '../steps/shown-arithmetic.ts';
import { workbenchActions } from './actions.ts';
import { openFile } from './import-actions.ts';
import { LinkedState } from './linked-state.ts';
import type { NextFocus } from './next-focus.ts';
import { takeInputs } from './outside-actions.ts';
import { quickFixesOf } from './quick-fixes.ts';
import { pickVariant, variantNamed } from './start-actions.ts';

/** Always the same one, so that nothing is drawn anew for it. */
const NO_WORDS: readonly string[] = [];

/** Fires `change` whenever something that is shown has changed. */
export class Workbench extends EventTarget {
  engine = new Engine();
  /** What each action of a person does. */
  actions = workbenchActions(this);
  selection = new Selection(this.engine);
  results = new Results(this.engine, this.selection);
  leisure = new Leisure();
  panelQueries = new PanelQueries<Asking>(
    { engine: this.engine, requestUpdate: () => this.#changed() },
    panels,
  );
  /** Through the steps of the last good result. */
  stepper = new Stepper(() => this.results.good?.trace.steps ?? []);
  /** The seed and the spread of random values. */
  randomValues = new RandomValues(this.engine);
  /** What is laid side by side, while the state says so. */
  comparison = new Comparison(this.engine);
  /** Those of the registry. */
  shipped: Described[] = [];
  /** What is read in programs of one's own. */
  programs = new Programs(this.engine);
  /** Which variant the program is. */
  recognition = new CoreQuery(
    { engine: this.engine, requestUpdate: () => this.#changed() },
    { lane: 'sweep', fn: 'recogniseProgram', args: () => this.#restedProgram },
  );
  store: Store | null = null;
  /** A remark on the link that was followed. */
  notice = '';
  /** What a screen reader is told next. */
  spoken = '';
  /** Where a person goes on once what was asked for is drawn (next-focus.ts). */
  next: NextFocus | null = null;
  pastes = new PasteInbox({
    tensor: (name) => this.store?.state.inputs[name],
    maskSizes: (name) =>
      this.store && this.info ? edits.maskSizes(this.store.state, this.info, name) : undefined,
    mayBe: (name) => this.info?.inputs.find((input) => input.name === name)?.several?.length,
    put: (name, tensor) => this.change((state) => edits.setInput(state, name, tensor)),
    changed: () => this.#changed(),
  });
  /** The numbers that were taken along to another variant: from which one, and what its tokens are called. */
  carried: { to: string; from: string; words: readonly string[] } | null = null;
  /** What was left behind with other variants. */
  drafts = new Drafts();
  /** All variants, also those that the author does not offer. */
  #every: Described[] = [];
  /** The state as it was opened. */
  #opening: State | null = null;
  #saidError = '';
  #visits = 0;
  /** What of it stands in the address. */
  linked: LinkedState;
  /** What whoever has put it on a page says of it. */
  author = new Nobody();
  /** What a newcomer has tried. */
  tour: Tour;

  /** @param backend where the address of the state is shown */
  constructor(backend: Backend, tour: Tour) {
    super();
    this.linked = new LinkedState(this, backend);
    this.tour = tour;
    this.engine.addEventListener('change', () => this.#changed());
    this.results.addEventListener('change', () => this.#heard());
    this.selection.addEventListener('change', () => this.#heard());
    this.leisure.addEventListener('change', () => this.#read());
    this.stepper.addEventListener('change', () => this.#stepped());
    this.comparison.addEventListener('change', () => this.#pinned());
  }

  /**
   * Once more after `close`, everything is as it was.
   * @param variant of an address that names none; `home` is what an empty address says instead, and
   * `author` comes where there is one
   */
  async open(
    variant: string,
    { author, home = '' }: { author?: Promise<Author>; home?: string } = {},
  ) {
    this.panelQueries.open();
    if (this.store) return this.#compute(this.store.state);
    if (author) this.author = await author;
    this.#every = (await this.engine.variants()) ?? [];
    this.shipped = this.author.offered(this.#every);
    if (this.shipped.length === 0) return;
    const start = variantNamed(this, variant) ?? this.shipped[0];
    const codec = stateCodec(this.known, home || start.id, home !== '', () => this.variants);
    this.linked.open(codec);
    const named = this.notice;
    const found = await this.linked.follow();
    this.notice ||= found?.kept || named;
    const first = found?.state ?? codec.read('').state;
    const linked = found !== null && !edits.sameState(first, edits.exampleOf(start));
    const opening = await this.author.opened(this.engine, first, this.variants, linked);
    // What is compared would give away what is to be predicted.
    this.#opening = this.author.predictions?.on ? { ...opening, compare: null } : opening;
    this.store = new Store(this.#opening);
    this.store.addEventListener('change', () => this.#edited());
    if (found) this.linked.apply(found);
    await this.#compute(this.store.state);
    if (this.results.good) this.author.resolveSteps(this.results.good.trace, this.info ?? start);
    this.notice = [this.notice, ...this.author.remarks].filter(Boolean).join(' ');
    this.#changed();
    if (this.store.state.compare) this.#compare(this.store.state);
  }

  /** The address has changed under us: Back, Forward, or typed by hand. */
  async navigate() {
    const found = await this.linked.follow();
    if (!this.store || !found) return;
    this.pastes.forget();
    const state = this.author.kept(found.state, this.store.state);
    this.linked.apply({ ...found, state });
    if (edits.sameState(state, this.store.state)) this.#compute(this.store.state);
    else this.store.commit(state);
  }

  /** What the right column is made for. */
  get #turnedTo(): NextFocus {
    if (this.store?.state.compare) return 'compare';
    return this.program === null ? 'compare-button' : 'program';
  }

  /** Back and Forward, by a person: where they lead, that person goes on. */
  async traverse() {
    const before = this.#turnedTo;
    await this.navigate();
    const after = this.#turnedTo;
    if (before === after) return;
    this.next = after === 'compare-button' && before === 'program' ? 'picker' : after;
    this.#changed();
  }

  /** The pinned cell: of the comparison while there is one, or else of the steps. */
  get pinned() {
    return this.store?.state.compare ? this.comparison.pinned : this.selection.pinned;
  }

  unpin() {
    if (this.comparison.pinned) this.comparison.pin(null);
    else this.selection.unpin();
  }

  close() {
    this.stepper.end();
    this.leisure.close();
    this.panelQueries.close();
    this.engine.close();
  }

  /** What a link or a file can name. */
  get known() {
    return { variants: this.variants, panels };
  }

  /** Those of the registry, and the programs of the state. */
  get variants(): Described[] {
    return [...this.shipped, ...this.programs.of(this.store?.state)];
  }

  /** The text of the program, where it is no variant. */
  get program() {
    return this.store ? programIn(this.store.state.variant) : null;
  }

  /** Of a program that is wrong, what it was when it was right. */
  get info(): Described | undefined {
    if (!this.store) return undefined;
    const { state } = this.store;
    const known = infoOf(this.variants, state.variant);
    if (known) return withAxes(known, state.inputs);
    return this.program === null ? undefined : (this.programs.good ?? UNREAD);
  }

  /** The axes of an input, with its shape: what a place in it is called by. */
  axesOf(name: string) {
    const texts = this.store?.state.inputs[name];
    const axes = this.info?.inputs.find((input) => input.name === name)?.axes;
    return texts && axes ? { axes, texts } : undefined;
  }

  /** Of the present error, each of one click. */
  get quickFixes(): QuickFix[] {
    return quickFixesOf(this);
  }

  /** Is this the example as it opens? */
  get pristine() {
    if (!this.store || !this.info) return true;
    if (this.info.examples.length === 0) return false;
    const example = edits.exampleOf(this.info, this.origin);
    return edits.sameState(edits.shownLike(this.store.state, example), example);
  }

  /** The example that the state began with. */
  get origin() {
    return this.store && this.info ? edits.originOf(this.store.state, this.info) : undefined;
  }

  /** The title of the variant that the numbers have come from, where they have. */
  get from() {
    const isHere = this.carried?.to === this.store?.state.variant;
    return isHere && !this.pristine ? this.carried?.from : undefined;
  }

  /** What its tokens are called, where the example that its numbers began with has words for them. */
  get words() {
    return (this.from ? this.carried?.words : this.origin?.words) ?? NO_WORDS;
  }

  /** The arithmetic of the pinned cell, as the tables have it. */
  get explanation(): Explanation | null {
    const { results, selection, words } = this;
    const { explanation, pinned } = selection;
    const { good } = results;
    if (!explanation || !pinned || !good) return explanation;
    const of = [explanation, good, words];
    if (!this.#shown || of.some((part, at) => part !== this.#shown?.of[at])) {
      const { digits } = good.state;
      const value = shownArithmetic(explanation, pinned, good.trace, { digits, words });
      this.#shown = { of, value };
    }
    return this.#shown.value;
  }

  #shown: { of: unknown[]; value: Explanation } | null = null;

  /** Edit the state by one of the functions of edits.js. */
  change(
    edit: (state: State, info: Described) => State,
    options?: { run?: string; coarse?: boolean },
  ) {
    if (this.store && this.info) this.commit(edit(this.store.state, this.info), options);
  }

  /** Go on with another state, unless an author has locked what differs in it: then that is said. */
  commit(next: State, options?: { run?: string; coarse?: boolean }) {
    if (!this.store) return;
    const refusal = this.author.refusal(this.store.state, next);
    if (refusal) {
      this.notice = refusal;
      return this.say(refusal);
    }
    this.store.commit(next, options);
  }

  takeInputs = (given: State['inputs']) => takeInputs(this, given);

  /** As it was opened; what was predicted is forgotten. */
  reset() {
    if (!this.#opening) return;
    this.pastes.forget();
    this.selection.unpin();
    this.author.predictions?.forget();
    this.store?.commit(this.#opening, { coarse: true });
    this.#changed();
  }

  /** The author says something else of what is open. */
  async revise(author: Author) {
    const { store, info } = this;
    author.after(this.author);
    this.author = author;
    if (!store || !info) return;
    this.shipped = author.offered(this.#every);
    const found = await author.opened(this.engine, store.state, this.variants, false);
    if (this.results.good) author.resolveSteps(this.results.good.trace, info);
    this.notice = author.remarks.join(' ');
    if (!edits.sameState(found, store.state)) store.commit(found);
    this.#changed();
  }

  /** The site that links lead to: the author's, or where the files come from. */
  get site() {
    return this.author.settings.base ?? site;
  }

  /** The steps whose numbers wait until a person has tried them. */
  get withheld(): ReadonlySet<string> {
    const { good } = this.results;
    return (good && this.author.predictions?.withheld(good.trace, good.state)) ?? new Set();
  }

  /** The person has come to a blank: what is typed in one visit is undone together. */
  visit() {
    this.#visits += 1;
  }

  /** What is changed there during this visit. */
  runOf(where: string) {
    return `${where} ${this.#visits}`;
  }

  pickVariant = (id: string) => pickVariant(this, id);

  /** The text of a file with all that is typed and chosen. */
  async file() {
    const { writeFile } = await import('../exports/state-file.ts');
    return this.store ? writeFile(this.store.state, this.pinned) : '';
  }

  openFile = (file: File) => openFile(this, file);

  say(text: string) {
    this.spoken = text;
    this.#changed();
  }

  #edited() {
    const { store, info } = this;
    if (!store) return;
    if (info) this.author.follow(info);
    this.linked.write(store.coarse);
    if (store.viewOnly) this.#read();
    else this.#compute(store.state);
    if (!store.state.compare) this.comparison.end();
    else if (!store.viewOnly) this.#compare(store.state);
    this.#changed();
  }

  /** A program is read first, and what it takes and nobody has typed is filled. */
  async #compute(state: State) {
    if (programIn(state.variant) === null) return this.results.run(state);
    const settled = await this.programs.settle(state, this.randomValues);
    if (!settled || this.store?.state !== state) return;
    if ('error' in settled) this.results.refuse(settled.error);
    else if (settled.state !== state) this.store.settle(settled.state);
    else {
      // What a link leaves out is known now that the text is read.
      const { inputs } = edits.declared(state, settled.info);
      if (!edits.sameInputs(inputs, state.inputs)) this.linked.write(false);
      await this.results.run(state, settled.info);
    }
    if (state.compare) this.#compare(state);
  }

  /** Computed again by whoever asked. */
  computeAgain = () => this.store && this.#compute(this.store.state);

  /** A program beside others has to be read before they are laid side by side. */
  async #compare(state: State) {
    if (columnsOf(state).some(({ variant }) => programIn(variant) !== null)) {
      await this.programs.readColumns(state);
      if (this.store?.state !== state || !infoOf(this.variants, state.variant)) return;
    }
    this.comparison.refresh(state, this.variants);
  }

  /** The program of the last result that a person has paused on. */
  get #restedProgram(): [string] | null {
    const text = this.leisure.good && programIn(this.leisure.good.state.variant);
    return text === null || text === undefined ? null : [text];
  }

  /** There is news: some of it is spoken. */
  #heard() {
    const { error } = this.results;
    const text = error ? errorText(error, this.axesOf(error.field)) : '';
    if (text !== this.#saidError) this.spoken = text || 'Repaired.';
    this.#saidError = text;
    this.linked.miss();
    this.#read();
    this.#pinned();
  }

  #pinned() {
    this.linked.writePinned();
    this.#changed();
  }

  /** What panels ask about. */
  get asking(): Asking | null {
    const { info, variants, store, leisure } = this;
    const { good } = this.results;
    if (!store || !good || !info) return null;
    return { view: store.state.view, info, variants, good, leisure: leisure.good };
  }

  /** Ask for what is read at leisure. */
  #read() {
    const { good } = this.results;
    this.leisure.follow(good);
    const { asking } = this;
    if (asking) this.panelQueries.refresh(asking);
    this.recognition.refresh();
  }

  #stepped() {
    const { place, steps } = this.stepper;
    if (place >= 0) this.spoken = `Step ${place + 1} of ${steps.length}: ${steps[place].label}.`;
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}
