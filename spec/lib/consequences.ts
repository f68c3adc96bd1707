// One mistake breaks several rules. Whoever made it should see the mistake, and not what follows from it.
import type { Problem } from './problem.ts';

interface Rule {
  /** The id of a rule. */
  rule: RegExp;
  /** Which of its problems. Default: all. */
  says?: RegExp;
}

interface Consequence {
  cause: Rule;
  follows: Rule;
  /** Whether only in the file of the cause. */
  sameFile?: boolean;
}

const examples: Rule = { rule: /^no-invalid-\S+-examples$/ };
const broken: Rule = { ...examples, says: /^Example validation errored/ };

const consequences: Consequence[] = [
  // Another version of OpenAPI has other words.
  {
    cause: { rule: /^connect\/openapi-version$/ },
    follows: { rule: /^(?!connect\/openapi-version$)/ },
  },
  // A reference to a file of another kind brings what does not fit.
  {
    cause: { rule: /^connect\/references$/ },
    follows: { rule: /^(?!connect\/(openapi-version|references)$)/ },
  },
  // What the rules ask is asked of a document that is one.
  {
    cause: { rule: /^struct$/ },
    follows: { rule: /^(?!struct$|connect\/(openapi-version|references)$)/ },
  },
  // A schema that contradicts itself, or asks for what it does not have, fits no example.
  {
    cause: {
      rule: /^(no-required-schema-properties-undefined|no-enum-type-mismatch|no-illogical-composition-keywords|connect\/(possible-values|schema-words|open-responses|enum-description))$/,
    },
    follows: examples,
  },
  // A word in another spelling is also the one that is missing.
  {
    cause: { rule: /^struct$/, says: /is not expected here/ },
    follows: { rule: /^struct$/, says: /must be present|Must contain/i },
    sameFile: true,
  },
  // Which fields are allowed follows from a value that is none.
  {
    cause: { rule: /^struct$/, says: /can be one of/ },
    follows: { rule: /^struct$/, says: /is not allowed here/ },
    sameFile: true,
  },
  // What nothing refers to is often what another problem has cut off.
  { cause: { rule: /./ }, follows: { rule: /^(connect\/unused-file|no-unused-components)$/ } },
  // Another name leaves the one that was meant without what it had.
  {
    cause: { rule: /^path-parameters-defined$/, says: /is not used in the path/ },
    follows: { rule: /^path-parameters-defined$/, says: /does not define/ },
    sameFile: true,
  },
  // What breaks its schema is not what it was meant to be.
  {
    cause: examples,
    follows: { rule: /^connect\/(documented-examples|error-code-known)$/ },
    sameFile: true,
  },
  // A value in another spelling is also the one whose text is left over.
  {
    cause: { rule: /^connect\/enum-description$/, says: /has no text/ },
    follows: { rule: /^connect\/enum-description$/, says: /not a value/ },
    sameFile: true,
  },
  { cause: { rule: /^connect\/operation-tag$/ }, follows: { rule: /^connect\/unused-tag$/ } },
  // An id that is no name cannot be in a URL either.
  {
    cause: { rule: /^connect\/operation-id$/ },
    follows: { rule: /^operation-operationId-url-safe$/ },
    sameFile: true,
  },
  // A path without its parameter is no segment, and leaves the parameter without a place.
  {
    cause: { rule: /^path-declaration-must-exist$/ },
    follows: { rule: /^(connect\/parameter-form|path-parameters-defined)$/ },
    sameFile: true,
  },
  // What is not in the path tells no requests apart.
  { cause: { rule: /^path-parameters-defined$/ }, follows: { rule: /^connect\/exchange$/ } },
  {
    cause: { rule: /^no-identical-paths$/ },
    follows: { rule: /^no-ambiguous-paths$/ },
    sameFile: true,
  },
  {
    cause: { rule: /^no-undefined-server-variable$/, says: /is not defined/ },
    follows: { rule: /^no-undefined-server-variable$/, says: /is not used/ },
    sameFile: true,
  },
  // A discriminator that reads nothing tells no branches apart.
  {
    cause: { rule: /^connect\/schema-words$/ },
    follows: { rule: /^(no-illogical-composition-keywords|connect\/enum-description)$/ },
  },
  // A body in another media type is none that types have.
  { cause: { rule: /^connect\/json-bodies$/ }, follows: { rule: /^connect\/type-names$/ } },
  // Types are named after operations, and codes are looked up in their table.
  {
    cause: { rule: /^operation-operationId-unique$/ },
    follows: { rule: /^connect\/type-names$/ },
  },
  {
    cause: { rule: /^connect\/error-code-table$/ },
    follows: { rule: /^connect\/error-code-known$/ },
  },
];

/** The problems that do not follow from another of them. */
export function withoutConsequences(problems: Problem[]): Problem[] {
  const rest = problems.filter(
    (one) =>
      !consequences.some(
        ({ cause, follows, sameFile }) =>
          fits(follows, one) &&
          problems.some(
            (other) =>
              fits(cause, other) && !fits(follows, other) && (!sameFile || other.file === one.file),
          ),
      ),
  );
  // One schema that cannot be compiled fails in each example that it is used by.
  const failed = rest.filter((one) => fits(broken, one));
  return rest.filter((one) => !failed.includes(one) || one === failed[0]);
}

function fits({ rule, says }: Rule, { ruleId, message }: Problem): boolean {
  return rule.test(ruleId) && (says?.test(message) ?? true);
}
