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
 * @property {(document: any) => Promise<string> | string} [text] all that the generator makes of a contract
 * @property {(fact: import('./facts.js').Fact) => boolean} [generated] whether the generator decides the fact; else `tamper` does
 * @property {(fact: import('./facts.js').Fact, contract: import('./contract.js').Contract) => Tampering<State> | undefined} [tamper]
 *   where code and no generator decides a fact: the artifact, with that fact changed in what it does
 * @property {(fact: import('./facts.js').Fact, contract: import('./contract.js').Contract, edit: string) => string | undefined} [unseen]
 *   why a change of the fact may make no difference to it
 */

/**
 * @template State
 * @typedef {object} Tampering
 * @property {string} name
 * @property {(state: State) => State} apply
 */
export {};
