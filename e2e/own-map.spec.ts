import { expect, type Page, test } from '@playwright/test';
import { mapFlavor } from '#components/map/palette.ts';
import { guardContext } from './fixtures/guard.ts';
import { startInstallation } from './fixtures/installation.ts';
import { ground_color, startMapServer } from './fixtures/map-server.ts';
import { countColors, parseHex } from './fixtures/pixels.ts';
import { fillFleet, signInToSeeded } from './fixtures/seeded-fleet.ts';

/** A software GPU on a busy machine takes its time. */
const drawn_ms = 60_000;
const many_pixels = 20_000;
const some_pixels = 15;

const mapOf = (page: Page) => page.getByRole('region', { name: /^Map of vehicles/ });
const pixelsOf = async (page: Page, color: string) => (await countColors(page, mapOf(page), [parseHex(color)])).counts[0] ?? 0;

for (const { setting, path, name } of [
  { setting: 'MAP_STYLE_URL', path: '/style.json', name: 'style' },
  { setting: 'MAP_PMTILES_URL', path: '/streets.pmtiles', name: 'file of streets' },
]) {
  test(`an operator’s own ${name} is the map, and no host beside its own is asked`, async ({ page, context }, { project }) => {
    const map = await startMapServer();
    const installation = await startInstallation({
      demo: false,
      name: `own-map-${setting}`,
      log_dir: project.outputDir,
      prepare: fillFleet(12),
      env: { [setting]: `${map.url}${path}` },
    });
    try {
      const guard = guardContext(context, installation.app_url);
      await page.emulateMedia({ colorScheme: 'light' });
      await signInToSeeded(page, installation);
      await page.goto(`${installation.app_url}/fleet?view=map`);
      if (setting === 'MAP_STYLE_URL')
        await expect.poll(() => pixelsOf(page, ground_color), { timeout: drawn_ms }).toBeGreaterThan(many_pixels);
      else await expect.poll(() => pixelsOf(page, mapFlavor('light').highway), { timeout: drawn_ms }).toBeGreaterThan(some_pixels);
      await expect.poll(() => map.asked, { timeout: drawn_ms }).toContain(path);
      // The vehicles lie over whatever map it is.
      await expect(async () => {
        await mapOf(page).press('ArrowRight');
        await expect(page.locator('.motorpool-map-spoken')).not.toBeEmpty({ timeout: 1000 });
      }).toPass({ timeout: drawn_ms });
      expect([...guard.foreign_hosts]).toEqual([new URL(map.url).host]);
      expect(guard.faults()).toEqual([`asked ${new URL(map.url).host}`]);
      await page.goto('about:blank');
    } finally {
      await installation.stop();
      await map.stop();
    }
  });
}
