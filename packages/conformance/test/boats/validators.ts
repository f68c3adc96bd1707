// What the validators say of the boats, as far as the suite asks them.
type Values = Readonly<Record<string, unknown>>;

const said = (valid: boolean, property = 'name', message = 'Wrong.') =>
  valid ? { valid } : { valid, details: [{ property, message, code: 'FIELD_INVALID' }] };

const pathParameters: Record<string, (path: Values) => boolean> = {
  readTide: ({ level }) => /^[a-c]$/.test(String(level)),
};

/** Bodies with a property that their schema does not name are refused where it is closed. */
const closed: Record<string, readonly string[]> = {
  buildBoat: ['name', 'rig', 'owner', 'tender', 'load'],
  paintBoat: ['colour'],
};

const operationIds =
  'buildBoat findBoats readBoat sinkBoat paintBoat readLog hoistSail readFlag raiseFlag strikeFlag soundHorn readTide readDepth loadChart drawChart readCaptain getAnchor putAnchor useAnchor deleteAnchor patchAnchor';

export const boatValidators = operationIds.split(' ').map((operationId) => ({
  operationId,
  pathParameters: (path: Values) => said(pathParameters[operationId]?.(path) ?? true),
  requestBody: (body: object) =>
    said(Object.keys(body).every((name) => closed[operationId]?.includes(name) ?? true)),
  response: (_: number, { body }: { body?: { name?: unknown } }) =>
    said(body?.name === undefined || typeof body.name === 'string'),
}));
