// The entry of our own page: apply the remembered theme, then define the custom element.
import { recallPageTheme } from './ui/theme.js';
import './workbench/playground.js';

recallPageTheme();
