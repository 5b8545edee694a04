export default {
  title: 'Course',
  url: 'https://course.example',
  baseUrl: '/',
  // Once for all pages. A tag in a text would be run on a direct visit alone, and not after a click.
  scripts: [
    { src: 'https://your.site/playground/attention-playground.js', type: 'module' },
    { src: 'https://your.site/playground/attention-frame.js', defer: true },
  ],
  presets: [['classic', { docs: { routeBasePath: '/' }, blog: false }]],
};
