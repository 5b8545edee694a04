// The entry of our own page: apply the remembered theme, then define the custom element.
import { recallPageTheme } from './theme.js';
import './playground.js';

recallPageTheme();
