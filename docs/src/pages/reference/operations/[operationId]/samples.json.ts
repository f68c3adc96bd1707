import { exchanges, type Operation, operations } from '../../../../site/contract/document.ts';
import { highlight } from '../../../../site/markdown/highlight.ts';
import { languages } from '../../../../site/samples/languages.ts';

export const getStaticPaths = () =>
  operations.map((operation) => ({
    params: { operationId: operation.operationId },
    props: { operation },
  }));

/** The samples in the languages that a page loads when they are chosen: HTML by exchange and language. */
export const GET = async ({ props }: { props: { operation: Operation } }) => {
  const own = exchanges.filter(({ operationId }) => operationId === props.operation.operationId);
  const samples = own.map(async (exchange) => {
    const codes = Object.entries(languages).map(async ([id, { lang, code }]) => [
      id,
      await highlight(code(exchange), lang),
    ]);
    return [exchange.name, Object.fromEntries(await Promise.all(codes))];
  });
  return Response.json(Object.fromEntries(await Promise.all(samples)));
};
