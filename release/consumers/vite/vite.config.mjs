// Plain JavaScript, as a consumer's. One script, as a page without modules loads it.
export default {
  build: { lib: { entry: 'page.js', formats: ['iife'], name: 'page', fileName: () => 'page.js' } },
};
