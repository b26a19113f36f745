/** The vendor's messages as its AsyncAPI document describes them. Values are strings whatever their type. */
import { z } from 'zod';

const instant_ms = z.number().int().nonnegative();
const Envelope = z.looseObject({
  messageId: z.string().min(1).max(200),
  vin: z.string().min(1).max(64),
  timestamp: instant_ms,
  messageType: z.string(),
});

export const Signal = z.looseObject({
  name: z.string().max(200),
  timestamp: instant_ms,
  value: z.string().max(500),
  type: z.string().optional(),
});
export type Signal = z.infer<typeof Signal>;

const Fault = z.looseObject({ code: z.coerce.string().optional(), message: z.string().optional() });
const faults = z
  .array(Fault)
  .nullish()
  .transform((given) => given ?? []);

const SignalMessage = Envelope.extend({ messageType: z.literal('vehiclesignal'), data: z.looseObject({ signals: z.array(z.unknown()) }) });
const CommandMessage = Envelope.extend({
  messageType: z.literal('vehicle_command_response'),
  data: z.looseObject({
    commands: z.array(z.looseObject({ commandState: z.string(), commandTrackingId: z.string().min(1).max(200), errors: faults })),
  }),
});
const RegistrationMessage = Envelope.extend({
  messageType: z.literal('vehicle_registration_response'),
  data: z.looseObject({ state: z.string().max(100), errors: faults }),
});
const ServiceMessage = Envelope.extend({
  messageType: z.literal('vehicle_service_status_update'),
  data: z.looseObject({ services: z.array(z.looseObject({ serviceId: z.coerce.string().max(50), status: z.string().max(50) })) }),
});

export const VendorMessage = z.discriminatedUnion('messageType', [SignalMessage, CommandMessage, RegistrationMessage, ServiceMessage]);
export type VendorMessage = z.infer<typeof VendorMessage>;

/** Types that the vendor documents and that say nothing about a vehicle's state. The trip summary has two spellings. */
const without_state = new Set([
  'vehicle_service_activation_pending',
  'vehicle_trip_summary',
  'vehicletrip',
  'refueling_detection',
  'charging_detection',
  'charging_cycle_summary',
]);

export const isWithoutState = (message: unknown): boolean => {
  const parsed = z.looseObject({ messageType: z.string() }).safeParse(message);
  return parsed.success && without_state.has(parsed.data.messageType);
};
