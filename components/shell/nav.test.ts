import { describe, expect, it } from 'vitest';
import { type preset_names, presetPermissions } from '#lib/domain/access.ts';
import { currentEntry } from './current-entry.ts';
import { nav_entries, visibleNav } from './nav.ts';
import { nav_keywords } from './nav-keywords.ts';

const seen = (preset: (typeof preset_names)[number]) => visibleNav(nav_entries, presetPermissions(preset)).map((entry) => entry.id);

describe('navigation', () => {
  it('shows each preset what it may open', () => {
    expect(seen('Fleet Manager')).toEqual([
      'fleet',
      'events',
      'trips',
      'geofences',
      'radius-search',
      'archive',
      'oem-credentials',
      'users',
      'presets',
      'support-access',
      'fleet-settings',
      'notifications',
      'audit-log',
      'health',
      'api-clients',
      'webhooks',
      'event-consumers',
    ]);
    expect(seen('Support')).toEqual(['fleet', 'events', 'trips', 'geofences', 'archive', 'notifications']);
    expect(seen('Vehicle Maintenance')).toEqual(['fleet', 'events', 'trips', 'geofences', 'notifications']);
    expect(visibleNav(nav_entries, [])).toEqual([]);
  });

  it('marks the page one is on, also below it', () => {
    const at = (path: string) => currentEntry(nav_entries, path)?.id;
    expect([at('/fleet'), at('/vehicles/JQ7RP'), at('/admin/oem-credentials/new'), at('/archived'), at('/')]).toEqual([
      'fleet',
      'fleet',
      'oem-credentials',
      undefined,
      undefined,
    ]);
  });

  it('has words that find each page in the palette', () => {
    expect(Object.keys(nav_keywords).sort()).toEqual(nav_entries.map(({ id }) => id).sort());
  });

  it('gives every page its own address and keys', () => {
    for (const key of ['id', 'href', 'shortcut'] as const)
      expect(new Set(nav_entries.map((entry) => entry[key])).size).toBe(nav_entries.length);
  });
});
