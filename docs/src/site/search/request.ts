// Readers paste what a log shows: a method and a path, with its values or with the names of its parameters.

interface Request {
  /** In capitals; none where only the path is given. */
  method: string | undefined;
  segments: string[];
}

/** The request that a question is, or nothing where it is another question. */
export function requestIn(question: string): Request | undefined {
  const [, method, path] = /^(?:([a-z]+)\s+)?(\/[^\s?#]+)\S*$/i.exec(question.trim()) ?? [];
  return path === undefined
    ? undefined
    : { method: method?.toUpperCase(), segments: path.split('/').filter(Boolean) };
}

/** Whether an operation, such as `POST /things/{thingId}/end`, gets this request. */
export function isRequestOf({ method, segments }: Request, endpoint: string): boolean {
  const [own = '', path = ''] = endpoint.split(' ');
  const template = path.split('/').filter(Boolean);
  return (
    (method === undefined || method === own) &&
    template.length > 0 &&
    template.length === segments.length &&
    template.every((part, index) => part === segments[index] || /^\{.+\}$/.test(part))
  );
}
