import { listModels } from '#lib/catalogue/catalogue.ts';
import type { TelematicsBrand } from '#lib/domain/telematics.ts';
import type { App } from '#server/app.ts';
import { seedCredentials } from '#server/seed/seed-credentials.ts';
import { seedActor, seedFleet } from '#server/seed/seed-fleet.ts';
import { addVehicleIn } from '#server/services/create-vehicle.ts';
import { write } from '#server/store/write.ts';

export interface WantedVehicles {
  brand: TelematicsBrand;
  unit_ids: readonly string[];
  /** Fields that the brand declares; none: the brand has no credentials. */
  credentials?: Record<string, string>;
  /** Of each unit, for brands whose units have one. */
  passwordOf?: (unit_id: string) => string;
}

export interface ProofVehicle {
  vehicle_id: string;
  unit_id: string;
  brand: TelematicsBrand;
}

export interface ProofFleet {
  fleet_id: string;
  vehicles: ProofVehicle[];
  push_paths: ReadonlyMap<string, string>;
}

const day_ms = 86_400_000;

/** A fleet with vehicles of the first model of each brand, made by the same services that everybody uses; its units serve them since yesterday. */
export const seedProofFleet = (app: App, wanted: readonly WantedVehicles[]): Promise<ProofFleet> =>
  write(app, async (tx, emit, audit) => {
    const yesterday = { ...app, clock: () => app.clock() - day_ms };
    const fleet_id = await seedFleet(app, tx, 'Proof');
    const declared = wanted.flatMap(({ brand, credentials }) => (credentials ? [{ brand, values: credentials }] : []));
    const { ids, push_paths } = await seedCredentials(app, tx, fleet_id, declared);
    const vehicles: ProofVehicle[] = [];
    for (const { brand, unit_ids, passwordOf } of wanted) {
      const [model] = listModels(brand);
      if (!model) throw new Error(`The catalogue has no model for ${brand}.`);
      const credentials_id = ids.get(brand);
      for (const unit_id of unit_ids) {
        const telematics_unit = {
          id: unit_id,
          brand,
          setup: { vehicle_model_id: model.id },
          ...(credentials_id && { authentication: { credentials_id } }),
          ...(passwordOf && { authentication: { password: passwordOf(unit_id) } }),
        };
        const { id } = await addVehicleIn(yesterday, tx, emit, audit, seedActor(fleet_id), { telematics_unit });
        vehicles.push({ vehicle_id: id, unit_id, brand });
      }
    }
    return { fleet_id, vehicles, push_paths };
  });

export const imeiOf = (number: number): string => `3525030810${String(number).padStart(5, '0')}`;
