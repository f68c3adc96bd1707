/**
 * Loads what stands on a package that only those install who use it.
 *
 * @param name of the package
 * @param major its version that the package.json of the sandbox allows
 * @param purpose of it, to begin a sentence with
 * @throws {Error} that says what to install, where it is missing
 */
export async function withPackage<Module>(
  name: string,
  major: number,
  purpose: string,
  load: () => Promise<Module>,
): Promise<Module> {
  try {
    return await load();
  } catch (error) {
    if (!isMissing(error as NodeJS.ErrnoException, name)) throw error;
    throw new Error(
      `${purpose} needs the package ${name}, which is not installed. Install it beside @connect-api/sandbox: npm install ${name}@${major}`,
      { cause: error },
    );
  }
}

/** Node's codes for `import` and for `require`; Yarn's PnP has the same. */
function isMissing({ code, message }: NodeJS.ErrnoException, name: string): boolean {
  return String(code).endsWith('MODULE_NOT_FOUND') && message.includes(name);
}
