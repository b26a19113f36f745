/**
 * What a telematics brand must offer to the gateway. An adapter is a translator: it talks to one vendor or one kind of unit and speaks our words.
 * It keeps no state that outlives a restart, reads no clock, network or randomness but the context's, and never sees the database.
 * A command method never sends twice: anything between positive evidence and proof that nothing happened is `unknown`.
 * Vendor text and secrets stay in `AdapterFailure.vendor_detail` and `Secret`; neither reaches a caller.
 */
import type { CommandCapability } from '#lib/domain/command.ts';
import type { Configuration } from '#lib/domain/configuration.ts';
import type { Secret } from '#lib/domain/secret.ts';
import type { StateReport, TelematicsBrand, UnitNote, UnitRef } from '#lib/domain/telematics.ts';
import type { HttpClient } from './http-port.ts';
import type { KafkaClient, MessageSource, SourceMessage } from './message-source.ts';

/**
 * Kinds of failure that an adapter may state. All but `unknown` claim that the vehicle did not act:
 * offline (nothing was sent, unit or vendor not reached), limited (rate limit, breaker), rejected (credentials refused), setup (unit not set up at the
 * vendor), state (unit refuses because of its state), busy (unit works on another command), unit (the unit answered with an error),
 * vendor (the vendor answered with an error), unsupported (no such command here).
 */
export type FailureKind = 'offline' | 'limited' | 'rejected' | 'setup' | 'state' | 'busy' | 'unit' | 'vendor' | 'unsupported' | 'unknown';

export class AdapterFailure extends Error {
  readonly kind: FailureKind;
  readonly retry_after_ms: number | undefined;
  /** For support, kept on the server; secrets already masked. */
  readonly vendor_detail: string | undefined;

  constructor(kind: FailureKind, message: string, more: { retry_after_ms?: number; vendor_detail?: string; cause?: unknown } = {}) {
    super(message, { cause: more.cause });
    this.name = 'AdapterFailure';
    this.kind = kind;
    this.retry_after_ms = more.retry_after_ms;
    this.vendor_detail = more.vendor_detail;
  }
}

/** Opened credentials of a fleet at a vendor. `values` holds every field of the brand's declaration that is set, secret ones wrapped. */
export interface Credentials {
  id: string;
  values: Record<string, string | Secret>;
  /** Changes when a secret is replaced; token caches key on it. */
  revision: number;
}

export interface AdapterLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** What a vendor said later, through its stream, about an order that it had taken before. */
export interface CommandResult {
  unit_id: string;
  tracking_id: string;
  /** UNKNOWN: the vendor reports an error that may have had an effect all the same. */
  outcome: 'SUCCEEDED' | 'FAILED' | 'UNKNOWN';
  /** In our words, for people. */
  detail: string;
  /** For support, kept on the server. */
  vendor_detail?: string;
}

export interface AdapterContext {
  clock: () => number;
  random: () => number;
  http: HttpClient;
  kafka: KafkaClient;
  /** Waits for the stream to bring the result of an order that is one step of several; undefined when the time is over. */
  awaitResult(tracking_id: string, until_ms: number): Promise<CommandResult['outcome'] | undefined>;
  log: AdapterLog;
  flow_id: string;
  /** Lives as long as the credentials are in use; for vendor tokens. Never shared between credentials. */
  cache: Map<string, unknown>;
}

export type CredentialCheck =
  | { ok: true; units_visible?: number }
  | { ok: false; reason: 'invalid' | 'forbidden' | 'unreachable' | 'needs_unit_online'; detail: string };

export interface DiscoveredUnit {
  unit_id: string;
  /** Vendor's name of the model, to pre-select ours. */
  model_hint?: string;
  last_contact_at?: string;
}

/** Failed commands are thrown as `AdapterFailure`; its kind `unknown` is the outcome UNKNOWN. */
export type CommandOutcome =
  | { status: 'succeeded'; report?: StateReport }
  /** Taken by vendor or unit; a state report or `settle` follows. After `confirm_by` the outcome is unknown. */
  | { status: 'accepted'; tracking_id?: string; confirm_by: string };

export interface CommandOrder {
  command_id: string;
  capability: CommandCapability;
  /** Never sent after this instant. */
  expires_at: string;
  /** Of the unit, for brands whose units have one of their own. */
  password?: Secret;
}

export interface PushRequest {
  /** Below `/push/{brand}/{token}`. */
  path: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  body: Uint8Array;
}
export interface PushReply {
  status: number;
  body?: string;
  content_type?: string;
}

export type StreamNote = UnitNote & {
  unit_id: string;
  name: string;
  /** The unit's setup waits for such a word. */
  concerns_setup?: boolean;
};

/** What messages of the vendor's stream say. */
export interface StreamNews {
  reports: StateReport[];
  results: CommandResult[];
  /** Facts about units that are no state: kept by the gateway, newest per name, and handed back in `UnitRef.notes`. */
  notes: StreamNote[];
  /** Messages and values that we do not know; counted, never an error. */
  skipped: number;
}

/**
 * A brand whose vehicles speak through a log that the vendor keeps. The gateway reads it, one reader per credentials: it stores what a batch says,
 * and only after that COMMIT it commits the batch at the source. So an adapter cannot acknowledge too early; it opens and translates.
 */
export interface StreamSide {
  open(credentials: Credentials, context: AdapterContext): Promise<MessageSource>;
  /** `findUnit`: our units, with the notes of messages stored before. Pure; throws for nothing that a vendor may send. */
  translate(messages: readonly SourceMessage[], findUnit: (unit_id: string) => UnitRef | undefined, received_at_ms: number): StreamNews;
  /** The vendor forgets what was not read after this time; a lag beyond a part of it raises an alarm. */
  alarm_lag_ms: number;
}

/** How far a unit's setup at the vendor is. `progress` is the adapter's own, kept durably and handed back at the next step. */
export type AttachStatus =
  | { status: 'SUCCEEDED' }
  | { status: 'IN_PROGRESS'; progress: AttachProgress; check_after_ms: number; detail: string }
  | { status: 'FAILED'; detail: string };
export type AttachProgress = Record<string, string>;

export interface PollLimits {
  /** Never polled more often per unit. */
  min_poll_seconds: number;
  /** Poll interval for a parked and for a driving vehicle. */
  parked_poll_seconds: number;
  driving_poll_seconds: number;
}

export interface HttpAdapter {
  brand: TelematicsBrand;
  verifyCredentials(credentials: Credentials, context: AdapterContext): Promise<CredentialCheck>;
  discoverUnits?(credentials: Credentials, context: AdapterContext): AsyncIterable<DiscoveredUnit>;
  /**
   * One step of the unit's setup at the vendor; safe to repeat, since a restart may come between the step and its note.
   * Called again after `check_after_ms`, and at once when the stream brought a note about the unit.
   */
  attachUnit?(credentials: Credentials, unit: UnitRef, progress: AttachProgress, context: AdapterContext): Promise<AttachStatus>;
  /** Lets the vendor forget the unit; one that it does not know counts as done. */
  detachUnit?(credentials: Credentials, unit_id: string, context: AdapterContext): Promise<void>;
  stream?: StreamSide;
  /** Absent where the vendor cannot be asked. */
  fetchState?(credentials: Credentials, unit: UnitRef, context: AdapterContext): Promise<StateReport>;
  sendCommand(credentials: Credentials, unit: UnitRef, order: CommandOrder, context: AdapterContext): Promise<CommandOutcome>;
  /** Translates one pushed message. The gateway stores the reports, then sends `reply`; a failed store is answered 500 instead. */
  receivePush?(
    request: PushRequest,
    credentials: Credentials,
    context: AdapterContext,
  ): Promise<{ reports: StateReport[]; reply: PushReply }>;
  limits: { max_concurrent_per_credentials: number };
}

/** A vendor that can be asked for a vehicle's state. */
export interface PolledAdapter extends HttpAdapter {
  fetchState(credentials: Credentials, unit: UnitRef, context: AdapterContext): Promise<StateReport>;
  limits: HttpAdapter['limits'] & PollLimits;
}

export type LateFailureKind = Extract<FailureKind, 'unit' | 'state'>;

/** What a session may ask of the listener that owns the socket. */
export interface SessionIo {
  write(bytes: Uint8Array): void;
  close(reason: string): void;
  /** Looks the unit up in the allow-list; undefined: not ours (the listener notes it as seen, unassigned). */
  identify(unit_id: string): Promise<UnitRef | undefined>;
  /** Resolves after COMMIT, and only then may the unit be acknowledged; rejects when nothing was stored. */
  store(reports: StateReport[]): Promise<void>;
  /** Late proof about a command whose answer was not awaited any more; `kind` says why it failed, `unit` when it is absent. */
  settle(command_id: string, outcome: 'SUCCEEDED' | 'FAILED', detail: string, kind?: LateFailureKind): void;
  /** Counts a malformed frame, its secrets masked; the listener closes the socket after three in a row. */
  strike(reason: string, frame: Uint8Array): void;
  context: Omit<AdapterContext, 'http' | 'cache' | 'kafka' | 'awaitResult'>;
}

/** One connected unit. Pure but for `io`: bytes in, reports and bytes out. */
export interface UnitSession {
  /** Bytes in any fragmentation; resolves when they are dealt with, so that the listener can pause reading. */
  receive(bytes: Uint8Array): Promise<void>;
  sendCommand(order: CommandOrder): Promise<CommandOutcome>;
  /** For units with a password of their own. Resolves when the unit has shown that this is its password; rejects with `AdapterFailure`. */
  checkPassword?(password: Secret): Promise<void>;
  /** Resolves when the unit has acknowledged the new password; unknown: it may have either. */
  changePassword?(password: Secret, new_password: Secret): Promise<void>;
  /** Sets a feature up in the unit; resolves when the unit has confirmed it, and may be repeated. Throws `AdapterFailure`. */
  configure?(feature: string, configuration: Configuration): Promise<void>;
  /** The socket is gone: fails what waits. */
  close(): void;
}

export interface SocketAdapter {
  brand: TelematicsBrand;
  createSession(io: SessionIo): UnitSession;
  limits: { max_buffer_bytes: number; idle_timeout_ms: number; identify_timeout_ms: number };
}

export type Adapter = HttpAdapter | SocketAdapter;
export const isSocketAdapter = (adapter: Adapter): adapter is SocketAdapter => 'createSession' in adapter;
export const isPolledAdapter = (adapter: Adapter): adapter is PolledAdapter => 'fetchState' in adapter && 'limits' in adapter;
