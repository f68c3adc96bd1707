/**
 * A thing that is made from the contract, and how it is asked what it says.
 *
 * @template State
 * @typedef {object} Artifact
 * @property {string} name
 * @property {string} package whose build makes it
 * @property {(fact: import('./facts.js').Fact, contract: import('./contract.js').Contract) => string | undefined} silent why it says nothing of this fact
 * @property {() => Promise<State>} built the artifact as the build made it
 * @property {(document: any) => Promise<State>} generate the same from another contract, by its own generator
 * @property {(state: State, facts: import('./facts.js').Fact[], contract: import('./contract.js').Contract) => Promise<import('./finding.js').Finding[]>} check
 * @property {(state: State) => Promise<string | undefined>} digest of the contract that it was made from
 * @property {(state: State) => Promise<void>} [close]
 */
export {};
