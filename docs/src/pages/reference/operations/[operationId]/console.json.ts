import { consoleOperation } from '../../../../site/console-operation.js';
import { type Operation, operations } from '../../../../site/contract.js';

export const getStaticPaths = () =>
  operations.map((operation) => ({
    params: { operationId: operation.operationId },
    props: { operation },
  }));

export const GET = ({ props }: { props: { operation: Operation } }) =>
  Response.json(consoleOperation(props.operation));
