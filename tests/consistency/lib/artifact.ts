import type { OpenApiDocument } from '@connect-api/spec';
import type { Fact } from './facts.ts';
import type { Finding } from './finding.ts';
import type { Contract } from './written-contract.ts';

/** A thing that is made from the contract, and how it is asked what it says. */
// biome-ignore lint/suspicious/noExplicitAny: what state an artifact has is its own affair.
export interface Artifact<State = any> {
  name: string;
  /** whose build makes it */
  package: string;
  /** why it says nothing of this fact */
  silent: (fact: Fact, contract: Contract) => string | undefined;
  /** the artifact as the build made it */
  built: () => Promise<State>;
  /** the same from another contract, by its own generator */
  generate: (document: OpenApiDocument) => Promise<State>;
  check: (state: State, facts: Fact[], contract: Contract) => Promise<Finding[]>;
  /** of the contract that it was made from */
  digest: (state: State) => Promise<string | undefined>;
  close?: (state: State) => Promise<void>;
  /** all that the generator makes of a contract */
  text?: (document: OpenApiDocument) => Promise<string> | string;
  /** whether the generator decides the fact; else `tamper` does */
  generated?: (fact: Fact) => boolean;
  /** where code and no generator decides a fact: the artifact, with that fact changed in what it does */
  tamper?: (fact: Fact, contract: Contract) => Tampering<State> | undefined;
  /** why a change of the fact may make no difference to it */
  unseen?: (fact: Fact, contract: Contract, edit: string) => string | undefined;
}

export interface Tampering<State> {
  name: string;
  apply: (state: State) => State;
}
