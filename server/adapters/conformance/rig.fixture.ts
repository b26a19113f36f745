/**
 * What the conformance suite asks of a brand. A descriptor lies beside each adapter (`conformance.fixture.ts`), starts the adapter against its fake
 * over real sockets and says in the suite's words what the brand can show. Rules are the suite's: a descriptor holds no expectation of its own
 * but values that its fake always shows, kinds of failure that its vendor's answers mean, and reasons for what cannot be shown.
 */
import type { CommandCapability } from '#lib/domain/command.ts';
import type { StateReport, UnitRef, VehicleModel } from '#lib/domain/telematics.ts';
import type { StateProperty, StateValue } from '#lib/domain/vehicle-state.ts';
import type { FakeVehicle } from '../../../e2e/fakes/fake-vehicle.ts';
import type { CallKind, HttpFault } from '../../../e2e/fakes/http-fault.ts';
import type { Adapter, CommandOutcome, FailureKind } from '../port.ts';

/** Facts about the vehicle, whatever the brand calls them. */
export type Facts = Partial<Omit<FakeVehicle, 'unit_id'>>;

/** What becomes of the next order on its way to the vehicle and back. */
export const order_faults = {
  ignored: 'is not carried out, and nobody says so',
  unanswered: 'is carried out, and nobody says so',
  late: 'is carried out, and answered when nobody waits any more',
  cut_off: 'loses its connection before the answer',
  refused: 'is refused in words',
  pretended: 'is said to be done and is not',
  told_twice: 'is carried out once and answered twice',
} as const;
export type OrderFault = keyof typeof order_faults;

export type CheckWord = 'ok' | 'invalid' | 'forbidden' | 'unreachable' | 'needs_unit_online';

/** A final word about an order that came otherwise than as the answer of `send`. */
export interface LateWord {
  outcome: 'SUCCEEDED' | 'FAILED' | 'UNKNOWN';
  command_id?: string;
  tracking_id?: string;
}

export interface Rig {
  unit: UnitRef;
  clock(): number;
  /** undefined: the brand has no credentials. */
  check?(secret: 'right' | 'wrong'): Promise<CheckWord>;
  /** Units that the vendor lists, or that dialled in without being on our list. */
  discover?(): Promise<string[]>;
  change(facts: Facts): void;
  /** Lets the vehicle's state come in by the brand's way; what was stored. */
  read(): Promise<StateReport[]>;
  /** Names of the fields that the vendor or unit sends. */
  parts(): Promise<string[]>;
  /** As `read`, with one of these fields left out by the sender. */
  readWithout(part: string): Promise<StateReport[]>;
  send(capability: CommandCapability, more?: { command_id?: string; expires_at?: string }): Promise<CommandOutcome>;
  /** All that was told about orders so far, beside what `send` answered. */
  lateWords(): Promise<LateWord[]>;
  spoil(fault: OrderFault): void;
  /** What arrived at the vehicle or its vendor to be carried out, and what was; each in the sender's own words. */
  orders(): readonly string[];
  acts(): readonly string[];
  /** The vendor cannot be reached, or the unit is not connected. */
  lose(): Promise<void>;
  /** The adapter begins anew, as after a restart of the gateway. */
  restart(): Promise<void>;
  /** The right one; empty where there is none. */
  secret: string;
  /** All that was logged, and the raw text kept for support. */
  told(): string;
  /** For brands over HTTP. */
  http?: {
    injectFault(fault: HttpFault, calls?: number, only?: CallKind): void;
    /** One plain question to the vendor that changes nothing. */
    ask(): Promise<StateReport | undefined>;
  };
  close(): Promise<void>;
}

/** What a vendor's answer over HTTP means. `acts`: the vehicle moved all the same. */
export interface VendorAnswer {
  fault: HttpFault;
  read?: FailureKind;
  command?: FailureKind;
  acts?: 1;
}

export interface ConformanceDescriptor<A extends Adapter = Adapter> {
  adapter: A;
  /** How a state comes in, and what makes an order SUCCEEDED; both are shown in the documents. */
  state_by: string;
  success_by: string;
  discovery: 'list' | 'observed' | 'manual';
  /** `adapter`: the descriptor's own, or one that was broken on purpose. */
  start(model: VehicleModel, adapter: A): Promise<Rig>;
  /** Properties whose value the fake never varies. */
  always: { [P in StateProperty]?: StateValue<P> };
  /** In place of the common rows. */
  rows?: { [P in StateProperty]?: readonly [Facts, StateValue<P>][] };
  /** Properties read from a second field where the first is missing, or not from a field at all. */
  redundant?: readonly StateProperty[];
  /** What a refusal in words means, where the brand has one. */
  refusal?: FailureKind;
  /** Reasons for faults that this brand's protocol cannot show. */
  cannot_show?: Partial<Record<OrderFault, string>>;
  /** The vehicle's own answer is the evidence: one that lies is believed. */
  answer_is_evidence?: true;
  answers?: readonly VendorAnswer[];
}
