// The page's entry: apply the remembered theme, then define the custom element.
import './theme.js';
import './playground.js';
