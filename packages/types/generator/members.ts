import ts from 'typescript';

/** What a member of an object is called; nothing where it has no name. */
export function nameOf({ name }: ts.TypeElement): string {
  return name && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? name.text : '';
}
