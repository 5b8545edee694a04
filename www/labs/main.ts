// The labs' entry: the fonts and the remembered theme, then the custom element.
import { startWhole } from '../core/engine.ts';
import '../ui/fonts.ts';
import { recallPageTheme } from '../ui/theme.ts';
import './labs-page.ts';

startWhole();
recallPageTheme();
