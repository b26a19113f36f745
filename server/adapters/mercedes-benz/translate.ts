import type { StateReport, UnitNote, UnitRef } from '#lib/domain/telematics.ts';
import { readJson } from '../json-answer.ts';
import type { SourceMessage } from '../message-source.ts';
import type { CommandResult, StreamNews } from '../port.ts';
import { isWithoutState, VendorMessage } from './messages.ts';
import { translateSignals } from './translate-signals.ts';

export const registration_note = 'registration';
export const serviceNote = (service_id: string): string => `service ${service_id}`;

type Note = StreamNews['notes'][number];
type MessageOf<T extends VendorMessage['messageType']> = Extract<VendorMessage, { messageType: T }>;

const instant = (at_ms: number) => new Date(Math.min(at_ms, 8.64e15)).toISOString();

const describeErrors = (errors: readonly { code?: string | undefined; message?: string | undefined }[]) =>
  errors
    .map(({ code, message }) => `${code ?? '-'}: ${message ?? ''}`)
    .join('; ')
    .slice(0, 500);

/** Only codes are told: a vendor's words stay on the server. */
const codesOf = (errors: readonly { code?: string | undefined }[]): string => {
  const codes = errors.flatMap(({ code }) => (code !== undefined && /^\d{1,8}$/.test(code) ? [code] : []));
  return codes.length > 0 ? ` (code ${codes.join(', ')})` : '';
};

const toResult = (unit_id: string, command: MessageOf<'vehicle_command_response'>['data']['commands'][number]): CommandResult[] => {
  const { commandTrackingId: tracking_id, commandState, errors } = command;
  if (commandState === 'SUCCESSFUL') return [{ unit_id, tracking_id, outcome: 'SUCCEEDED', detail: 'The manufacturer confirmed it.' }];
  if (commandState !== 'FAILED') return [];
  const detail = `The manufacturer reports an error${codesOf(errors)}; the car may have acted all the same.`;
  return [{ unit_id, tracking_id, outcome: 'UNKNOWN', detail, vendor_detail: describeErrors(errors) }];
};

const toSetupNotes = (message: MessageOf<'vehicle_registration_response' | 'vehicle_service_status_update'>, unit_id: string): Note[] => {
  const about = { unit_id, timestamp: instant(message.timestamp), concerns_setup: true };
  if (message.messageType === 'vehicle_service_status_update') {
    return message.data.services.map(({ serviceId, status }) => ({ ...about, name: serviceNote(serviceId), value: status }));
  }
  const { state, errors } = message.data;
  const value = state === 'SUCCESSFUL' ? state : [state, ...errors.map(({ code }) => code ?? '')].join(' ').slice(0, 500);
  return [{ ...about, name: registration_note, value }];
};

/**
 * What a batch of the vendor's messages says, in their order. Every signal has its own time of measurement. Message and signal types that are not
 * known are counted; a message that is no message of this vendor is too.
 */
export const translateMessages = (
  messages: readonly SourceMessage[],
  findUnit: (unit_id: string) => UnitRef | undefined,
  received_at_ms: number,
): StreamNews => {
  const news: StreamNews = { reports: [], results: [], notes: [], skipped: 0 };
  const fresh = new Map<string, Record<string, UnitNote>>();
  const received_at = new Date(received_at_ms).toISOString();

  const unitNow = (unit_id: string): UnitRef | undefined => {
    const unit = findUnit(unit_id);
    return unit && { ...unit, notes: { ...unit.notes, ...fresh.get(unit_id) } };
  };

  const takeSignals = (message: MessageOf<'vehiclesignal'>, unit_id: string) => {
    const { properties, notes, skipped, contact_at } = translateSignals(message.data.signals, unitNow(unit_id));
    news.skipped += skipped;
    const known = fresh.get(unit_id) ?? {};
    for (const { name, ...note } of notes) known[name] = note;
    fresh.set(unit_id, known);
    news.notes.push(...notes.map((note) => ({ ...note, unit_id })));
    const report: StateReport = { brand: 'MERCEDES_BENZ', unit_id, received_at, properties, message_key: message.messageId };
    news.reports.push(contact_at === undefined ? report : { ...report, contact_at });
  };

  for (const { value } of messages) {
    const json = readJson(value);
    const parsed = VendorMessage.safeParse(json);
    if (!parsed.success) {
      if (!isWithoutState(json)) news.skipped += 1;
      continue;
    }
    const message = parsed.data;
    const unit_id = message.vin.toUpperCase();
    if (message.messageType === 'vehiclesignal') takeSignals(message, unit_id);
    else if (message.messageType === 'vehicle_command_response') {
      news.results.push(...message.data.commands.flatMap((command) => toResult(unit_id, command)));
    } else news.notes.push(...toSetupNotes(message, unit_id));
  }
  return news;
};
