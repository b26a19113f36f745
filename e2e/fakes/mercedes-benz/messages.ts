import { randomUUID } from 'node:crypto';
import type { FakeSignal } from './signals.ts';

type Faults = { code: string; message: string }[];

/** Messages as the vendor's AsyncAPI document shows them, as text for the log. */
export const createMessages = (clock: () => number) => {
  const compose = (vin: string, messageType: string, data: object, more: object = {}): string =>
    JSON.stringify({ messageId: randomUUID(), vin, timestamp: clock(), messageType, version: '1', ...more, data });
  return {
    signals: (vin: string, signals: readonly FakeSignal[]): string =>
      compose(vin, 'vehiclesignal', { signals }, { version: '1.0', serviceId: '1003', sendingBehaviour: 'ON_CHANGE' }),
    commandResponse: (vin: string, command: string, tracking_id: string, state: 'SUCCESSFUL' | 'FAILED', errors: Faults = []): string => {
      const entry = { command, commandState: state, commandTrackingId: tracking_id, timestamp: clock(), errors };
      return compose(vin, 'vehicle_command_response', { commands: [entry] }, { serviceId: '1011', sendingBehaviour: 'NA' });
    },
    registration: (vin: string, state: 'SUCCESSFUL' | 'FAILED', errors: Faults = []): string =>
      compose(vin, 'vehicle_registration_response', { state, errors }),
    serviceStatus: (vin: string, services: readonly { serviceId: string; status: string }[]): string =>
      compose(vin, 'vehicle_service_status_update', { services }),
    /** A kind that is documented and tells no state, and one that nobody documents. */
    tripSummary: (vin: string): string => compose(vin, 'vehicletrip', { distance: '12.4' }),
    unheardOf: (vin: string): string => compose(vin, 'vehicle_mood_update', { mood: 'fine' }),
  };
};
