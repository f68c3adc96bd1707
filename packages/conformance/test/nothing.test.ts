// Requests for what does not exist, on operations of many kinds.
import { describe, expect, it } from 'vitest';
import {
  demandedParameters,
  harmlessFirst,
  requestForNothing,
  validBodiesOf,
} from '../src/behaviour/nothing.js';
import { operations } from '../src/bundled-contract.js';
import { underTheBoatContract } from './boats/swap.js';

const operationOf = underTheBoatContract();
const nothing = (operationId: string, name = 'lost', isRefused?: boolean) =>
  requestForNothing(operationOf(operationId), name, isRefused);

describe('a request for nothing', () => {
  it('names in its path what no server has, by the form of each parameter', () => {
    expect(nothing('readBoat')).toEqual({ path: { name: 'lost' }, body: undefined });
    const { path = {} } = nothing('readLog');
    expect(path['name']).toBe('lost');
    expect(Number(path['entry'])).toBeGreaterThan(9000 - 1000);
    expect(Number(path['entry'])).toBeLessThanOrEqual(9000);
    expect(nothing('hoistSail').path?.['sail']).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    // Below the largest number that every server can hold.
    expect(nothing('readDepth').path).toEqual({ metres: '2147483073' });
  });

  it('is the same for the same name, and another for another', () => {
    for (const operationId of ['readBoat', 'readLog', 'hoistSail', 'readDepth']) {
      const path = (name: string) => nothing(operationId, name).path;
      expect(path('lost')).toEqual(path('lost'));
      expect(path('lost')).not.toEqual(path('gone'));
    }
  });

  it('has every character of its name’s hash where the form is a UUID', () => {
    expect(nothing('hoistSail').path).toEqual({ sail: '76f75e61-29fe-4301-835b-d44d80ab7cc4' });
  });

  it('is what the contract shows with a 404 where its path has a closed list', () => {
    expect(nothing('raiseFlag')).toEqual({
      path: { colour: 'blue' },
      body: { metres: 9, since: '2024-01-31' },
    });
  });

  it('of a closed list is any of it where nothing is changed, or what it says is refused', () => {
    expect(nothing('readFlag').path).toEqual({ colour: 'red' });
    expect(nothing('strikeFlag', 'lost', true).path).toEqual({ colour: 'red' });
    expect(nothing('soundHorn', 'lost', true).path).toEqual({ sound: '7' });
  });

  it.each(['strikeFlag', 'soundHorn', 'buildBoat', 'loadChart'])(
    'cannot be made of %s, which has nothing that could be missing',
    (operationId) => {
      expect(() => nothing(operationId)).toThrow('the operation has nothing that could be missing');
    },
  );

  it('needs no path where it is read', () => {
    expect(nothing('findBoats')).toEqual({ path: {}, body: undefined });
  });

  it('cannot be made where no value of the form is surely missing', () => {
    expect(() => nothing('readTide')).toThrow(
      'no value for its path parameters is known not to exist',
    );
  });
});

describe('its body', () => {
  it('is the largest of those that succeed, and holds no date, which would pass', () => {
    expect(nothing('drawChart', 'lost', true).body).toEqual({ a: 1, b: '1-23-45' });
  });

  it('is any valid one where the contract shows none', () => {
    expect(nothing('hoistSail').body).toEqual(validBodiesOf(operationOf('hoistSail'))[0]);
    const { body } = nothing('buildBoat', 'lost', true);
    expect(body).toEqual(validBodiesOf(operationOf('buildBoat'))[0]);
    expect(Object.keys(body as object)).toEqual(expect.arrayContaining(['name', 'rig']));
  });

  it('is not there where the operation takes none as JSON', () => {
    expect(nothing('readBoat').body).toBeUndefined();
    expect(nothing('loadChart', 'lost', true).body).toBeUndefined();
  });
});

describe('valid bodies', () => {
  it('are twenty, the same each time, and not all alike', () => {
    const bodies = validBodiesOf(operationOf('buildBoat'));
    expect(bodies).toHaveLength(20);
    expect(validBodiesOf(operationOf('buildBoat'))).toEqual(bodies);
    expect(new Set(bodies.map((each) => JSON.stringify(each))).size).toBeGreaterThan(1);
  });

  it('are none where there is no body', () => {
    expect(validBodiesOf(operationOf('readBoat'))).toEqual([]);
  });
});

describe('what a request needs besides', () => {
  it('is every parameter outside the path that is required, by its example or any value', () => {
    const values = demandedParameters(operationOf('findBoats'));
    expect(Object.keys(values)).toEqual(['rig', 'X-Fleet']);
    expect(values['X-Fleet']).toBe('north');
    expect(['sloop', 'ketch']).toContain(values['rig']);
    for (let count = 0; count < 20; count += 1)
      expect(demandedParameters(operationOf('findBoats'))).toEqual(values);
    expect(demandedParameters(operationOf('readLog'))).toEqual({});
  });
});

it('what cannot do harm comes first: what is read, and what names something', () => {
  const ids = harmlessFirst().map(({ operationId }) => operationId);
  expect(ids).toHaveLength(operations.length);
  expect(ids[0]).toBe('findBoats');
  const rest = ids.slice(ids.indexOf('buildBoat'));
  const harmful =
    'buildBoat drawChart loadChart soundAlarm fillHold coilRope putRope deleteRope patchRope putKnot postKnot deleteKnot patchKnot putAnchor postAnchor deleteAnchor patchAnchor';
  expect(rest).toEqual(harmful.split(' '));
});
