// The entry of the reference of the language: the fonts and the remembered theme, then the custom element.
import { startWhole } from './core/engine.ts';
import './program/language-page.ts';
import './ui/fonts.ts';
import { recallPageTheme } from './ui/theme.ts';

startWhole();
recallPageTheme();
