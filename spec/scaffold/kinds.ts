/** What a new operation does, which decides its method, its body and how it succeeds. */
export interface Kind {
  /** In lower case */
  method: string;
  /** The media type of its body, where it takes one */
  body?: string;
  /** The status of its success */
  success: 200 | 201 | 204;
  /** In a few words */
  does: string;
}

export const kinds = {
  read: { method: 'get', success: 200, does: 'reads one thing' },
  list: { method: 'get', success: 200, does: 'lists things, page by page' },
  create: {
    method: 'post',
    body: 'application/json',
    success: 201,
    does: 'creates one, with 201 and Location',
  },
  delete: { method: 'delete', success: 204, does: 'removes one, with 204' },
  patch: {
    method: 'patch',
    body: 'application/merge-patch+json',
    success: 200,
    does: 'changes parts of one, by a merge patch',
  },
  action: { method: 'post', body: 'application/json', success: 200, does: 'does something' },
} as const satisfies Record<string, Kind>;

export type KindName = keyof typeof kinds;

export const kindNames = Object.keys(kinds) as KindName[];
