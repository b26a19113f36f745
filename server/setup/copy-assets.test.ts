import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fontFaces } from '#components/map/font-faces.ts';

const target = mkdtempSync(join(tmpdir(), 'motorpool-assets-'));
const script = join(import.meta.dirname, 'copy-assets.mjs');
const run = () => execFileSync(process.execPath, [script, target], { encoding: 'utf8' });

beforeAll(() => run());
afterAll(() => rmSync(target, { recursive: true }));

describe('copy-assets', () => {
  it('brings every font file the map style names', () => {
    const urls = Object.values(fontFaces('')).flatMap((faces) => (typeof faces === 'string' ? [faces] : faces.map(({ url }) => url)));
    expect(urls.length).toBeGreaterThan(10);
    expect(urls.filter((url) => !existsSync(join(target, 'fonts', url)))).toEqual([]);
  });

  it('brings the worker of the map', () => {
    expect(readdirSync(join(target, 'map'))).toContain('maplibre-gl-worker.mjs');
  });

  it('copies nothing twice, and mends what was changed', () => {
    expect(run()).toContain(' 0 file');
    writeFileSync(join(target, 'map', 'maplibre-gl-worker.mjs'), 'broken');
    expect(run()).toContain(' 1 file');
  });
});
