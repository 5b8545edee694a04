// The models' entry: the fonts and the remembered theme, then the custom element, unless one model is asked for.
import '../ui/fonts.ts';
import { recallPageTheme } from '../ui/theme.ts';
import './model-alone.ts';
import './models-page.ts';

recallPageTheme();
