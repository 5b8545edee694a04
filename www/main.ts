// The entry of our own page: apply the remembered theme, then define the custom element.
import { hearParent } from './embed/early-messages.ts';
import { recallPageTheme } from './ui/theme.ts';
import './workbench/playground.ts';

recallPageTheme();
hearParent('attention-playground');
