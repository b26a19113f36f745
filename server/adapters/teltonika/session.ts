import type { Configuration } from '#lib/domain/configuration.ts';
import type { StateReport, UnitRef } from '#lib/domain/telematics.ts';
import { AdapterFailure, type CommandOrder, type CommandOutcome, type SessionIo, type UnitSession } from '../port.ts';
import { avl_layouts, decodeAvl, MalformedRecord } from './avl-codec.ts';
import { type CommandRunner, type CommandTimeouts, createCommandRunner } from './command-runner.ts';
import { createFramer, type Frame } from './frame.ts';
import { formatInstant } from './instant.ts';
import { parameterText } from './parameters.ts';
import { profileOf, type UnitProfile } from './settings.ts';
import { decodeText, imeiFromBcd, MalformedText, text_codecs } from './text-codec.ts';
import { translateRecord } from './translate.ts';

const accept = Buffer.from([1]);
const reject = Buffer.from([0]);

const recordCount = (count: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(count);
  return bytes;
};

interface Peer {
  unit: UnitRef;
  profile: UnitProfile;
}

/** A class, since there is one per connected unit and most of them wait: methods are shared. */
class TeltonikaSession implements UnitSession {
  private readonly io: SessionIo;
  private readonly timeouts: CommandTimeouts;
  private readonly framer = createFramer();
  private peer: Peer | undefined = undefined;
  /** Made with the first command: most of the time most units are asked nothing. */
  private runner: CommandRunner | undefined = undefined;
  private closed = false;

  constructor(io: SessionIo, timeouts: CommandTimeouts) {
    this.io = io;
    this.timeouts = timeouts;
  }

  async receive(bytes: Uint8Array): Promise<void> {
    for (const frame of this.framer.push(bytes)) {
      if (this.closed) return;
      await this.receiveFrame(frame);
    }
  }

  async sendCommand(order: CommandOrder): Promise<CommandOutcome> {
    return this.connectedRunner().run(order);
  }

  async configure(feature: string, configuration: Configuration): Promise<void> {
    const text = parameterText(feature, configuration);
    if (text === undefined) throw new AdapterFailure('unsupported', 'Units have no such feature');
    const runner = this.connectedRunner();
    if (text !== '') await runner.configure(text);
  }

  close(): void {
    this.closed = true;
    this.runner?.close();
  }

  private connectedRunner(): CommandRunner {
    if (!this.peer || this.closed) throw new AdapterFailure('offline', 'The unit is not connected');
    this.runner ??= createCommandRunner(this.io, this.peer.unit, this.peer.profile.settings, this.timeouts);
    return this.runner;
  }

  private end(reason: string): void {
    this.closed = true;
    this.io.close(reason);
  }

  private async identify(imei: string): Promise<void> {
    if (this.peer) {
      if (this.peer.unit.unit_id === imei) this.io.write(accept);
      else this.end('a second unit on one connection');
      return;
    }
    const unit = await this.io.identify(imei);
    if (this.closed) return;
    if (!unit) {
      this.io.write(reject);
      this.end('unit is not on the list');
      return;
    }
    this.peer = { unit, profile: profileOf(unit) };
    this.io.write(accept);
  }

  private async receiveRecords(packet: Buffer, { unit: { unit_id }, profile }: Peer): Promise<void> {
    const records = decodeAvl(packet);
    const received_at = formatInstant(this.io.context.clock());
    const reports: StateReport[] = [];
    for (const record of records) {
      const report = translateRecord(record, unit_id, profile.dictionary, received_at);
      if (report) reports.push(report);
    }
    if (reports.length < records.length) this.io.context.log.warn({ unit_id }, 'records without a possible time were dropped');
    if (reports.length > 0) {
      try {
        await this.io.store(reports);
      } catch (error) {
        // No acknowledgement: the unit keeps its records and sends them again.
        this.io.context.log.warn({ unit_id, error }, 'records were not stored');
        return;
      }
    }
    if (this.closed) return;
    this.io.write(recordCount(records.length));
    this.runner?.noteRecords(records.reduce((newest, record) => Math.max(newest, record.timestamp_ms), 0));
  }

  private receiveText(packet: Buffer, { unit: { unit_id } }: Peer): void {
    const message = decodeText(packet);
    const answer = message.codec === '12' || message.codec === '14';
    const { log } = this.io.context;
    if (!answer || (message.kind !== 'response' && message.kind !== 'nack')) {
      log.info({ unit_id, codec: message.codec, bytes: message.payload.length }, 'text of the unit ignored');
    } else if (message.codec === '14' && imeiFromBcd(message.imei_bcd ?? '') !== unit_id) {
      log.warn({ unit_id }, 'answer in the name of another unit ignored');
    } else {
      this.runner?.receiveAnswer({ kind: message.kind === 'nack' ? 'refused' : 'response', text: message.text ?? '' });
    }
  }

  private async receivePacket(codec: number, packet: Buffer, from: Peer): Promise<void> {
    try {
      if (avl_layouts[codec]) await this.receiveRecords(packet, from);
      else if (text_codecs[codec]) this.receiveText(packet, from);
      else this.io.strike('unknown codec', packet);
    } catch (error) {
      if (!(error instanceof MalformedRecord || error instanceof MalformedText)) throw error;
      this.io.strike(error.message, packet);
      if (error instanceof MalformedRecord) this.io.write(recordCount(0));
    }
  }

  private async receiveFrame(frame: Frame): Promise<void> {
    if (frame.kind === 'identification') await this.identify(frame.imei);
    else if (frame.kind === 'malformed' && frame.fatal) {
      this.io.strike(frame.reason, frame.frame);
      this.end(frame.reason);
    } else if (!this.peer) this.end('data before identification');
    else if (frame.kind === 'packet') await this.receivePacket(frame.codec, frame.packet, this.peer);
    else if (frame.kind === 'malformed') {
      this.io.strike(frame.reason, frame.frame);
      if (avl_layouts[frame.codec ?? 0] && !this.closed) this.io.write(recordCount(0));
    }
  }
}

/** Speaks with one unit (Teltonika wiki, "Teltonika Data Sending Protocols"): identification, records acknowledged by their number, texts. */
export const createTeltonikaSession = (io: SessionIo, timeouts: CommandTimeouts): UnitSession => new TeltonikaSession(io, timeouts);
