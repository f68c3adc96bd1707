import { casesOf } from './behaviour/index.js';
import { asksForSuccess } from './behaviour/needs.js';
import { Broken, type CaseContext, runCase } from './behaviour/run-case.js';
import { type Operation, operations } from './bundled-contract.js';
import { NoAnswer } from './http.js';
import type { Part } from './report/report.js';
import { type SchemaContext, schemaChecks, schemaPrefix } from './schema/run-schema.js';
import type { Trace } from './trace.js';

/** One thing that is found out about a server. */
export interface Check {
  /** `<operationId>/<case>`. */
  id: string;
  part: Part;
  operation: Operation;
  title: string;
  /** The paragraph of the contract. */
  cites: string;
  /** Whether it takes a request that succeeds. */
  needsSuccess: boolean;
  /** @throws {NotChecked | LimitReached} */
  run(): Promise<Finding | undefined>;
}

/** What is wrong, and what was done to see it. */
export interface Finding {
  message: string;
  trace: Trace[];
}

type BehaviourContext = Omit<CaseContext, 'names'> & {
  apiKeys: CaseContext['names']['apiKeys'];
  unique: () => string;
};

/**
 * What there is to find out, in the order of the contract's operations.
 *
 * @param wanted.only the checks whose id contains one of these texts; none for all
 */
export function checksOf(
  { parts, only = [] }: { parts: readonly Part[]; only?: readonly string[] | undefined },
  schema: SchemaContext,
  behaviour: BehaviourContext,
): Check[] {
  const all = operations.flatMap((operation) => [
    ...(parts.includes('schema') && mayBeWanted(operation, only)
      ? schemaChecksOf(operation, schema)
      : []),
    ...(parts.includes('behaviour') ? behaviourChecksOf(operation, behaviour) : []),
  ]);
  return all.filter(({ id }) => only.length === 0 || only.some((text) => id.includes(text)));
}

/**
 * Whether the id of a schema check may contain one of the texts. The requests of an operation take their time
 * to be made, and there may be many operations.
 */
function mayBeWanted({ operationId }: Operation, only: readonly string[]): boolean {
  return (
    only.length === 0 ||
    only.some((text) => {
      const [end = '', start] = text.split('/');
      if (start === undefined) return true;
      const begins = start.startsWith(schemaPrefix) || schemaPrefix.startsWith(start);
      return operationId.endsWith(end) && begins;
    })
  );
}

function schemaChecksOf(operation: Operation, context: SchemaContext): Check[] {
  return schemaChecks(operation, context).map(({ id, run, ...about }) => ({
    ...about,
    id: `${operation.operationId}/${id}`,
    part: 'schema',
    operation,
    needsSuccess: false,
    run,
  }));
}

function behaviourChecksOf(operation: Operation, context: BehaviourContext): Check[] {
  return casesOf(operation).map((each) => ({
    id: `${operation.operationId}/${each.id}`,
    part: 'behaviour',
    operation,
    title: each.title,
    cites: each.cites,
    needsSuccess: asksForSuccess(each),
    run: async () => {
      const trace: Trace[] = [];
      const names = { prefix: context.unique(), apiKeys: context.apiKeys };
      try {
        await runCase(each, operation, { ...context, names }, trace);
        return undefined;
      } catch (error) {
        if (error instanceof Broken || error instanceof NoAnswer)
          return { message: error.message, trace };
        throw error;
      }
    },
  }));
}
