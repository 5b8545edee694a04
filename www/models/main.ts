// The models' entry: the fonts and the remembered theme, then the custom element.
import '../ui/fonts.ts';
import { recallPageTheme } from '../ui/theme.ts';
import './models-page.ts';

recallPageTheme();
