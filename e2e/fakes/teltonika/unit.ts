/** A Teltonika unit over a real socket: identification, records resent until they are acknowledged, commands with their answers, and faults on demand. */
import { connect, type Socket } from 'node:net';
import { createRecordStore } from './record-store.ts';
import { type Actuation, type Reaction, reactTo, type UnitFaults } from './unit-commands.ts';
import { recordOf, type UnitState, type UnitWiring } from './unit-state.ts';
import { createServerReader, encodeAnswer, encodeHello, encodeRecords, type RecordCodec, type ServerMessage } from './wire.ts';

export interface TeltonikaUnitOptions {
  imei: string;
  host: string;
  port: number;
  /** Read at every record and written by commands; it may be a view of an object elsewhere. */
  state: UnitState;
  codec?: RecordCodec;
  wiring?: UnitWiring;
  clock?: () => number;
  /** 0 (default): records are made by `record` and on request only. */
  record_interval_ms?: number;
  /** Wait for an acknowledgement before the same records are sent again. */
  resend_after_ms?: number;
  reconnect_after_ms?: number;
  max_records_per_packet?: number;
  /** The oldest record is dropped beyond this. */
  max_buffered_records?: number;
}

export interface TeltonikaUnit {
  readonly imei: string;
  readonly state: UnitState;
  readonly online: boolean;
  /** The server does not want this unit. */
  readonly refused: boolean;
  /** Records not yet acknowledged, records acknowledged, packets sent with repeats. */
  readonly stats: { buffered: number; acknowledged: number; packets: number };
  /** What the unit did, with times. */
  readonly actuations: readonly Actuation[];
  /** Every command text that arrived. */
  readonly received: readonly Actuation[];
  faults: UnitFaults;
  /** Connects, and comes back whenever the connection is lost. */
  start(): void;
  /** Leaves the network; records are kept for the next start. */
  stop(): void;
  /** Changes the state and reports it, as an event of high priority. */
  setState(change: Partial<UnitState>): void;
  /** Makes a record of the present state; `event_id` is the element that caused it, 0 for one made by time. */
  record(event_id?: number): void;
  /** Cuts the connection; the unit comes back by itself. */
  dropConnection(): void;
  /** Any bytes, for tests of hostile input. */
  sendRaw(bytes: Uint8Array): void;
}

const ignition_event = 239;
const kept_texts = 500;

export const createTeltonikaUnit = (options: TeltonikaUnitOptions): TeltonikaUnit => {
  const { imei, state, wiring, codec = '8E', clock = Date.now, record_interval_ms = 0, reconnect_after_ms = 1_000 } = options;
  const actuations: Actuation[] = [];
  const received: Actuation[] = [];
  let socket: Socket | undefined;
  let running = false;
  let online = false;
  let refused = false;
  let interval: NodeJS.Timeout | undefined;
  let reconnect: NodeJS.Timeout | undefined;

  const records = createRecordStore({
    send: (packet) => {
      if (online) socket?.write(encodeRecords(codec, packet));
      return online;
    },
    resend_after_ms: options.resend_after_ms ?? 5_000,
    max_per_packet: options.max_records_per_packet ?? 10,
    max_kept: options.max_buffered_records ?? 5_000,
  });

  const unit: TeltonikaUnit = {
    imei,
    state,
    get online() {
      return online;
    },
    get refused() {
      return refused;
    },
    get stats() {
      return records.stats();
    },
    actuations,
    received,
    faults: {},
    start: () => {
      if (running) return;
      running = true;
      open();
      if (record_interval_ms > 0) interval = setInterval(() => unit.record(), record_interval_ms);
    },
    stop: () => {
      running = false;
      clearInterval(interval);
      clearTimeout(reconnect);
      socket?.destroy();
    },
    setState: (change) => {
      Object.assign(state, change);
      unit.record(ignition_event);
    },
    record: (event_id = 0) => {
      const record = recordOf(state, wiring, clock(), event_id);
      records.add({ ...record, elements: record.elements.filter(({ id }) => id !== unit.faults.without_element) });
    },
    dropConnection: () => socket?.destroy(),
    sendRaw: (bytes) => socket?.write(bytes),
  };

  const note = (list: Actuation[], text: string): void => {
    list.push({ at: new Date(clock()).toISOString(), text });
    if (list.length > kept_texts) list.shift();
  };

  const reactWithFaults = (text: string): Reaction => {
    const { refuse, queued, pretend } = unit.faults;
    if (refuse !== undefined && text !== 'getrecord') return { answer: refuse };
    const reaction = reactTo(text, state, wiring);
    if (queued && text.startsWith('setdigout')) return { answer: `${reaction.answer} Speed is above threshold, queued` };
    return pretend ? { ...reaction, effect: undefined } : reaction;
  };

  /** Over the connection by which the command came. */
  const answerWith = (bytes: Buffer, from = socket): void => {
    const { double_answer, answers_after, answer_after_ms = 0 } = unit.faults;
    const send = () => from?.writable && from.write(double_answer ? Buffer.concat([bytes, bytes]) : bytes);
    if (answers_after) void answers_after.then(send);
    else if (answer_after_ms > 0) setTimeout(send, answer_after_ms).unref();
    else send();
  };

  const obey = (command: ServerMessage & { kind: 'command' }): void => {
    const { silent, mute, wrong_imei, hangs_up } = unit.faults;
    note(received, command.text);
    if (silent) return;
    if (command.codec === 14 && (wrong_imei || command.imei !== imei)) {
      socket?.write(encodeAnswer(14, imei, '', 'nack'));
      return;
    }
    const { answer, effect, makes_record } = reactWithFaults(command.text);
    if (effect) {
      note(actuations, command.text);
      Object.assign(state, effect);
    }
    if (hangs_up && effect) {
      socket?.destroy();
      return;
    }
    if (answer !== undefined && !mute) answerWith(encodeAnswer(command.codec, imei, answer));
    if (makes_record) unit.record(ignition_event);
  };

  const take = (message: ServerMessage): void => {
    if (message.kind === 'command') obey(message);
    else if (message.kind === 'acknowledgement') records.acknowledge(message.count);
    else {
      refused = !message.accepted;
      online = message.accepted;
      records.flush();
    }
  };

  const open = (): void => {
    const read = createServerReader();
    const opened = connect({ host: options.host, port: options.port, noDelay: true });
    socket = opened;
    opened.on('connect', () => opened.write(encodeHello(imei)));
    opened.on('data', (bytes) => read(bytes).forEach(take));
    opened.on('error', () => opened.destroy());
    opened.on('close', () => {
      online = false;
      records.rest();
      // Spread, so that a fleet does not come back as one.
      if (running) reconnect = setTimeout(open, reconnect_after_ms * (0.7 + 0.6 * Math.random()));
    });
  };

  return unit;
};
