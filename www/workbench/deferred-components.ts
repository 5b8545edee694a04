// The parts that a first table does not wait for: until they are there, their elements are empty.
import '../compare/compare-view.ts';
import '../exports/state-file.ts';
import '../exports/table-formats.ts';
import '../inputs/mask-question.ts';
import '../inputs/paste-box.ts';
import '../inputs/paste-report.ts';
import '../inputs/random-fill.ts';
import './key-list.ts';
import './output-strip.ts';
import './page-foot.ts';
import '../steps/answer-table.ts';
import '../steps/program-drawing.ts';
import './take-away.ts';
import './try-also.ts';

// The element of each panel stands in a file of its own. What measures comes when it is asked for.
import.meta.glob(['../panels/**/*-panel.ts', '!../panels/benchmark/*'], { eager: true });
