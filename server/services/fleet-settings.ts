import { findBrand } from '#lib/catalogue/catalogue.ts';
import type { FleetSettings, FleetSettingsPatch } from '#lib/contract/fleet-settings.ts';
import { commandDefinition } from '#lib/domain/command.ts';
import { Problem } from '#lib/domain/problem.ts';
import type { App } from '#server/app.ts';
import { type FleetRow, findFleet, updateFleet } from '#server/store/access.ts';
import { readFleetRules } from '#server/store/fleet-rules.ts';
import { write } from '#server/store/write.ts';
import { authorise } from './authorise.ts';
import type { Call, Service } from './call.ts';
import { etagOf, requireUnchanged } from './revision.ts';

const toSettings = ({ name, time_zone, settings }: FleetRow): FleetSettings => ({ name, time_zone, ...readFleetRules(settings) });

const getRow = async (db: App['db']['read'], fleet_id: string): Promise<FleetRow> => {
  const row = await findFleet(db, fleet_id);
  if (!row) throw new Problem('resource-not-found', 'This fleet is gone.');
  return row;
};

const refuse = (pointer: string, message: string) =>
  new Problem('validation-error', `${pointer}: ${message}`, { errors: [{ pointer, code: 'invalid', message }] });

const requireSense = ({ life_status_timeout_in_minutes, extra_commands }: FleetSettingsPatch) => {
  const unknown = Object.keys(life_status_timeout_in_minutes ?? {}).find((brand) => !findBrand(brand));
  if (unknown) throw refuse(`/life_status_timeout_in_minutes/${unknown}`, `There is no telematics brand ${unknown}.`);
  const usual = (extra_commands ?? []).findIndex((command) => !commandDefinition(command).off_by_default);
  if (usual >= 0) throw refuse(`/extra_commands/${usual}`, 'This command is on without being named here.');
};

const merge = (before: FleetSettings, patch: FleetSettingsPatch): FleetSettings => {
  const timeouts = { ...before.life_status_timeout_in_minutes, ...patch.life_status_timeout_in_minutes };
  const kept = Object.entries(timeouts).filter((pair): pair is [string, number] => typeof pair[1] === 'number');
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
  const { enabled, days_without_contact } = before.automatic_vehicle_removal;
  const removal = patch.automatic_vehicle_removal ?? {};
  return {
    ...before,
    ...given,
    automatic_vehicle_removal: {
      enabled: removal.enabled ?? enabled,
      days_without_contact: removal.days_without_contact ?? days_without_contact,
    },
    sharing_partners: [...new Set(patch.sharing_partners ?? before.sharing_partners)],
    extra_commands: [...new Set(patch.extra_commands ?? before.extra_commands)],
    life_status_timeout_in_minutes: Object.fromEntries(kept),
  };
};

const changesBetween = (before: FleetSettings, after: FleetSettings) =>
  Object.fromEntries(
    (Object.keys(after) as (keyof FleetSettings)[])
      .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
      .map((key) => [key, { before: before[key], after: after[key] }]),
  );

const view = async (app: App, fleet_id: string, onRevision: Call<'getFleetSettings'>['onRevision']): Promise<FleetSettings> => {
  const row = await getRow(app.db.read, fleet_id);
  onRevision?.(etagOf(row));
  return toSettings(row);
};

export const getFleetSettings: Service<'getFleetSettings'> = async (app, actor, { onRevision }) => {
  authorise(actor, 'getFleetSettings');
  return view(app, actor.fleet_id, onRevision);
};

/** Gateway and commands read them anew each time, so they hold at once. */
export const updateFleetSettings: Service<'updateFleetSettings'> = async (app, actor, { body, if_match, onRevision }) => {
  authorise(actor, 'updateFleetSettings');
  requireSense(body);
  const { fleet_id, flow_id } = actor;
  await write(app, async (tx, _emit, audit) => {
    await app.db.dialect.lockFleet(tx, `${fleet_id} settings`);
    const row = await getRow(tx, fleet_id);
    requireUnchanged('The fleet', row, if_match);
    const before = toSettings(row);
    const after = merge(before, body);
    const detail = changesBetween(before, after);
    if (Object.keys(detail).length === 0) return;
    const { name, time_zone, ...rules } = after;
    const settings = JSON.stringify({ ...JSON.parse(row.settings), ...rules });
    await updateFleet(tx, fleet_id, { name, time_zone, settings, revision: row.revision + 1 });
    audit({ fleet_id, actor, action: 'fleet.change-settings', object_type: 'fleet', object_id: fleet_id, detail, flow_id });
  });
  return view(app, fleet_id, onRevision);
};
