import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, it } from 'vitest';
import { fleetLayers, fleetSources } from './fleet-layers.ts';
import { embeddedStyle, mapStyle, usefulZoom } from './style.ts';
import { vehicleLayers, vehicleSources } from './vehicle-layers.ts';

const origin = 'http://motorpool.test';

describe.each(['light', 'dark'] as const)('the embedded %s style', (theme) => {
  const style = embeddedStyle({ theme, origin });

  it('is valid, alone and with the layers of the fleet and of a vehicle', () => {
    for (const [near_zoom, grouped] of [
      [14, false],
      [16, true],
    ] as const) {
      const sources = { ...style.sources, ...fleetSources(near_zoom, grouped), ...vehicleSources() };
      const layers = [...style.layers, ...fleetLayers(theme, near_zoom), ...vehicleLayers(theme)];
      expect(validateStyleMin({ ...style, sources, layers })).toEqual([]);
    }
  });

  it('asks no other host and needs neither sprite nor glyph server', () => {
    const requested = JSON.stringify({
      ...style,
      sources: Object.values(style.sources).map((source) => ('url' in source ? source.url : '')),
    });
    expect(requested.match(/https?:\/\/[^/"]+/g)?.filter((host) => host !== origin)).toEqual([]);
    expect(style.sprite ?? style.glyphs).toBeUndefined();
    expect(JSON.stringify(style.layers)).not.toContain('icon-image');
  });

  it('uses only fonts it declares', () => {
    const declared = Object.keys(style['font-faces'] ?? {});
    const used = new Set(JSON.stringify([...style.layers, ...fleetLayers(theme, 14)]).match(/Noto Sans [A-Z][a-z]+(?! Regular v1)\b/g));
    used.delete('Noto Sans Devanagari');
    expect(declared).toEqual(expect.arrayContaining([...used]));
  });

  it('draws ground below streets and streets below every name', () => {
    const ids = style.layers.map(({ id }) => id);
    const order = ['background', 'earth', 'urban', 'city_ocean', 'city_earth', 'city_water', 'city_road_land', 'city_roads_major'];
    const places = order.map((id) => ids.indexOf(id));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    const first_label = style.layers.findIndex(({ type }) => type === 'symbol');
    expect(style.layers.slice(first_label).every(({ type }) => type === 'symbol')).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('credits the makers of the data', () => {
    const credits = Object.values(style.sources).map((source) => ('attribution' in source ? source.attribution : ''));
    expect(credits.join(' ')).toMatch(/Natural Earth.*GeoNames.*OpenStreetMap.*contributors/);
  });
});

describe('the operator’s own map', () => {
  it('is a style address, or a file in place of the demonstration city', () => {
    expect(mapStyle('light', { style_url: 'https://maps.example/style.json' }, origin, 'en')).toBe('https://maps.example/style.json');
    const style = embeddedStyle({ theme: 'light', origin, pmtiles_url: '/maps/own.pmtiles' });
    expect(style.sources.city).toMatchObject({ url: 'pmtiles:///maps/own.pmtiles' });
    expect(style.layers.some(({ id }) => id === 'city_road_land')).toBe(false);
  });

  it('decides how close a view may come by itself', () => {
    const [montevideo, munich] = [
      [-56.2, -34.9, -56.1, -34.85],
      [11.5, 48.1, 11.6, 48.2],
    ] as const;
    expect(usefulZoom({}, montevideo)).toBeGreaterThan(usefulZoom({}, munich));
    expect(usefulZoom({ pmtiles_url: '/maps/own.pmtiles' }, munich)).toBe(usefulZoom({}, montevideo));
  });
});
