import type { FleetSettings, FleetSettingsPatch } from '#lib/contract/fleet-settings.ts';

/** What a save sends: the fields that differ; of the times per brand those that differ, with null for one that was cleared. */
export const changesOf = (before: FleetSettings, after: FleetSettings): FleetSettingsPatch => {
  const keys = (Object.keys(after) as (keyof FleetSettings)[]).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]) && key !== 'life_status_timeout_in_minutes',
  );
  const [was, is] = [before.life_status_timeout_in_minutes, after.life_status_timeout_in_minutes];
  const brands = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((brand) => was[brand] !== is[brand]);
  return {
    ...Object.fromEntries(keys.map((key) => [key, after[key]])),
    ...(brands.length > 0 && { life_status_timeout_in_minutes: Object.fromEntries(brands.map((brand) => [brand, is[brand] ?? null])) }),
  };
};
