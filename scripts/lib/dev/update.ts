// What a save of the contract leads to.
import type { bundle } from '../../../spec/lib/bundle.ts';
import type { OpenApiDocument } from '../../../spec/lib/index.ts';
import type { Context } from '../context.ts';

export interface Change {
  document: OpenApiDocument;
  digest: string;
  /** Whether the names that the docs' sidebar lists are others than before */
  renamed: boolean;
}

type Bundled = Awaited<ReturnType<typeof bundle>>;

export interface Service {
  name: string;
  /** Brings the change to it; whether it is up then */
  take: (change: Change) => Promise<boolean>;
  /** Whether the others should not wait for it */
  isSlow?: (change: Change) => boolean;
}

/**
 * Nothing of what runs is touched before the new contract has passed lint and everything for the
 * services could be made from it.
 *
 * @param edges.contract lints, bundles and writes it
 * @param edges.served what the services were started with
 * @param edges.prepare makes in memory what the
 *   services need, and gives what writes it
 * @param edges.finish makes what no service waits for
 */
export function createUpdate({
  contract,
  namesOf,
  served,
  prepare,
  services,
  finish,
  say,
  paint,
  now = performance.now.bind(performance),
}: Pick<Context, 'say' | 'paint'> & {
  contract: {
    lint: (files: string[]) => Promise<{ code: number; report: string }>;
    bundle: () => Promise<Bundled>;
    write: (bundled: Bundled) => Promise<void>;
  };
  namesOf: (document: OpenApiDocument) => string;
  served: { document: OpenApiDocument; digest: string };
  prepare: (change: Change) => Promise<() => Promise<void>>;
  services: Service[];
  finish: (change: Change) => Promise<void>;
  now?: () => number;
}): (files: string[]) => Promise<void> {
  let digest: string | undefined = served.digest;
  let names = namesOf(served.document);
  const all = namesIn(services);

  return async function update(files) {
    const startedAt = now();
    const subject = files.length === 1 ? `spec/${files[0]}` : `${files.length} files in spec/`;
    const refuse = (report: string) => {
      say(`\n${report.trim()}\n`);
      say(`${paint.red('✗')} ${subject}: ${all} stay as they were.`);
    };

    // Lint and bundle cost about the same, and neither needs the other.
    const [lint, made] = await Promise.all([
      contract.lint(files),
      make().catch((error: Error) => ({ error })),
    ]);
    if (lint.code !== 0) return refuse(lint.report);
    if (made && 'error' in made) return refuse(made.error.message);
    if (!made) return say(`${paint.green('✓')} ${subject}: the contract says the same.`);

    const { bundled, change, write } = made;
    await contract.write(bundled);
    await write();
    digest = undefined;
    const slow = services.filter(({ isSlow }) => isSlow?.(change));
    const quick = services.filter((service) => !slow.includes(service));
    const more = slow.length > 0 ? `; ${namesIn(slow)} will take longer, for the new names` : '';
    if (!(await bring(quick, more))) return;
    if (slow.length > 0 && !(await bring(slow))) return;
    digest = change.digest;
    names = namesOf(change.document);
    await finish(change);

    async function bring(those: Service[], more = '') {
      const up = await Promise.all(those.map((service) => service.take(change)));
      const down = those.filter((_, index) => !up[index]);
      const seconds = ((now() - startedAt) / 1000).toFixed(1);
      say(
        down.length > 0
          ? `${paint.red('✗')} ${subject}: ${namesIn(down)} did not come up with it.`
          : `${paint.green('✓')} ${subject}: ${namesIn(those)} in ${seconds} s${more}`,
      );
      return down.length === 0;
    }
  };

  async function make() {
    const bundled = await contract.bundle();
    if (bundled.digest === digest) return undefined;
    const document = JSON.parse(bundled.json);
    const change = { document, digest: bundled.digest, renamed: namesOf(document) !== names };
    return { bundled, change, write: await prepare(change) };
  }
}

function namesIn(services: { name: string }[]) {
  const names = services.map(({ name }) => name);
  return [names.slice(0, -1).join(', '), names.at(-1)].filter(Boolean).join(' and ');
}
