// What the validators say of the boats, as far as the suite asks them.
import { boats } from './contract.js';

type Values = Readonly<Record<string, unknown>>;

const said = (valid: boolean, property?: string) =>
  valid ? { valid } : { valid, details: [{ property, message: 'Wrong.', code: 'FIELD_INVALID' }] };

const pathParameters: Record<string, (path: Values) => boolean> = {
  readTide: ({ level }) => /^[a-c]$/.test(String(level)),
};

/** Bodies with a property that their schema does not name are refused where it is closed. */
const closed: Record<string, readonly string[]> = {
  buildBoat: ['name', 'rig', 'owner', 'tender', 'load'],
  paintBoat: ['colour'],
};

const operationIds = Object.values(boats.paths)
  .flatMap((item) => Object.values(item))
  .flatMap((each: { operationId?: string }) => each.operationId ?? []);

export const boatValidators = operationIds.map((operationId) => ({
  operationId,
  pathParameters: (path: Values) => said(pathParameters[operationId]?.(path) ?? true),
  requestBody: (body: object) =>
    said(Object.keys(body).every((name) => closed[operationId]?.includes(name) ?? true)),
  response: (_: number, { body }: { body?: { name?: unknown; hull?: unknown } }) =>
    body?.hull
      ? said(false)
      : said(body?.name === undefined || typeof body.name === 'string', 'name'),
}));
