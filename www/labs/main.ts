// The labs' entry: the fonts and the remembered theme, then the custom element, unless one lab is asked for.
import { startWhole } from '../core/engine.ts';
import '../ui/fonts.ts';
import { recallPageTheme } from '../ui/theme.ts';
import './lab-alone.ts';
import './labs-page.ts';

startWhole();
recallPageTheme();
