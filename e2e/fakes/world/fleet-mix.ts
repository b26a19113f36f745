import { listModels } from '#lib/catalogue/catalogue.ts';
import type { TelematicsBrand, VehicleModel } from '#lib/domain/telematics.ts';
import { drawHex, drawImei, drawSerial, drawVin, makerCode } from './identity.ts';
import type { Random } from './random.ts';
import type { VehicleKind } from './vehicle-kinds.ts';

export interface BrandShare {
  brand: TelematicsBrand;
  share: number;
  types: readonly VehicleModel['vehicle_type'][];
  drawUnitId: (random: Random) => string;
}

/** Which telematics brands a simulated fleet is made of. */
export const fleet_mix: BrandShare[] = [
  { brand: 'CLOUDBOXX', share: 80 / 300, types: ['CAR', 'VAN'], drawUnitId: (random) => drawHex(random, 16) },
  { brand: 'TELTONIKA', share: 66 / 300, types: ['CAR', 'VAN'], drawUnitId: (random) => drawImei(random, '35250308') },
  { brand: 'QUECLINK', share: 12 / 300, types: ['CAR', 'VAN'], drawUnitId: (random) => drawImei(random, '86289402') },
  { brand: 'MERCEDES_BENZ', share: 12 / 300, types: ['CAR', 'VAN'], drawUnitId: (random) => drawVin(random, makerCode('Mercedes-Benz')) },
  { brand: 'NIU', share: 76 / 300, types: ['MOPED'], drawUnitId: (random) => drawSerial(random, 'N', 16) },
  { brand: 'SEGWAY', share: 42 / 300, types: ['KICKSCOOTER'], drawUnitId: (random) => drawImei(random, '86820005') },
  { brand: 'OKAI', share: 12 / 300, types: ['KICKSCOOTER'], drawUnitId: (random) => drawImei(random, '86807004') },
];

/** The brand of the vehicle at `place` (0 to 1) when all are lined up by brand. */
export const brandAt = (place: number): BrandShare => {
  let sum = 0;
  for (const entry of fleet_mix) {
    sum += entry.share;
    if (place < sum - 1e-9) return entry;
  }
  const last = fleet_mix.at(-1);
  if (!last) throw new RangeError('The fleet mix is empty');
  return last;
};

const kinds_by_type: Partial<Record<VehicleModel['vehicle_type'], VehicleKind>> = {
  CAR: 'car',
  VAN: 'van',
  MOPED: 'moped',
  KICKSCOOTER: 'scooter',
};

export const kindOfModel = (model: VehicleModel): VehicleKind | undefined => kinds_by_type[model.vehicle_type];

/** Catalogue models of a brand that the simulated fleet buys. */
export const fleetModels = ({ brand, types }: BrandShare): VehicleModel[] =>
  listModels(brand).filter((model) => types.includes(model.vehicle_type));

/** The catalogue does not name the fuel: what can report charging has a battery, and so has every two-wheeler here. */
export const isElectric = (model: VehicleModel): boolean =>
  model.capabilities.vehicle_state.includes('CHARGING_STATUS') || ['moped', 'scooter'].includes(kindOfModel(model) ?? '');
