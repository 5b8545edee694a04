// The parts that a first table does not wait for: until they are there, their elements are empty.
import './code-panel.js';
import './compare-view.js';
import './cost-panel.js';
import './decoding-panel.js';
import './gradient-panel.js';
import './growth-panel.js';
import './key-list.js';
import './program-threads.js';
import './roofline-panel.js';
import './take-away.js';
