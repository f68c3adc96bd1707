import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ClassicLevel } from 'classic-level';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDirectory } from '../src/node/data/directory.js';
import { createLastCommit, lastCommitFile, openLastCommit } from '../src/node/data/last-commit.js';
import { row, textOf } from '../src/node/data/rows.js';
import { createSandbox, type SandboxOptions } from '../src/sandbox.js';
import defaultWorld from '../src/world/default-world.json' with { type: 'json' };
import type { WorldInput } from '../src/world/world.js';
import { callsOf } from './support.js';

let folder: string;
let data: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sandbox-'));
  data = path.join(folder, 'data');
});
afterEach(() => rm(folder, { recursive: true, maxRetries: 5 }));

/** Works with a sandbox on the directory, and closes it. */
async function using<Result>(
  work: (
    calls: ReturnType<typeof callsOf>,
    sandbox: ReturnType<typeof createSandbox>,
  ) => Promise<Result>,
  options: SandboxOptions = {},
): Promise<Result> {
  const { options: kept, begin, close } = await openDirectory(data, options);
  try {
    const sandbox = createSandbox({ ...kept, webhooks: options.webhooks });
    await begin();
    return await work(callsOf(sandbox.fetch), sandbox);
  } finally {
    await close();
  }
}

const nothing = async () => {};
const make = (options: SandboxOptions = { clock: 'frozen' }) => using(nothing, options);

/** The error of a directory that is not opened. */
async function errorOf(options: SandboxOptions = {}): Promise<Error> {
  return using(nothing, options).then(
    () => new Error('It is opened.'),
    (error: Error) => error,
  );
}

/** Changes rows behind the sandbox's back. */
async function change(work: (database: ClassicLevel) => Promise<void>): Promise<void> {
  const database = new ClassicLevel(data);
  await work(database);
  await database.close();
}

/** Changes the value of a row, as if it had been written so. */
async function rewrite(name: string, edit: (value: any) => unknown): Promise<void> {
  await change(async (database) => {
    const text = await database.get(name);
    const value = text === undefined ? undefined : JSON.parse(text.slice(8));
    await database.put(name, textOf(name, edit(value)));
  });
}

const down = () => {
  throw new Error('The receiver is down.');
};

describe('a directory', () => {
  it('is for its owner alone, and has its first commit before anything is answered', async () => {
    const { options, begin, close } = await openDirectory(data, { clock: 'frozen' });
    const commit = async () =>
      Number((await readFile(path.join(data, lastCommitFile), 'utf8')).slice(0, 16));
    createSandbox(options);
    expect(await commit()).toBe(0);
    await begin();
    expect(await commit()).toBe(1);
    await close();
    expect((await stat(data)).mode & 0o777).toBe(0o700);
  });

  it('keeps clock, subscriptions, keys, journal and deliveries from one process to the next', async () => {
    const key = { 'X-Idempotency-Key': 'key-1' };
    const options = { clock: 'frozen', webhooks: [down] } as const;
    const shown = async ({ world, effects }: ReturnType<typeof callsOf>) => [
      await world(),
      await effects(),
    ];
    const first = await using(async (calls, { control }) => {
      const { text } = await calls.cancel('sub-1001', {}, key);
      await calls.setClock('2024-01-15T12:00:00Z');
      await control.webhooks.settled();
      return [text, ...(await shown(calls)), await control.webhooks.deliveries()];
    }, options);
    // It changes what an earlier process has written.
    const second = await using(async (calls, { control }) => {
      const deliveries = await control.webhooks.deliveries();
      const before = [...(await shown(calls)), deliveries];
      expect([(await calls.cancel('sub-1001', {}, key)).text, ...before]).toEqual(first);
      await calls.setClock('2024-01-16T12:00:00Z');
      await control.webhooks.settled();
      return [...(await shown(calls)), await control.webhooks.deliveries()];
    }, options);
    expect(second[2]).toHaveLength(2);
    await using(async (calls, { control }) => {
      expect([...(await shown(calls)), await control.webhooks.deliveries()]).toEqual(second);
    }, options);
  });

  it('may be a new one in new ones, all of them for their owner alone', async () => {
    data = path.join(folder, 'one', 'two', 'three');
    await make();
    for (const name of ['one', 'one/two', 'one/two/three']) {
      expect((await stat(path.join(folder, name))).mode & 0o777).toBe(0o700);
    }
  });

  it('takes the world’s clock, running, where no other is asked for', async () => {
    await make({});
    expect(await errorOf({ clock: 'running' })).toMatchObject({ message: 'It is opened.' });
  });

  it('keeps the settings that it was made with, and says what to do about others', async () => {
    await make();
    const world = { ...defaultWorld, clock: '2025-01-01T00:00:00Z' } as WorldInput;
    for (const [options, what] of [
      [{ clock: 'running' }, 'clock mode'],
      [{ timeZone: 'Asia/Tokyo' }, 'time zone'],
      [{ world }, 'world'],
    ] as const) {
      expect((await errorOf(options)).message).toBe(
        `${data} was made with another ${what}, which it keeps. Leave that out, or name a new directory.`,
      );
    }
  });

  it('has the limit of keys that it is opened with, and the machine’s clock that it is given', async () => {
    await make({ clock: 'system', wallClock: () => Date.parse('2031-01-01T00:00:00Z') });
    const wallClock = () => Date.parse('2031-05-01T00:00:00Z');
    await using(
      async ({ cancel, send }) => {
        const status = async (key: string) =>
          (await cancel('sub-4040', {}, { 'X-Idempotency-Key': key })).status;
        expect([await status('one'), await status('other')]).toEqual([404, 429]);
        const { body } = await send('GET', '/__sandbox/clock');
        expect(body.now).toBe('2031-05-01T00:00:00Z');
      },
      { maxKeys: 1, wallClock },
    );
  });

  it('is held by one sandbox at a time', async () => {
    await using(async () => {
      expect((await errorOf()).message).toBe(
        `${data} is held by another process. Stop that one, or name another directory.`,
      );
    });
    expect(await errorOf()).toMatchObject({ message: 'It is opened.' });
  });

  it('without rows of deliveries, as earlier versions made it, is opened', async () => {
    await make();
    await rewrite(row.state, ({ deliveries: _, ...state }) => state);
    expect(await errorOf()).toMatchObject({ message: 'It is opened.' });
  });
});

describe('a directory whose maker ended at once', () => {
  beforeEach(async () => {
    await mkdir(data);
    await createLastCommit(data);
    for (const file of ['LOCK', 'LOG', 'LOG.old']) await writeFile(path.join(data, file), '');
  });

  it('is a new one', async () => {
    await make();
    expect(await errorOf({ clock: 'running' })).toMatchObject({
      message: expect.stringContaining('made with another clock mode'),
    });
  });

  it('is none where there are data in it, or have been', async () => {
    const log = path.join(data, '000003.log');
    await writeFile(log, '');
    expect((await errorOf()).message).toContain(
      'Its file CURRENT is missing. A file was cut short, removed or not copied.',
    );
    await rm(log);
    const lastCommit = await openLastCommit(data);
    await lastCommit.write(1);
    await lastCommit.close();
    expect((await errorOf()).message).toContain('Its file CURRENT is missing.');
  });
});

it.each(['UNLOCK', 'LOG.txt', 'MANIFEST-', 'a000003.log', '000003.log.gz', '.ldb', 'last-commit~'])(
  'a directory with a file %s in it is somebody else’s',
  async (file) => {
    await mkdir(data);
    await writeFile(path.join(data, file), '');
    expect((await errorOf()).message).toBe(
      `${data} is not a data directory of this sandbox. There is a file ${file} in it. Name a new or an empty directory.`,
    );
  },
);

describe('a database without the number of its last commit', () => {
  const foreign = (reason: string) =>
    `${data} is not a data directory of this sandbox. ${reason} Name a new or an empty directory.`;

  it.each([
    ['name', '{"world":{}}'],
    ['settings', '{"colour":"blue"}'],
    ['a', 'b'],
  ])('is another program’s where its first row is %s: %s', async (name, value) => {
    await change((database) => database.put(name, value));
    expect((await errorOf()).message).toBe(foreign('It is the database of another program.'));
  });

  it('is another version’s where its settings are', async () => {
    await change((database) => database.put('settings', '{"world":{}}'));
    expect((await errorOf()).message).toBe(foreign('Another version of the sandbox made it.'));
  });

  it('is ours and damaged where its settings are ours, and where it is empty', async () => {
    await make();
    await rm(path.join(data, lastCommitFile));
    const missing = /cannot be trusted: Its file last-commit is missing\. A file was cut short/;
    expect((await errorOf()).message).toMatch(missing);
    await rm(data, { recursive: true });
    await change(nothing);
    expect((await errorOf()).message).toMatch(missing);
  });
});

describe('rows that are whole', () => {
  const altered = /cannot be trusted: (.*) The disk, or a program, has changed it\./;
  const missing = /cannot be trusted: (.*) A file was cut short, removed or not copied\./;
  const reasonOf = async (pattern: RegExp) => pattern.exec((await errorOf()).message)?.[1];
  const outdated = (what: string) => `Rows of its ${what} are missing or outdated.`;

  beforeEach(() =>
    using(
      async ({ cancel }, { control }) => {
        await cancel('sub-1001');
        await cancel('sub-1002');
        await control.webhooks.settled();
      },
      { clock: 'frozen', webhooks: [down] },
    ),
  );

  it('are found out where one is too many', async () => {
    const name = row.effect(99);
    await rewrite(name, () => ({ sequence: 99 }));
    expect(await reasonOf(altered)).toBe(`Its row ${name} should not be there.`);
  });

  it.each([
    ['subscriptions', row.subscription('sub-1001'), row.subscription('sub-9')],
    ['deliveries', row.delivery(1), row.delivery(9)],
  ])('of %s are found out where one is older, gone or added', async (what, one, other) => {
    const kept: any[] = [];
    await rewrite(one, (value) => {
      kept.push(value);
      return { ...value, commit: value.commit - 1 };
    });
    expect(await reasonOf(missing)).toBe(outdated(what));
    await rewrite(one, () => kept[0]);
    expect(await errorOf()).toMatchObject({ message: 'It is opened.' });
    await rewrite(other, () => ({ commit: 0, value: kept[0].value }));
    expect(await reasonOf(missing)).toBe(outdated(what));
    await change((database) => database.del(other));
    await change((database) => database.del(one));
    expect(await reasonOf(missing)).toBe(outdated(what));
  });

  it('are found out where one is gone', async () => {
    await change((database) => database.del(row.effect(1)));
    expect(await reasonOf(missing)).toBe(`Its row ${row.effect(1)} is missing.`);
  });

  it('are found out where the last commits are gone', async () => {
    const lastCommit = await openLastCommit(data);
    await lastCommit.write(99);
    await lastCommit.close();
    expect(await reasonOf(missing)).toMatch(/^Of its 99 commits the last \d+ are gone\.$/);
  });

  it('and say what cannot be are told, too', async () => {
    await rewrite(row.state, () => 0);
    expect((await errorOf()).message).toMatch(/ cannot be used: .*\. Name another directory\.$/);
  });
});

describe('the files of a directory', () => {
  const tables = async () => (await readdir(data)).filter((file) => file.endsWith('.ldb'));

  beforeEach(async () => {
    await make();
    await change((database) => database.compactRange('a', 'z'));
  });

  it('are found out where a table is altered, before anything else reads it', async () => {
    const [table = ''] = await tables();
    const file = path.join(data, table);
    const bytes = await readFile(file);
    bytes.writeUInt8(bytes.readUInt8(9) ^ 1, 9);
    await writeFile(file, bytes);
    expect((await errorOf()).message).toContain(
      `cannot be trusted: Its file ${table} is not as it was written. The disk, or a program,`,
    );
  });

  it('may be gone by the time they are looked at', async () => {
    await symlink(path.join(folder, 'nowhere'), path.join(data, '999999.ldb'));
    expect(await errorOf()).toMatchObject({ message: 'It is opened.' });
  });

  it('are told with the system’s reason where they cannot be read', async () => {
    await mkdir(path.join(data, '999999.ldb'));
    expect((await errorOf()).message).toMatch(/ cannot be used: EISDIR/);
  });

  it('are found out by LevelDB where it is the one that reads them', async () => {
    await writeFile(path.join(data, 'CURRENT'), 'MANIFEST');
    expect((await errorOf()).message).toMatch(/ cannot be trusted: .*CURRENT/);
  });
});

it('settings that are none are damage, not another program’s', async () => {
  await make();
  await change((database) => database.put(row.settings, 'colour=blue'));
  expect((await errorOf()).message).toContain(
    'cannot be trusted: Its row "settings" is not as it was written.',
  );
});

it('a row that is not as it was written is found out', async () => {
  await make();
  await change(async (database) => {
    const text = await database.get(row.settings);
    await database.put(row.settings, `${text} `);
  });
  expect((await errorOf()).message).toContain(
    'cannot be trusted: Its row "settings" is not as it was written. The disk, or a program,',
  );
});

describe('what the system refuses', () => {
  it('is told with its cause', async () => {
    const file = path.join(folder, 'file');
    await writeFile(file, '');
    data = path.join(file, 'data');
    const error = await errorOf();
    expect(error.message).toMatch(/ cannot be used: ENOTDIR.* Name another directory\.$/);
    expect(error.cause).toMatchObject({ code: 'ENOTDIR' });
  });

  // Node would go on trying for ever.
  it.runIf(process.platform === 'linux')(
    'is told where there is room for no directory',
    async () => {
      data = '/proc/sandbox/data';
      expect((await errorOf()).message).toMatch(
        / cannot be used: ENOENT.* Name another directory\.$/,
      );
    },
  );

  it('is told with what to do about it, where that is known', async () => {
    // Root may write everywhere but there.
    const closed = process.getuid?.() === 0 ? '/sys/kernel' : path.join(folder, 'closed');
    if (closed.startsWith(folder)) {
      await mkdir(closed);
      await chmod(closed, 0o500);
    }
    data = path.join(closed, 'data');
    const error = await errorOf();
    expect(error.message).toMatch(
      /: E(ACCES|PERM|ROFS): .*\. (It may not be written: give this user the right to|The disk is read-only: mount it for writing), or name another directory\.$/,
    );
    expect(error.cause).toMatchObject({ code: expect.stringMatching(/^E(ACCES|PERM|ROFS)$/) });
  });
});
