// The labs' entry: apply the remembered theme, then define the custom element.
import '../theme.js';
import './labs-page.js';
