import { findBrand } from '#lib/catalogue/catalogue.ts';
import type { VehicleModel } from '#lib/domain/telematics.ts';
import { type BrandShare, fleetModels, isElectric, kindOfModel } from './fleet-mix.ts';
import { drawCarPlate, drawMopedPlate, drawUnique, drawVin, makerCode, pickColor } from './identity.ts';
import { hubs } from './places.ts';
import { between, pick, type Random, wholeBetween } from './random.ts';
import type { ScenarioVehicle } from './scenario-vehicle.ts';

/** Birds of Uruguay for cars, trees for vans, flowers for mopeds; kick scooters are only numbered. */
const names: Record<ScenarioVehicle['kind'], readonly string[]> = {
  car: ['Hornero', 'Tero', 'Benteveo', 'Ñandú', 'Cardenal', 'Calandria', 'Zorzal', 'Chajá', 'Garza', 'Carancho', 'Macá', 'Tijereta'],
  van: ['Ceibo', 'Ombú', 'Timbó', 'Coronilla', 'Lapacho', 'Ibirapitá', 'Quebracho', 'Tala'],
  moped: ['Margarita', 'Jazmín', 'Malvón', 'Azahar', 'Camalote', 'Macachín', 'Verbena', 'Petunia', 'Retama', 'Marcela'],
  scooter: ['Scooter'],
};
const seats: Record<ScenarioVehicle['kind'], string> = { car: '5', van: '3', moped: '2', scooter: '1' };
const sometimes: readonly (readonly [tag: string, chance: number])[] = [
  ['demo_night', 0.08],
  ['corporate', 0.1],
  ['child_seat', 0.04],
];

type Described = Pick<
  ScenarioVehicle,
  | 'brand'
  | 'unit_id'
  | 'vehicle_model_id'
  | 'extensions'
  | 'master_data'
  | 'custom_fields'
  | 'tags'
  | 'kind'
  | 'electric'
  | 'mileage_km'
  | 'locked'
  | 'driving_enabled'
>;

/** Parked and given back: what the unit can lock is locked; where it has no relay, the key alone decides who drives. */
const keylessState = ({ capabilities: { commands } }: VehicleModel): { locked: boolean; driving_enabled: boolean } => ({
  locked: commands.includes('LOCK_CENTRAL_LOCK'),
  driving_enabled: !commands.includes('ENABLE_DRIVING'),
});

const mileage_per_year_km: Record<ScenarioVehicle['kind'], number> = { car: 14_000, van: 18_000, moped: 6000, scooter: 1800 };

/** Makes up who a vehicle is; unit ids, plates, VINs and names are unique among all that one returned function describes. */
export const describeVehicle = (random: Random) => {
  const used = { unit: new Set<string>(), plate: new Set<string>(), vin: new Set<string>(), name: new Map<string, number>() };

  const nextName = (kind: ScenarioVehicle['kind']): string => {
    const name = pick(random, names[kind]);
    const number = (used.name.get(name) ?? 0) + 1;
    used.name.set(name, number);
    return `${name} ${String(number).padStart(2, '0')}`;
  };

  return (share: BrandShare, home: string): Described => {
    const model = pick(random, fleetModels(share));
    const kind = kindOfModel(model) ?? 'car';
    const electric = isElectric(model);
    const year = Math.max(Number(model.start_of_production.slice(0, 4)), wholeBetween(random, 2019, 2025));
    const registered = kind !== 'scooter';
    const color = pickColor(random);
    const unit_id = drawUnique(used.unit, () => share.drawUnitId(random));
    const built_in = findBrand(share.brand)?.unit_id_label === 'VIN';
    return {
      brand: share.brand,
      unit_id,
      vehicle_model_id: model.id,
      extensions: model.extensions.filter(() => random() < 0.5).map((extension) => extension.id),
      master_data: {
        ...(registered && {
          vin: built_in ? unit_id : drawUnique(used.vin, () => drawVin(random, makerCode(model.vehicle_brand))),
          license_plate: drawUnique(used.plate, () => (kind === 'moped' ? drawMopedPlate(random) : drawCarPlate(random))),
        }),
        brand: model.vehicle_brand,
        model: model.vehicle_model,
        custom_name: nextName(kind),
        fuel_type: electric ? 'ELECTRIC' : model.vehicle_model.includes('Hybrid') ? 'HYBRID' : 'PETROL',
        year_of_production: year,
        transmission: electric || random() < 0.5 ? 'AUTOMATIC' : 'MANUAL',
        vehicle_type: model.vehicle_type,
      },
      custom_fields: { seats: seats[kind], color, hub: pick(random, hubs).id },
      tags: [home, ...sometimes.filter(([, chance]) => random() < chance).map(([tag]) => tag)],
      kind,
      electric,
      ...(['car', 'van'].includes(kind) ? keylessState(model) : { locked: true, driving_enabled: false }),
      mileage_km: Math.round(between(random, 0.3, 1.2) * mileage_per_year_km[kind] * Math.max(1, 2026 - year)),
    };
  };
};
