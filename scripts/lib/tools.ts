// The commands that are a script of one package, and the packages that it needs built.

export interface Tool {
  /** The command: `npm run <name>`. */
  name: string;
  /** Without its scope. */
  package: string;
  /** Of the package's package.json. */
  script: string;
  /** Packages, without their scope. */
  needs: string[];
}

const everyArtifact = ['docs', 'mock', 'sandbox', 'client'];

export const tools: Tool[] = [
  { name: 'diff', package: 'spec', script: 'diff', needs: ['spec'] },
  { name: 'new:operation', package: 'spec', script: 'new:operation', needs: [] },
  { name: 'pin', package: 'tests', script: 'pin', needs: ['conformance'] },
  { name: 'tools', package: 'tools', script: 'tools', needs: ['spec'] },
  { name: 'consistency', package: 'consistency', script: 'consistency', needs: everyArtifact },
  { name: 'drill', package: 'consistency', script: 'drill', needs: everyArtifact },
  { name: 'mutate', package: 'consistency', script: 'mutate', needs: everyArtifact },
  {
    name: 'mutate:code',
    package: 'mutation',
    script: 'mutate',
    needs: ['client', 'conformance', 'mock', 'sandbox'],
  },
  { name: 'bench', package: 'bench', script: 'bench', needs: ['sandbox', 'client', 'docs'] },
  { name: 'test:consumers', package: 'release', script: 'test:consumers', needs: ['release'] },
  { name: 'version', package: 'release', script: 'new-version', needs: ['spec'] },
  { name: 'release:dry', package: 'release', script: 'dry-run', needs: ['release'] },
];
