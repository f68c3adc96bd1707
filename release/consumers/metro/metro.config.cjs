// Plain JavaScript, as a consumer's.
// Metro resolves as it does for React Native. It turns ES modules into its own by itself.
module.exports = {
  transformer: {
    getTransformOptions: async () => ({ transform: { experimentalImportSupport: true } }),
  },
};
