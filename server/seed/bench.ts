import { join } from 'node:path';
import { presetPermissions } from '#lib/domain/access.ts';
import type { App } from '#server/app.ts';
import { newToken } from '#server/ids.ts';
import { fillDocuments } from '#server/services/vehicle-documents.ts';
import { write } from '#server/store/write.ts';
import { createScenario } from '../../e2e/fakes/world/scenario.ts';
import { makeUnitPasswords, makeVendorSecrets, vendorCredentials } from '../../e2e/fakes/world/vendor-secrets.ts';
import { composeAccess, writeAccessFile } from './access-file.ts';
import { multiplyFleet } from './multiply-fleet.ts';
import { seedCredentials } from './seed-credentials.ts';
import { seedActor, seedApiClient, seedFleet, seedPerson } from './seed-fleet.ts';
import { seedVehicle } from './seed-vehicles.ts';
import { seedState } from './starting-states.ts';

/** Nobody listens there: a benchmark brings its own load. */
const nowhere = [9, 9, 9, 9, 9];

const hour_ms = 3_600_000;

/** Vehicles that are added one by one, as people would; those beyond are copies of them. */
const patterns = 1000;

/** A fleet of any size in which every vehicle has spoken once. What opens it goes to `bench-access.json` in the data directory. */
export const seedBench = async (app: App, count: number): Promise<void> => {
  const { vehicles } = createScenario({ seed: 1, count: Math.min(count, patterns) });
  const fleet_id = await write(app, async (tx, emit, audit) => {
    const fleet_id = await seedFleet(app, tx, 'Motorpool Bench');
    const people = [await seedPerson(app, tx, fleet_id, { scenario: 'Bench', role: 'admin', preset: 'Fleet Manager' })];
    const permissions = [...presetPermissions('Fleet Manager').filter((id) => id !== 'users' && !id.startsWith('api-clients'))];
    const api_client = await seedApiClient(app, tx, fleet_id, { number: 1, name: 'Bench API client', permissions });
    const { ids } = await seedCredentials(app, tx, fleet_id, vendorCredentials(makeVendorSecrets(nowhere, newToken)));
    const seed = {
      app,
      tx,
      emit,
      audit,
      actor: seedActor(fleet_id),
      credentials: ids,
      unit_passwords: makeUnitPasswords(vehicles, newToken),
    };
    for (const vehicle of vehicles) {
      await seedState(seed, await seedVehicle(seed, vehicle), vehicle, app.clock() - (vehicle.offline_hours ?? 0) * hour_ms);
    }
    writeAccessFile(join(app.config.data_dir, 'bench-access.json'), composeAccess(app.config, people, api_client));
    return fleet_id;
  });
  await fillDocuments(app);
  await multiplyFleet(app, fleet_id, count);
};
