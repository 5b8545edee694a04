// The labs' entry: the fonts and the remembered theme, then the custom element.
import { startWhole } from '../engine.js';
import '../fonts.js';
import { recallPageTheme } from '../theme.js';
import './labs-page.js';

startWhole();
recallPageTheme();
