import { MalformedMessage } from './fields.ts';

interface Envelope {
  /** For example GTFRI. */
  message: string;
  protocol_version: string;
  imei: string;
  device_name?: string;
  /** As sent; the zone of the unit decides what it means. */
  send_time_raw: string;
  /** Four hexadecimal digits that the unit counts its frames by. */
  count: string;
}

export type TrackMessage =
  /** `fields` are all behind the head: the first is the protocol version, the last the count. */
  | (Envelope & { kind: 'report'; buffered: boolean; fields: string[] })
  | (Envelope & { kind: 'heartbeat' })
  /** `serial` is that of the command which is acknowledged. */
  | (Envelope & { kind: 'ack'; serial: string; sub_command?: string });

export type TrackReport = Extract<TrackMessage, { kind: 'report' }>;

const head = /^\+(RESP|BUFF|ACK):(GT[A-Z0-9]{3})$/;
const version = /^(?:[0-9A-Z]{6}|[0-9A-Z]{10})$/;
const imei_form = /^\d{15}$/;
const time_form = /^\d{14}$/;
const count_form = /^[0-9A-Fa-f]{4}$/;
const serial_form = /^[0-9A-Fa-f]{1,4}$/;

const heartbeat = 'GTHBD';
/** Its acknowledgement names the sub-command, one field in front of the serial. */
const real_time_order = 'GTRTO';

const readAck = (envelope: Envelope, fields: string[]): TrackMessage => {
  const serial = fields.at(-3) ?? '';
  if (fields.length < 6 || !serial_form.test(serial)) throw new MalformedMessage('acknowledgement without a serial');
  const sub_command = envelope.message === real_time_order ? fields.at(-4) : undefined;
  return { kind: 'ack', ...envelope, serial: serial.toUpperCase().padStart(4, '0'), ...(sub_command && { sub_command }) };
};

/** Reads what every frame of a unit has in common; throws `MalformedMessage`. */
export const readMessage = (text: string): TrackMessage => {
  const [first = '', ...fields] = text.split(',');
  const [, kind, message = ''] = head.exec(first) ?? [];
  const [protocol_version = '', imei = '', device_name = ''] = fields;
  const send_time_raw = fields.at(-2) ?? '';
  const count = fields.at(-1) ?? '';
  if (!kind) throw new MalformedMessage('head');
  if (fields.length < 5 || !version.test(protocol_version) || !imei_form.test(imei)) throw new MalformedMessage('identity');
  if (!time_form.test(send_time_raw) || !count_form.test(count)) throw new MalformedMessage('end');
  const envelope = { message, protocol_version, imei, ...(device_name && { device_name }), send_time_raw, count: count.toUpperCase() };
  if (kind !== 'ACK') return { kind: 'report', buffered: kind === 'BUFF', ...envelope, fields };
  return message === heartbeat ? { kind: 'heartbeat', ...envelope } : readAck(envelope, fields);
};
