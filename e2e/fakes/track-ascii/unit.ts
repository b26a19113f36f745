/** A unit that speaks @Track in ASCII over a real socket: password checked in silence, heartbeats, stored reports, SACK mode, and faults on demand. */
import { connect, type Socket } from 'node:net';
import type { Command, Reaction, UnitDialect, UnitState } from './dialect.ts';
import { createOutbox } from './outbox.ts';
import { createServerReader, hexCount, type ServerMessage, writeTime } from './wire.ts';

export interface TrackUnitOptions {
  imei: string;
  host: string;
  port: number;
  /** Read at every report and written by commands; it may be a view of an object elsewhere. */
  state: UnitState;
  password: string;
  clock?: () => number;
  /** The unit waits for an acknowledgement of each report. */
  server_ack?: boolean;
  /** 0: none. */
  heartbeat_interval_ms?: number;
  reconnect_after_ms?: number;
  resend_after_ms?: number;
  max_kept_reports?: number;
}

export interface TrackFaults {
  /** Commands are not answered and do nothing. */
  silent?: boolean;
  /** Commands act, but are not acknowledged; nor told by an event. */
  mute?: boolean;
  eventless?: boolean;
  /** Commands act at once, and are acknowledged so much later. */
  ack_after_ms?: number;
  /** Every acknowledgement comes twice. */
  double_ack?: boolean;
  /** Locking and unlocking fail, and the unit says so. */
  jammed?: boolean;
  /** Says that it acted, and does nothing. */
  pretend?: boolean;
  /** Commands act, and the connection is lost before their acknowledgement. */
  hangs_up?: boolean;
  /** Reports leave this field of their content empty. */
  without_field?: number;
  /** The unit's clock is off by so much. */
  clock_error_ms?: number;
}

export interface Actuation {
  at: string;
  /** Message and fields, without password and serial. */
  text: string;
}

export interface TrackUnit {
  readonly imei: string;
  readonly state: UnitState;
  readonly online: boolean;
  readonly password: string;
  /** Reports not yet handed over, written with repeats, acknowledged; heartbeats sent and answered. */
  readonly stats: { kept: number; sent: number; acknowledged: number; heartbeats: number; heartbeats_answered: number };
  readonly actuations: readonly Actuation[];
  /** Every command that arrived with the right password, and how many had a wrong one. */
  readonly received: readonly Actuation[];
  readonly wrong_passwords: number;
  faults: TrackFaults;
  start(): void;
  stop(): void;
  setState(change: Partial<UnitState>): void;
  report(message?: string): void;
  /** Content of such a report at this moment. */
  fieldsOf(message: string): string[];
  beat(): void;
  dropConnection(): void;
  sendRaw(text: string): void;
}

const kept_texts = 500;
const standstill_kmh = 2;
const standstill_check_ms = 50;

export const createTrackUnit = (dialect: UnitDialect, options: TrackUnitOptions): TrackUnit => {
  const { imei, state, clock = Date.now, heartbeat_interval_ms = 0, reconnect_after_ms = 1_000, server_ack = false } = options;
  const actuations: Actuation[] = [];
  const received: Actuation[] = [];
  let { password } = options;
  let socket: Socket | undefined;
  let running = false;
  let online = false;
  let count = 0;
  let wrong_passwords = 0;
  const beats = { heartbeats: 0, heartbeats_answered: 0 };
  const timers = new Set<NodeJS.Timeout>();
  let heartbeat: NodeJS.Timeout | undefined;

  const write = (text: string): boolean => {
    if (online) socket?.write(text, 'latin1');
    return online;
  };
  const outbox = createOutbox({
    send: write,
    server_ack,
    resend_after_ms: options.resend_after_ms ?? 5_000,
    max_kept: options.max_kept_reports ?? 500,
  });
  const moment = () => ({ at_ms: clock(), unit_at_ms: clock() + (unit.faults.clock_error_ms ?? 0) });
  const identity = `${dialect.protocol_version},${imei},${dialect.device_name}`;
  const nextCount = (): string => {
    count += 1;
    return hexCount(count);
  };
  const end = (): string => `${writeTime(moment().unit_at_ms)},${nextCount()}$`;

  const later = (work: () => void, after_ms: number): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, after_ms);
    timers.add(timer);
  };

  const unit: TrackUnit = {
    imei,
    state,
    get online() {
      return online;
    },
    get password() {
      return password;
    },
    get stats() {
      return { ...outbox.stats(), ...beats };
    },
    actuations,
    received,
    get wrong_passwords() {
      return wrong_passwords;
    },
    faults: {},
    start: () => {
      if (running) return;
      running = true;
      open();
      if (heartbeat_interval_ms > 0) heartbeat = setInterval(unit.beat, heartbeat_interval_ms);
    },
    stop: () => {
      running = false;
      clearInterval(heartbeat);
      for (const timer of timers) clearTimeout(timer);
      outbox.rest();
      socket?.destroy();
    },
    setState: (change) => {
      Object.assign(state, change);
      unit.report();
    },
    fieldsOf: (message) => {
      const fields = dialect.content(message, state, moment());
      const { without_field } = unit.faults;
      return without_field === undefined ? fields : fields.map((field, index) => (index === without_field ? '' : field));
    },
    report: (message = 'GTFRI') => {
      const now = moment();
      const body = [identity, ...unit.fieldsOf(message)].join(',');
      outbox.add({ message, body, send_time: writeTime(now.unit_at_ms), count: nextCount() });
    },
    beat: () => {
      if (write(`+ACK:GTHBD,${identity},,${end()}`)) beats.heartbeats += 1;
    },
    dropConnection: () => socket?.destroy(),
    sendRaw: (text) => socket?.write(text, 'latin1'),
  };

  const note = (list: Actuation[], { message, fields }: Command): void => {
    list.push({ at: new Date(clock()).toISOString(), text: [message, ...fields.slice(0, -1)].join(',') });
    if (list.length > kept_texts) list.shift();
  };

  const act = (command: Command, { effect, event }: Reaction): void => {
    if (event?.waits_for_standstill && state.speed > standstill_kmh) {
      later(() => act(command, { ...(effect && { effect }), event }), standstill_check_ms);
      return;
    }
    if (event && unit.faults.jammed) {
      unit.report(event.failed);
      return;
    }
    if (effect && !unit.faults.pretend) {
      note(actuations, command);
      Object.assign(state, effect);
    }
    if (event && !unit.faults.eventless) unit.report(event.done);
  };

  const acknowledge = ({ message, serial }: Command, { sub_command }: Reaction): void => {
    const reserved = ','.repeat(dialect.ack_reserved);
    const text = `+ACK:${message},${identity},${reserved}${sub_command === undefined ? '' : `${sub_command},`}${serial},${end()}`;
    write(text);
    if (unit.faults.double_ack) write(text);
  };

  const obey = (command: Command): void => {
    if (command.password !== password) {
      wrong_passwords += 1;
      return;
    }
    note(received, command);
    const reaction = unit.faults.silent ? undefined : dialect.react(command, state, moment());
    if (!reaction) return;
    const { mute, hangs_up, ack_after_ms = 0 } = unit.faults;
    if (hangs_up && reaction.effect) {
      note(actuations, command);
      Object.assign(state, reaction.effect);
      socket?.destroy();
      return;
    }
    if (!mute && ack_after_ms === 0) acknowledge(command, reaction);
    else if (!mute) later(() => acknowledge(command, reaction), ack_after_ms);
    if (reaction.new_password !== undefined) password = reaction.new_password;
    act(command, reaction);
    if (reaction.report) unit.report(reaction.report);
    if (reaction.reboots) socket?.destroySoon();
  };

  const take = (message: ServerMessage): void => {
    if (message.kind === 'command') obey(message);
    else if (message.kind === 'report answer') outbox.acknowledge(message.count);
    else beats.heartbeats_answered += 1;
  };

  const open = (): void => {
    const read = createServerReader();
    const opened = connect({ host: options.host, port: options.port, noDelay: true });
    socket = opened;
    opened.on('connect', () => {
      online = true;
      if (dialect.greeting) unit.report(dialect.greeting);
      else unit.beat();
      outbox.flush();
    });
    opened.on('data', (bytes) => read(bytes).forEach(take));
    opened.on('error', () => opened.destroy());
    opened.on('close', () => {
      online = false;
      outbox.rest();
      // Spread, so that a fleet does not come back as one.
      if (running) later(open, reconnect_after_ms * (0.7 + 0.6 * Math.random()));
    });
  };

  return unit;
};
