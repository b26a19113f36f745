import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export const oldest_node = 24;

/** The Node that runs Motorpool: the one that npm installed with it, else our own when it is new enough. Throws with what to do about it. */
export function findNode(root) {
  const installed = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(installed) && readMajor(installed) >= oldest_node) return installed;
  if (Number.parseInt(process.versions.node, 10) >= oldest_node) return process.execPath;
  throw new Error(
    `Motorpool runs on Node ${oldest_node}, which npm installs with it by an install script, and that script has not run (this is Node ${process.versions.node}).\n` +
      `Allow it once with "npm rebuild node --ignore-scripts=false", or use a system with Node ${oldest_node}.`,
  );
}

function readMajor(binary) {
  const { stdout } = spawnSync(binary, ['--version'], { encoding: 'utf8' });
  return Number.parseInt((stdout ?? '').replace('v', ''), 10);
}
