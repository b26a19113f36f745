'use client';
import { useCallback, useEffect, useState } from 'react';
import { call } from '#lib/client/api.ts';
import { useLiveEvents, useLiveReset } from '#lib/client/live-provider.tsx';
import { allows, type Permission } from '#lib/domain/access.ts';
import type { CommandLogEntry } from '#lib/domain/command-schema.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import { applyEvent, mergeRecord, type VehicleRecord } from './vehicle-record.ts';

const command_count = 20;

const read = async (vehicle_id: string, with_log: boolean): Promise<VehicleRecord> => {
  const params = { vehicle_id };
  const [vehicle, state, log] = await Promise.all([
    call('getVehicle', { params }),
    call('getLatestVehicleState', { params }),
    with_log ? call('listCommandLog', { params, query: { limit: command_count } }) : { items: [] },
  ]);
  return { vehicle, state, commands: log.items };
};

/** The record kept current: live events, and one reading after the live stream is joined or had a gap. */
export const useVehicleRecord = (initial: VehicleRecord, permissions: readonly Permission[]) => {
  const [record, setRecord] = useState(initial);
  const { id } = initial.vehicle;
  const with_log = allows(permissions, 'events-trips.ro');

  const refresh = useCallback(async () => {
    const fresh = await read(id, with_log).catch(() => undefined);
    if (fresh) setRecord((before) => mergeRecord(before, fresh));
  }, [id, with_log]);

  useLiveEvents((events) => setRecord((before) => events.reduce(applyEvent, before)), { vehicle_id: id });
  useLiveReset(refresh);
  useEffect(() => void refresh(), [refresh]);

  const takeVehicle = useCallback((vehicle: Vehicle) => setRecord((before) => mergeRecord(before, { vehicle })), []);
  const takeCommands = useCallback((commands: readonly CommandLogEntry[]) => setRecord((before) => mergeRecord(before, { commands })), []);
  return { record, takeVehicle, takeCommands, refresh };
};
