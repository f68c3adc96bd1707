import { describe, expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { withPackage } from '../src/node/optional-package.js';

const failWith = (code: string, message: string) => async () => {
  throw Object.assign(new Error(message), { code });
};

describe('a package that only some install', () => {
  it.each([
    ['import', 'ERR_MODULE_NOT_FOUND', "Cannot find package 'ioredis' imported from /a.js"],
    ['require', 'MODULE_NOT_FOUND', "Cannot find module 'ioredis'\nRequire stack:\n- /a.cjs"],
    ['PnP', 'MODULE_NOT_FOUND', "Your application doesn't provide it: ioredis (a peer dependency)"],
  ])('is asked for in one sentence, where %s cannot find it', async (_, code, message) => {
    const loading = withPackage('ioredis', 6, 'A shared store', failWith(code, message));
    await expect(loading).rejects.toMatchObject({ cause: { code } });
    await expect(loading).rejects.toThrow(
      /^A shared store needs the package ioredis, which is not installed\. .*npm install ioredis@6$/,
    );
  });

  it.each([
    ['another package', 'MODULE_NOT_FOUND', "Cannot find module 'denque'"],
    ['another failure', 'ERR_DLOPEN_FAILED', 'ioredis cannot be opened'],
    ['another code', 'MODULE_NOT_FOUND_YET', 'ioredis is on its way'],
  ])('is not blamed for %s', async (_, code, message) => {
    const loading = withPackage('ioredis', 6, 'A shared store', failWith(code, message));
    await expect(loading).rejects.toThrow(message);
  });

  it('is not blamed for a failure without a code, whatever it names', async () => {
    const error = new Error('ioredis has thrown this while it was loaded');
    const loading = withPackage('ioredis', 6, 'A shared store', () => Promise.reject(error));
    await expect(loading).rejects.toBe(error);
  });

  it('is an optional peer', () => {
    expect(Object.keys(manifest.peerDependenciesMeta)).toEqual(
      Object.keys(manifest.peerDependencies),
    );
  });
});
