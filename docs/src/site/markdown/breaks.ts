/**
 * The parts between which a name may break into lines: after an underscore, and before a capital
 * inside. Words in prose stay whole.
 */
export const partsOf = (name: string): string[] =>
  /\s/.test(name) ? [name] : name.split(/(?<=_)|(?<=[a-z])(?=[A-Z])/);
