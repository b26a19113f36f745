import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * One hash over what a result is made from, to know whether it is still good.
 * `sources` count by content, `assets` by name and size; folders count with all files below. What does not exist counts as absent.
 */
export function computeFingerprint(root, { sources = [], assets = [], ignore = () => false }) {
  const hash = createHash('sha256');
  const add = (path, readContent) => {
    for (const file of listFiles(root, path)) {
      if (ignore(file)) continue;
      const content = readContent(join(root, file));
      hash.update(`${file}\0${content.length}\0`).update(content);
    }
  };
  for (const path of sources) add(path, (file) => readFileSync(file));
  for (const path of assets) add(path, (file) => `${statSync(file).size}`);
  return hash.digest('hex');
}

function listFiles(root, path) {
  const stat = statSync(join(root, path), { throwIfNoEntry: false });
  if (!stat) return [];
  if (!stat.isDirectory()) return [path];
  const names = readdirSync(join(root, path)).sort();
  return names.flatMap((name) => listFiles(root, `${path}/${name}`));
}
