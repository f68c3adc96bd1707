import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { type ConnectionOptions, connect } from '../src/node/redis/connection.js';
import { openRedis } from '../src/node/redis/open.js';
import { type RunningSandbox, type ServerOptions, startSandbox } from '../src/node/server.js';
import { closedAfterEach } from './closers.js';
import { start as startHere } from './played-program.js';
import { start } from './program.js';
import { openInstance, test, title } from './redis-instance.js';
import {
  freePort,
  type RunningRedis,
  redisIsInstalled,
  startRedis,
  startSentinel,
} from './redis-server.js';
import { type Answered, callsOf } from './support.js';

const certifier = 'openssl';
const opensslIsInstalled = spawnSync(certifier, ['version']).status === 0;
const tlsTest = it.skipIf(!redisIsInstalled || !opensslIsInstalled);
const unlessOpenssl = opensslIsInstalled ? '' : ' (not checked: there is no openssl)';

const closers = closedAfterEach();

async function redisWith(options: Parameters<typeof startRedis>[0] = {}): Promise<RunningRedis> {
  const redis = await startRedis(options);
  closers.push(() => redis.stop());
  return redis;
}

function clientOf({ port }: RunningRedis): Redis {
  const client = new Redis(port, '127.0.0.1', { lazyConnect: true });
  client.on('error', () => {});
  closers.push(() => client.disconnect());
  return client;
}

async function instance(url: string, options: ConnectionOptions = {}) {
  const opened = await openInstance(url, {}, options);
  closers.push(opened.close);
  return opened;
}

async function refusalOf(url: string, options: ConnectionOptions = {}): Promise<string> {
  const connection = await connect(url, options).catch(({ message }: Error) => message);
  if (typeof connection === 'string') return connection;
  connection.close();
  return 'It connects.';
}

const key = (value: string) => ({ 'X-Idempotency-Key': value });
const resultOf = ({ status, headers, text }: Answered) => [status, headers['x-request-id'], text];

describe(title('replicas'), () => {
  /** A master, and a replica that is in step with it. */
  async function pair(flags: string[] = []) {
    const master = await redisWith({ flags: [...flags, '--repl-diskless-sync-delay', '0'] });
    const replica = await redisWith({ flags: ['--replicaof', '127.0.0.1', String(master.port)] });
    await inStep(replica);
    return { master, replica };
  }

  async function inStep(replica: RunningRedis): Promise<void> {
    const client = clientOf(replica);
    await expect
      .poll(() => client.info('replication'), { timeout: 10_000 })
      .toContain('master_link_status:up');
  }

  test('have what was answered, whenever one of them is promoted', async () => {
    const { master, replica } = await pair();
    const { cancel, errors } = await instance(master.url, { replicas: 1 });
    const answered = new Map<string, Answered>();
    let refused = 0;
    for (let number = 0; number < 20 && refused < 2; number++) {
      // What is sent from here on reaches the master alone.
      if (number === 10) replica.pause();
      const answer = await cancel(`sub-${number}`, {}, key(`key-${number}`));
      if (answer.status === 503) {
        refused++;
        // The master has it, and a replay of it would be as much of a promise.
        expect(answer.body.message).toContain('is not known');
        expect((await cancel(`sub-${number}`, {}, key(`key-${number}`))).status).toBe(503);
      } else answered.set(`${number}`, answer);
    }
    expect(answered.size).toBe(10);
    expect(errors[0]?.message).toContain('Replicas of the store');
    await master.kill();
    replica.resume();
    await clientOf(replica).replicaof('NO', 'ONE');
    const promoted = await instance(replica.url);
    for (const [number, answer] of answered) {
      const again = await promoted.cancel(`sub-${number}`, {}, key(`key-${number}`));
      expect(resultOf(again)).toEqual(resultOf(answer));
    }
  }, 60_000);

  test('that a server demands and does not have are a 503 without an effect, and not ready', async () => {
    const flags = ['--min-replicas-to-write', '1', '--min-replicas-max-lag', '1'];
    const { master, replica } = await pair(flags);
    await expect
      .poll(() => clientOf(master).set('any', 1).catch(String), { timeout: 10_000 })
      .toBe('OK');
    const { cancel, send, errors } = await instance(master.url);
    expect((await cancel('sub-1001', {}, key('a'))).status).toBe(200);
    await replica.kill();
    await expect
      .poll(async () => (await cancel('sub-1002', {}, key('b'))).status, { timeout: 10_000 })
      .toBe(503);
    expect(errors[0]?.message).toContain('NOREPLICAS');
    expect((await send('GET', '/__ready')).status).toBe(503);
    expect((await send('GET', '/__health')).status).toBe(200);
    await replica.start();
    await expect
      .poll(async () => (await cancel('sub-1002', {}, key('c'))).status, { timeout: 10_000 })
      .not.toBe(503);
    expect((await send('GET', '/__ready')).status).toBe(200);
  }, 60_000);

  test('are not taken for a master', async () => {
    const { replica } = await pair();
    expect(await refusalOf(replica.url)).toContain(
      'it is a replica, which takes no writes; give the URL of its master',
    );
  });

  test('take over where Sentinel says so, and the sandbox goes on with them', async () => {
    const { master, replica } = await pair();
    const sentinel = await startSentinel(master.port);
    closers.push(() => sentinel.stop());
    const watcher = clientOf(sentinel);
    await expect
      .poll(() => watcher.call('SENTINEL', 'REPLICAS', 'mymaster'), { timeout: 15_000 })
      .toHaveLength(1);
    const careful = await instance(sentinel.url, { replicas: 1 });
    const { cancel, effects, errors } = await instance(sentinel.url);
    const first = await careful.cancel('sub-1001', {}, key('a'));
    expect(first.status).toBe(200);
    await master.kill();
    await expect
      .poll(async () => resultOf(await cancel('sub-1001', {}, key('a'))), {
        timeout: 30_000,
        interval: 200,
      })
      .toEqual(resultOf(first));
    // No replica is left that could have it.
    expect((await careful.cancel('sub-1002', {}, key('b'))).status).toBe(503);
    expect(await clientOf(replica).info('replication')).toContain('role:master');
    expect((await effects()).map(({ idempotencyKey }) => idempotencyKey)).toEqual(['a', 'b']);
    expect(errors.length).toBeGreaterThan(0);
    // A Sentinel keeps no data, and is not taken for a server.
    expect(await refusalOf(`redis://127.0.0.1:${sentinel.port}`)).toContain(
      'it is a Sentinel; name the master that it watches',
    );
    expect(await refusalOf(`redis+sentinel://127.0.0.1:${sentinel.port}/other`)).toMatch(
      /cannot be used/,
    );
  }, 90_000);
});

describe(title('Sentinels'), () => {
  test('that want a password are given theirs, which is not that of the master', async () => {
    const master = await redisWith({ password: 'of-the-master' });
    const sentinel = await startSentinel(master.port, [
      'requirepass of-the-sentinel',
      'user watcher on >of-the-watcher allchannels +@all',
    ]);
    closers.push(() => sentinel.stop());
    const given = { password: 'of-the-master', sentinelPassword: 'of-the-sentinel' };
    const { cancel } = await instance(sentinel.url, given);
    expect((await cancel('sub-1001')).status).toBe(200);
    const watching = { ...given, sentinelUser: 'watcher', sentinelPassword: 'of-the-watcher' };
    expect(await refusalOf(sentinel.url, watching)).toBe('It connects.');
    const wrong = [
      { ...given, sentinelPassword: 'of-the-master' },
      { ...given, sentinelUser: 'watcher' },
      { password: given.password },
    ];
    for (const refusal of await Promise.all(wrong.map((each) => refusalOf(sentinel.url, each)))) {
      expect(refusal).toMatch(/cannot be used: .*(WRONGPASS|NOAUTH)/);
      expect(refusal).not.toMatch(/of-the/);
    }
    expect(await refusalOf(master.url, given)).toContain('as redis+sentinel://host:26379/mymaster');
  }, 60_000);

  test('that hang are passed over', async () => {
    const master = await redisWith();
    const [stuck, other] = [await startSentinel(master.port), await startSentinel(master.port)];
    closers.push(() => Promise.all([stuck.stop(), other.stop()]));
    stuck.pause();
    const url = `redis+sentinel://127.0.0.1:${stuck.port},127.0.0.1:${other.port}/mymaster`;
    expect((await (await instance(url)).cancel('sub-1001')).status).toBe(200);
  }, 30_000);

  test('are given their password by a file or in code', async () => {
    const master = await redisWith();
    const sentinel = await startSentinel(master.port, ['requirepass of-the-sentinel']);
    closers.push(() => sentinel.stop());
    const folder = await mkdtemp(path.join(tmpdir(), 'sandbox-'));
    closers.push(() => rm(folder, { recursive: true }));
    const file = path.join(folder, 'password');
    await writeFile(file, 'of-the-sentinel\n');
    const byFile = await start('--store', sentinel.url, '--store-sentinel-password-file', file);
    expect((await byFile.cancel('sub-1001')).status).toBe(200);
    const running = await startSandbox({
      port: 0,
      store: sentinel.url,
      storeSentinelUser: 'default',
      storeSentinelPassword: 'of-the-sentinel',
    });
    closers.push(() => running.close());
    expect((await callsOf(running.sandbox.fetch).cancel('sub-1002')).status).not.toBe(503);
  }, 60_000);
});

describe(title('a cluster'), () => {
  async function startCluster(count: number): Promise<RunningRedis[]> {
    const nodes: RunningRedis[] = [];
    while (nodes.length < count) {
      const port = await freePort();
      // Its nodes speak to one another 10,000 ports higher.
      if (port > 55_000) continue;
      const flags = ['--cluster-enabled', 'yes', '--cluster-require-full-coverage', 'no'];
      nodes.push(await redisWith({ port, flags: [...flags, '--databases', '1'] }));
    }
    const [first] = nodes as [RunningRedis];
    for (const [index, node] of nodes.entries()) {
      const client = clientOf(node);
      const [from, to] = [index, index + 1].map((each) => Math.round((16_384 / count) * each));
      const slots = Array.from(
        { length: (to ?? 0) - (from ?? 0) },
        (_, slot) => slot + (from ?? 0),
      );
      await client.cluster('ADDSLOTS', slots);
      if (node !== first) await client.cluster('MEET', '127.0.0.1', first.port);
    }
    for (const node of nodes) {
      await expect
        .poll(() => clientOf(node).call('CLUSTER', 'INFO'), { timeout: 20_000 })
        .toMatch(new RegExp(`cluster_state:ok[^]*cluster_slots_ok:16384[^]*known_nodes:${count}`));
    }
    return nodes;
  }

  test('is one store, by whichever of its nodes it is entered', async () => {
    const nodes = await startCluster(3);
    const instances = await Promise.all(nodes.map(({ url }) => instance(url)));
    const [one, other] = instances as [(typeof instances)[0], (typeof instances)[0]];
    const first = await one.cancel('sub-1001', {}, key('a'));
    expect(first.status).toBe(200);
    for (const { cancel, effects } of instances) {
      expect(resultOf(await cancel('sub-1001', {}, key('a')))).toEqual(resultOf(first));
      expect(await effects()).toHaveLength(1);
    }
    await one.setClock('2024-01-16T00:00:00Z');
    expect((await other.subscription('sub-1001')).status).toBe('CANCELLED');
    expect(await refusalOf(`${nodes[0]?.url}/3`)).toContain('a cluster has no database but 0');

    // A node that has none of it may go.
    const slot = Number(
      await clientOf(nodes[0] as RunningRedis).cluster('KEYSLOT', '{connect-sandbox}:state'),
    );
    const owner = Math.floor(slot / (16_384 / 3));
    await nodes[(owner + 1) % 3]?.kill();
    for (const { cancel } of instances) {
      await expect
        .poll(async () => resultOf(await cancel('sub-1001', {}, key('a'))), { timeout: 10_000 })
        .toEqual(resultOf(first));
    }

    // Without the node that has it, nothing is answered, and nothing hangs.
    await nodes[owner]?.kill();
    expect((await one.cancel('sub-1002', {}, key('b'))).status).toBe(503);
    await nodes[owner]?.start();
    await expect
      .poll(async () => (await one.cancel('sub-1002', {}, key('c'))).status, { timeout: 20_000 })
      .not.toBe(503);
  }, 90_000);
});

describe(title('TLS'), () => {
  async function tlsRedis(names = 'DNS:localhost') {
    const folder = await mkdtemp(path.join(tmpdir(), 'sandbox-tls-'));
    closers.push(() => rm(folder, { recursive: true }));
    const [cert, keyFile] = [path.join(folder, 'cert.pem'), path.join(folder, 'key.pem')];
    execFileSync(
      certifier,
      `req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=${names} -keyout ${keyFile} -out ${cert}`.split(
        ' ',
      ),
      { stdio: 'ignore' },
    );
    const tlsPort = await freePort();
    const files = ['--tls-cert-file', cert, '--tls-key-file', keyFile, '--tls-ca-cert-file', cert];
    const flags = [...files, '--tls-auth-clients', 'no', '--tls-replication', 'yes'];
    await redisWith({ flags: ['--tls-port', String(tlsPort), ...flags] });
    const settings = flags
      .join(' ')
      .split(' --')
      .map((each) => each.replace('--', ''));
    return { port: tlsPort, settings, ca: await readFile(cert, 'utf8'), caFile: cert };
  }

  tlsTest(
    `is checked against the authority that is given${unlessOpenssl}`,
    async () => {
      const { port, ca, caFile } = await tlsRedis();
      const { cancel } = await instance(`rediss://localhost:${port}`, { ca });
      expect((await cancel('sub-1001')).status).toBe(200);
      const flags = ['--store', `rediss://localhost:${port}`, '--store-ca', caFile];
      expect((await (await startHere(...flags)).send('GET', '/__ready')).status).toBe(200);
      expect(await refusalOf(`rediss://localhost:${port}`)).toMatch(/self.signed certificate/);
      // Its certificate is of another name.
      expect(await refusalOf(`rediss://127.0.0.1:${port}`, { ca })).toMatch(
        /altnames|does not match/,
      );
    },
    30_000,
  );

  tlsTest(
    `is spoken with Sentinels, too${unlessOpenssl}`,
    async () => {
      const { port, settings, ca } = await tlsRedis('IP:127.0.0.1');
      const sentinel = await startSentinel(port, settings);
      closers.push(() => sentinel.stop());
      const url = sentinel.url.replace('redis', 'rediss');
      const { cancel } = await instance(url, { ca });
      expect((await cancel('sub-1001')).status).toBe(200);
      expect(await refusalOf(url)).toContain('give the authority of its certificate');
    },
    30_000,
  );
});

describe(title('ACL'), () => {
  const rules = (more: string) =>
    `on >geheim ~{connect-sandbox}:* resetchannels -@all +@read +@write +@scripting +@connection +time +wait ${more}`;

  test.each([
    ['as the README has them', rules('+info')],
    ['without INFO', rules('-info')],
  ])('users with the rights %s are enough', async (_, rights) => {
    const redis = await redisWith();
    const admin = clientOf(redis);
    await admin.call('ACL', 'SETUSER', 'sandbox', ...rights.split(' ').filter(Boolean));
    const url = `redis://sandbox@127.0.0.1:${redis.port}/2`;
    const { cancel, effects, send } = await instance(url, { password: 'geheim', replicas: 0 });
    expect((await cancel('sub-1001', {}, key('a'))).status).toBe(200);
    expect(await effects()).toHaveLength(1);
    expect((await send('POST', '/__sandbox/reset')).status).toBe(200);
    expect(await refusalOf(url, { password: 'wrong-one' })).toMatch(/WRONGPASS/);
    expect(await refusalOf(url, { password: 'wrong-one' })).not.toContain('wrong-one');
  });

  test('users with fewer are refused with what they lack', async () => {
    const redis = await redisWith();
    await clientOf(redis).call('ACL', 'SETUSER', 'poor', 'on', '>geheim', '+ping', '+info');
    await expect(
      openRedis(`redis://poor:geheim@127.0.0.1:${redis.port}`, { clock: 'frozen' }),
    ).rejects.toThrow(/NOPERM/);
  });
});

describe(title('the password of the store'), () => {
  test('comes from a file, and what lists processes does not show one', async () => {
    const redis = await redisWith({ password: 'geheim' });
    const folder = await mkdtemp(path.join(tmpdir(), 'sandbox-'));
    closers.push(() => rm(folder, { recursive: true }));
    const file = path.join(folder, 'password');
    await writeFile(file, 'geheim\n');
    const url = `redis://127.0.0.1:${redis.port}`;
    const { cancel } = await start('--store', url, '--store-password-file', file);
    expect((await cancel('sub-1001')).status).toBe(200);

    const { child } = await start('--store', url.replace('//', '//:geheim@'));
    const listed = execFileSync('ps', ['-o', 'args=', '-p', String(child.pid)], {
      encoding: 'utf8',
    });
    expect(listed).toContain('connect-sandbox');
    expect(listed).not.toContain('geheim');
  });
});

describe(title('startSandbox'), () => {
  test('takes the password of the store apart from its URL', async () => {
    const redis = await redisWith({ password: 'geheim' });
    const options: ServerOptions = {
      port: 0,
      store: `redis://127.0.0.1:${redis.port}`,
      storePassword: 'geheim',
    };
    const running: RunningSandbox = await startSandbox(options);
    closers.push(() => running.close());
    expect((await callsOf(running.sandbox.fetch).cancel('sub-1001')).status).toBe(200);
  });
});
