import { type Operation, operations } from '../../../../site/contract/document.ts';
import { consoleOperation } from '../../../../site/pages/console-operation.ts';

export const getStaticPaths = () =>
  operations.map((operation) => ({
    params: { operationId: operation.operationId },
    props: { operation },
  }));

export const GET = ({ props }: { props: { operation: Operation } }) =>
  Response.json(consoleOperation(props.operation));
