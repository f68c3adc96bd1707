// What the independent server has. It shares no data with the sandbox's world.

export interface Offering {
  id: string;
  group?: string;
  price?: number;
  days?: number;
}

export interface Addon {
  id: string;
  offering: string;
}

export interface Line {
  id: string;
  owner: string;
  state: string;
  since: string;
  touched: string;
  ended?: string;
  addons: Addon[];
  ending?: string;
  moving?: { addon: Addon; to: string; on: string };
  notes?: Record<string, unknown>;
}

/** The owner of each API key. */
export const keyOwners: Record<string, string> = {
  'Wholesale-Key-A': 'west',
  'Wholesale-Key-B': 'west',
  'Retail-Key-C': 'east',
};

/** `days` is a billing cycle in days; without it the offering is paid by calendar months. */
export const offerings: Offering[] = [
  { id: 'roam-1', group: 'roaming', price: 5, days: 14 },
  { id: 'roam-2', group: 'roaming', price: 9, days: 14 },
  { id: 'roam-3', group: 'roaming', price: 9, days: 14 },
  { id: 'data-1', group: 'data', price: 3 },
  { id: 'data-2', group: 'data', price: 6 },
  { id: 'music', group: 'music', price: 2 },
  { id: 'plan-a' },
];

export const start = '2031-05-20T20:15:00Z';

export function lines(): Line[] {
  const line = (id: string, more: Partial<Line> = {}): Line => ({
    id,
    owner: 'west',
    state: 'ACTIVATED',
    since: '2030-02-11T19:00:00Z',
    touched: '2030-02-11T19:00:00Z',
    addons: [],
    ...more,
  });
  return [
    line('70001', { addons: [{ id: 'a1', offering: 'roam-2' }] }),
    line('70002', {
      addons: [
        { id: 'a2', offering: 'roam-1' },
        { id: 'a3', offering: 'roam-2' },
      ],
      notes: { origin: 'shop' },
    }),
    line('70003', { state: 'CANCELLED', ended: '2031-01-31T18:30:00Z' }),
    line('70004', { since: '2030-12-31T02:00:00Z', addons: [{ id: 'a4', offering: 'data-2' }] }),
    line('70005'),
    line('70006', { state: 'BLOCKED', addons: [{ id: 'a6', offering: 'roam-1' }] }),
    line('80001', { owner: 'east' }),
  ];
}
