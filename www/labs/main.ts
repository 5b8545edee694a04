// The labs' entry: the fonts and the remembered theme, then the custom element.
import { startWhole } from '../core/engine.js';
import '../ui/fonts.js';
import { recallPageTheme } from '../ui/theme.js';
import './labs-page.js';

startWhole();
recallPageTheme();
