/**
 * Copies the files the map fetches at run time from node_modules into public/, so that no request leaves the host:
 * the MapLibre worker (bundlers do not find it by themselves) and the Noto Sans files the map style names.
 * Plain JavaScript for the system's Node. Files that are already the same are left alone.
 */
import { copyFile, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const maplibre = join(root, 'node_modules', 'maplibre-gl', 'dist');
const noto_sans = join(root, 'node_modules', '@fontsource', 'noto-sans');

const font_subsets = ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'vietnamese', 'devanagari'];
const font_variants = ['400-normal', '500-normal', '400-italic'];

const readIfPresent = (path) => readFile(path).catch(() => undefined);

const listFontFiles = async () => {
  const present = new Set(await readdir(join(noto_sans, 'files')));
  return font_subsets
    .flatMap((subset) => font_variants.map((variant) => `noto-sans-${subset}-${variant}.woff2`))
    .filter((name) => present.has(name))
    .map((name) => join(noto_sans, 'files', name));
};

/** The module and every relative module it imports, followed to the end. */
const listModules = async (path, found = new Map()) => {
  if (found.has(path)) return found;
  const text = await readFile(path, 'utf8');
  found.set(path, true);
  for (const [, specifier] of text.matchAll(/(?:from|import)\s*\(?\s*["'`](\.\/[\w.-]+\.m?js)["'`]/g)) {
    await listModules(join(dirname(path), specifier), found);
  }
  return found;
};

const copyInto = async (folder, paths) => {
  await mkdir(folder, { recursive: true });
  const wanted = new Set(paths.map((path) => basename(path)));
  for (const name of await readdir(folder)) if (!wanted.has(name)) await rm(join(folder, name), { recursive: true });
  let copied = 0;
  for (const path of paths) {
    const target = join(folder, basename(path));
    const [source, present] = [await readFile(path), await readIfPresent(target)];
    if (present?.equals(source)) continue;
    await copyFile(path, target);
    copied += 1;
  }
  return copied;
};

/** Fills `<target>/map` and `<target>/fonts`; returns how many files had to be written. */
export const copyAssets = async (target = join(root, 'public')) => {
  const modules = await listModules(join(maplibre, 'maplibre-gl-worker.mjs'));
  const worker = await copyInto(join(target, 'map'), [...modules.keys(), join(maplibre, '..', 'LICENSE.txt')]);
  const fonts = await copyInto(join(target, 'fonts'), [...(await listFontFiles()), join(noto_sans, 'LICENSE')]);
  return worker + fonts;
};

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const copied = await copyAssets(process.argv[2]);
  console.log(`map assets: ${copied} file(s) copied`);
}
