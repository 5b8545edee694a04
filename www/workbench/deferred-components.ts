// The parts that a first table does not wait for: until they are there, their elements are empty.
import '../panels/code-panel.ts';
import '../compare/compare-view.ts';
import '../panels/cost-panel.ts';
import '../panels/decoding/decoding-panel.ts';
import '../panels/gradient-panel.ts';
import '../panels/growth/growth-panel.ts';
import './key-list.ts';
import '../steps/program-drawing.ts';
import '../panels/roofline/roofline-panel.ts';
import './take-away.ts';
