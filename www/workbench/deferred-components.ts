// The parts that a first table does not wait for: until they are there, their elements are empty.
import '../panels/code-panel.js';
import '../compare/compare-view.js';
import '../panels/cost-panel.js';
import '../panels/decoding/decoding-panel.js';
import '../panels/gradient-panel.js';
import '../panels/growth/growth-panel.js';
import './key-list.js';
import '../steps/program-drawing.js';
import '../panels/roofline/roofline-panel.js';
import './take-away.js';
