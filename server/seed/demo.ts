/**
 * The demo: a fleet of 300 vehicles in Montevideo with the people and clients to use it. One transaction; the files that belong to it are written
 * before it commits, so that there is never a demo fleet that nobody can open.
 */
import { founderPermissions, presetPermissions } from '#lib/domain/access.ts';
import type { App } from '#server/app.ts';
import { dataPaths } from '#server/config.ts';
import { newToken } from '#server/ids.ts';
import { write } from '#server/store/write.ts';
import { writeDemoFile } from '../../e2e/fakes/world/demo-file.ts';
import { createScenario } from '../../e2e/fakes/world/scenario.ts';
import {
  composeDemoFile,
  makeUnitPasswords,
  makeVendorSecrets,
  vendor_port_count,
  vendorCredentials,
} from '../../e2e/fakes/world/vendor-secrets.ts';
import { composeAccess, writeAccessFile } from './access-file.ts';
import { findFreePorts } from './free-port.ts';
import { seedCredentials } from './seed-credentials.ts';
import { createHistory } from './seed-drives.ts';
import { seedActor, seedApiClient, seedFleet, seedPerson } from './seed-fleet.ts';
import { seedGeofences } from './seed-geofences.ts';
import { seedArchivedVehicle, seedVehicle } from './seed-vehicles.ts';

const scenario_seed = 2026;
/** The fake vendors' ports follow the gateway's at this distance. */
const port_distance = 10;

export const seedDemo = async (app: App, count = 300): Promise<void> => {
  const paths = dataPaths(app.config.data_dir);
  const ports = await findFreePorts((app.config.gateway_port || 3001) + port_distance, vendor_port_count);
  const secrets = makeVendorSecrets(ports, newToken);
  const { vehicles, archived } = createScenario({ seed: scenario_seed, count });
  const unit_passwords = makeUnitPasswords([...vehicles, ...archived], newToken);
  await write(app, async (tx, emit, audit) => {
    const fleet_id = await seedFleet(app, tx, 'Motorpool Montevideo');
    const people = [
      await seedPerson(app, tx, fleet_id, { scenario: 'Demo', role: 'admin', preset: 'Fleet Manager', permissions: founderPermissions() }),
      await seedPerson(app, tx, fleet_id, { scenario: 'Demo', role: 'staff', preset: 'Operations Specialist' }),
      await seedPerson(app, tx, fleet_id, { scenario: 'Demo', role: 'support', preset: 'Support' }),
    ];
    const api_client = await seedApiClient(app, tx, fleet_id, {
      number: 1,
      name: 'Demo API client',
      permissions: [...presetPermissions('Operations Specialist'), 'event-subscriptions', 'oem-credentials.ro'],
    });
    const booking = await seedApiClient(app, tx, fleet_id, {
      number: 2,
      name: 'Demo booking system',
      permissions: ['vehicles', 'vehicle-commands', 'events-trips.ro'],
    });
    const { ids, push_paths } = await seedCredentials(app, tx, fleet_id, vendorCredentials(secrets));
    const seed = { app, tx, emit, audit, actor: seedActor(fleet_id), credentials: ids, unit_passwords };
    const seedHistory = createHistory(scenario_seed);
    for (const vehicle of vehicles) await seedHistory(seed, await seedVehicle(seed, vehicle), vehicle);
    for (const [index, vehicle] of archived.entries()) await seedArchivedVehicle(seed, vehicle, 3 + 13 * index);
    await seedGeofences(app, tx, fleet_id);
    const scenario = { seed: scenario_seed, count };
    writeDemoFile(paths.demo, composeDemoFile(secrets, push_paths, { scenario, unit_passwords, api_client: booking }));
    writeAccessFile(paths.demo_access, composeAccess(app.config, people, api_client, secrets.vendor_ports));
  });
};
