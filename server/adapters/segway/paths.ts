/** Where the gateway of each generation takes which order. Paths belong to the model: its settings replace ours. */
import { z } from 'zod';
import type { CommandCapability } from '#lib/domain/command.ts';
import { AdapterFailure } from '../port.ts';

export interface SegwayCall {
  method: 'GET' | 'POST';
  path: string;
  body?: Record<string, unknown>;
}

type Order = 'unlock' | 'lock' | 'battery_cover' | 'sound';

export const orders: Partial<Record<CommandCapability, Order>> = {
  ENABLE_DRIVING: 'unlock',
  DISABLE_DRIVING: 'lock',
  UNLOCK_BATTERY_COMPARTMENT: 'battery_cover',
  DRAW_ATTENTION: 'sound',
};

const paths: Record<1 | 2, Record<Order, string>> = {
  2: {
    unlock: '/api/v2/vehicle/control/unlock',
    lock: '/api/v2/vehicle/control/lock',
    battery_cover: '/api/v2/vehicle/control/battery-cover',
    sound: '/api/v2/vehicle/control/sound',
  },
  1: {
    unlock: '/api/vehicle/control/unlock',
    lock: '/api/vehicle/control/lock',
    battery_cover: '/api/vehicle/control/battery/cover',
    sound: '/api/vehicle/control/toot',
  },
};

const UnitSettings = z.looseObject({
  vehicle_code: z.string().min(1).optional(),
  paths: z.partialRecord(z.enum(['unlock', 'lock', 'battery_cover', 'sound']), z.string().startsWith('/api/')).optional(),
});

const codeOf = (settings: z.infer<typeof UnitSettings>): string => {
  if (settings.vehicle_code) return settings.vehicle_code;
  throw new AdapterFailure('setup', 'Segway needs the vehicle code of this vehicle, which is not set');
};

const readSettings = (settings: Record<string, unknown>) => {
  const parsed = UnitSettings.safeParse(settings);
  if (parsed.success) return parsed.data;
  throw new AdapterFailure('setup', 'The settings of this vehicle are not valid for Segway');
};

/**
 * The first generation needs the vehicle code as well and throws `setup` when it is not set. The second finds a vehicle by its IoT code;
 * the code is added where it is known, since one public implementation sends both for the battery cover.
 */
export const orderCall = (order: Order, unit_id: string, generation: 1 | 2, unit_settings: Record<string, unknown>): SegwayCall => {
  const settings = readSettings(unit_settings);
  const vehicleCode = generation === 1 ? codeOf(settings) : settings.vehicle_code;
  const body = {
    iotCode: unit_id,
    ...(vehicleCode !== undefined && { vehicleCode }),
    ...(order === 'sound' && generation === 2 && { controlType: 1 }),
  };
  const path = (generation === 2 ? settings.paths?.[order] : undefined) ?? paths[generation][order];
  return { method: 'POST', path, body };
};

/** One query in the first generation, status and location apart in the second. `live` asks the unit for a new fix. */
export const queryCalls = (unit_id: string, generation: 1 | 2, unit_settings: Record<string, unknown>, live: boolean): SegwayCall[] => {
  const iotCode = encodeURIComponent(unit_id);
  if (generation === 1) {
    const vehicleCode = encodeURIComponent(codeOf(readSettings(unit_settings)));
    return [{ method: 'GET', path: `/api/vehicle/query/get?iotCode=${iotCode}&vehicleCode=${vehicleCode}` }];
  }
  return [
    { method: 'GET', path: `/api/v2/vehicle/query/current/status?iotCode=${iotCode}` },
    { method: 'GET', path: `/api/v2/vehicle/query/current/location?iotCode=${iotCode}${live ? '&realTimeLocation=true' : ''}` },
  ];
};
