// The entry of our own page: apply the remembered theme, then define the custom element.
import { recallPageTheme } from './ui/theme.ts';
import './workbench/playground.ts';

recallPageTheme();
