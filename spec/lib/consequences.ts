// One mistake breaks several rules. Whoever made it should see the mistake, and not what follows from it.
import type { Problem } from './lint.ts';

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
  // A schema that is none, or asks for what it does not have, fits no example.
  { cause: { rule: /^(struct|no-required-schema-properties-undefined)$/ }, follows: examples },
  // A word in another spelling is also the one that is missing.
  {
    cause: { rule: /^struct$/, says: /is not expected here/ },
    follows: { rule: /^struct$/, says: /must be present|Must contain/i },
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
  {
    cause: { rule: /^no-undefined-server-variable$/, says: /is not defined/ },
    follows: { rule: /^no-undefined-server-variable$/, says: /is not used/ },
    sameFile: true,
  },
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
