// The whole core for the page, once there is a program of one's own: its script a second time, as one serves one module.
import * as script from '../../pkg/attention_playground.js?whole';

export const core: typeof import('../../pkg/attention_playground.js') = script;
