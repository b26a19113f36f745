import { dirname, join } from 'node:path/posix';
import { type ImportDeclaration, type ModuleItem, parseSync } from '@swc/core';

export type ReadText = (path: string) => string | undefined;

interface Imports {
  directive: string | undefined;
  now: string[];
  later: string[];
}

const is_local = /^(#|[.]{1,2}\/)/;

const onlyTypes = (node: ImportDeclaration): boolean =>
  node.typeOnly ||
  (node.specifiers.length > 0 && node.specifiers.every((specifier) => specifier.type === 'ImportSpecifier' && specifier.isTypeOnly));

const sourceOf = (node: ModuleItem): string[] => {
  if (node.type === 'ImportDeclaration') return onlyTypes(node) ? [] : [node.source.value];
  if (node.type === 'ExportAllDeclaration') return [node.source.value];
  if (node.type !== 'ExportNamedDeclaration' || !node.source || ('typeOnly' in node && node.typeOnly)) return [];
  return [node.source.value];
};

/** What a file imports when it is loaded, and what it fetches later by `import()`. Types leave no trace in the browser and do not count. */
const readImports = (path: string, text: string): Imports => {
  const { body } = parseSync(text, { syntax: 'typescript', tsx: path.endsWith('x'), target: 'es2022' });
  const [first] = body;
  const later = [...text.matchAll(/\bimport\(\s*'([^']+)'/g)].flatMap(([, name]) => (name ? [name] : []));
  return {
    directive: first?.type === 'ExpressionStatement' && first.expression.type === 'StringLiteral' ? first.expression.value : undefined,
    now: body.flatMap(sourceOf),
    later,
  };
};

const packageName = (specifier: string): string => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

const resolve = (specifier: string, from: string): string =>
  specifier.startsWith('#') ? specifier.slice(1) : join(dirname(from), specifier);

export interface Reached {
  packages: Map<string, string>;
  files: Set<string>;
}

/** Neither styles nor data import anything; server actions are called, not loaded; and what is `server-only` no browser gets, Next refuses the build. */
const followedImports = (path: string, text: string, later: boolean): string[] => {
  if (/[.](css|json)$/.test(path)) return [];
  const imports = readImports(path, text);
  if (imports.directive === 'use server' || imports.now.includes('server-only')) return [];
  return (later ? [...imports.now, ...imports.later] : imports.now).filter((specifier) => !specifier.startsWith('#server/'));
};

/**
 * Every package that the entries and what they import reach in the browser, each with the way to it. `later` also follows what is fetched
 * by `import()`.
 */
export const reachFrom = (entries: readonly string[], readText: ReadText, { later }: { later: boolean }): Reached => {
  const packages = new Map<string, string>();
  const files = new Set<string>();
  const waiting = entries.map((path) => ({ path, way: path }));
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { path, way } = next;
    const text = files.has(path) ? undefined : readText(path);
    files.add(path);
    if (text === undefined) continue;
    for (const specifier of followedImports(path, text, later)) {
      if (is_local.test(specifier)) waiting.push({ path: resolve(specifier, path), way: `${way} → ${resolve(specifier, path)}` });
      else if (!packages.has(packageName(specifier))) packages.set(packageName(specifier), way);
    }
  }
  return { packages, files };
};
