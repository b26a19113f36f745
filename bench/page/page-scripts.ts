import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

interface ClientManifest {
  /** Scripts that a page and what encloses it load at first, by source file. */
  entryJSFiles: Record<string, string[]>;
}

/** Next writes the manifest of a page as a script that hands it to `globalThis`. */
const readManifest = (text: string): ClientManifest => {
  return JSON.parse(text.slice(text.indexOf('{', text.indexOf('"] =')), text.lastIndexOf('}') + 1));
};

/** Paths below `.next` of the scripts that a first visit of a page loads: those of every page, and its own. What a gesture or the map fetches is not among them. */
export const listPageScripts = (root: string, page: string): string[] => {
  const read = (path: string) => readFileSync(join(root, '.next', path), 'utf8');
  const shared: string[] = JSON.parse(read('build-manifest.json')).rootMainFiles;
  const { entryJSFiles } = readManifest(read(`server/app/${page}_client-reference-manifest.js`));
  return [...new Set([...shared, ...Object.values(entryJSFiles).flat()])];
};

/** Bytes of a page's first scripts, each compressed by gzip as a server would. */
export const measurePageScripts = (root: string, page: string): number =>
  listPageScripts(root, page).reduce((sum, path) => sum + gzipSync(readFileSync(join(root, '.next', path)), { level: 9 }).length, 0);
