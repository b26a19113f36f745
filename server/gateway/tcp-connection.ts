import type { Socket } from 'node:net';
import type { StateReport, UnitRef } from '#lib/domain/telematics.ts';
import type { LateFailureKind, SessionIo, UnitSession } from '#server/adapters/port.ts';
import type { Contender } from './session-registry.ts';

/** What all connections of a listener have in common. */
export interface ConnectionOwner {
  max_unsent_bytes: number;
  monotonic: () => number;
  /** Without the flow id, which is the connection's own. */
  context: Omit<SessionIo['context'], 'flow_id'>;
  flow_prefix: string;
  createSession(io: SessionIo): UnitSession;
  identify(connection: TcpConnection, unit_id: string): Promise<UnitRef | undefined>;
  store(connection: TcpConnection, reports: StateReport[]): Promise<void>;
  settle: SessionIo['settle'];
  strike(connection: TcpConnection, reason: string, frame: Uint8Array): void;
  onEnd(connection: TcpConnection, reason: string): void;
  onError(connection: TcpConnection, error: unknown): void;
}

/** Time for the last bytes of a closed connection to leave. */
const linger_ms = 1_000;

/**
 * Owns one socket: hands its bytes to the session one chunk after the other, and reads no further while the session is busy.
 * Whatever goes wrong in here ends this connection and no other. A class, and its own session's `io`, since thousands of them wait at a time: functions of
 * their own would be most of an idle connection's memory.
 */
export class TcpConnection implements SessionIo, Contender {
  readonly session: UnitSession;
  readonly accepted_ms: number;
  last_data_ms: number;
  /** Silence after which the connection is closed; undefined: it has not said who it is. */
  silence_ms: number | undefined = undefined;
  unit: UnitRef | undefined = undefined;
  malformed = 0;
  readonly socket: Socket;
  readonly address: string;
  private readonly owner: ConnectionOwner;
  private readonly number: number;
  private ended = false;
  private busy = false;
  private next: Buffer | undefined = undefined;

  constructor(socket: Socket, owner: ConnectionOwner, address: string, number: number) {
    this.socket = socket;
    this.address = address;
    this.owner = owner;
    this.number = number;
    this.accepted_ms = owner.monotonic();
    this.last_data_ms = this.accepted_ms;
    this.session = owner.createSession(this);
  }

  isOpen(): boolean {
    return !this.ended;
  }

  get context(): SessionIo['context'] {
    return { ...this.owner.context, flow_id: `${this.owner.flow_prefix}-${this.number}` };
  }

  identify(unit_id: string): Promise<UnitRef | undefined> {
    return this.owner.identify(this, unit_id);
  }

  store(reports: StateReport[]): Promise<void> {
    return this.owner.store(this, reports);
  }

  settle(command_id: string, outcome: 'SUCCEEDED' | 'FAILED', detail: string, kind?: LateFailureKind): void {
    this.owner.settle(command_id, outcome, detail, kind);
  }

  strike(reason: string, frame: Uint8Array): void {
    this.owner.strike(this, reason, frame);
  }

  write(bytes: Uint8Array): void {
    if (this.ended || !this.socket.writable) return;
    this.socket.write(bytes);
    if (this.socket.writableLength > this.owner.max_unsent_bytes) this.end('the unit does not read');
  }

  close(reason: string): void {
    this.end(reason);
  }

  end(reason: string): void {
    this.finish(reason);
    this.socket.destroySoon();
    setTimeout(destroySocket, linger_ms, this.socket).unref();
  }

  /** Closes at once, without sending what is still to be written. */
  destroy(): void {
    this.finish('listener closed');
    this.socket.destroy();
  }

  /** The socket is gone, or going. */
  finish(reason: string): void {
    if (this.ended) return;
    this.ended = true;
    this.session.close();
    this.owner.onEnd(this, reason);
  }

  receive(chunk: Buffer): void {
    this.last_data_ms = this.owner.monotonic();
    if (this.ended) return;
    if (!this.busy) {
      void this.work(chunk);
      return;
    }
    // Paused on the first chunk that has to wait, so that no second one can come.
    this.next = chunk;
    this.socket.pause();
  }

  private async work(first: Buffer): Promise<void> {
    this.busy = true;
    try {
      for (let chunk: Buffer | undefined = first; chunk && !this.ended; ) {
        await this.session.receive(chunk);
        chunk = this.next;
        this.next = undefined;
      }
    } catch (error) {
      this.owner.onError(this, error);
      this.end('failure');
    }
    this.busy = false;
    if (!this.ended && this.socket.isPaused()) this.socket.resume();
  }
}

const destroySocket = (socket: Socket): void => void socket.destroy();
