// Plain JavaScript, for changesets loads it by `require`.
// The changelog's lines: what a changeset says, for people who use the API. No commit hashes, and no
// lines about packages of ours that depend on each other: all of them have one version.
module.exports = {
  getReleaseLine: async ({ summary }) => {
    const text = summary.trim();
    // A changeset that is a list goes in as its items.
    return text.startsWith('- ') ? text : `- ${text.replaceAll('\n', '\n  ')}`;
  },
  getDependencyReleaseLine: async () => '',
};
