import type { StateReport, UnitRef } from '#lib/domain/telematics.ts';
import { AdapterFailure, type SessionIo, type UnitSession } from '../port.ts';
import { type AvlRecord, avl_layouts, decodeAvl, MalformedRecord } from './avl-codec.ts';
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
  unit_id: string;
  unit: UnitRef;
  profile: UnitProfile;
}

/** Speaks with one unit (Teltonika wiki, "Teltonika Data Sending Protocols"): identification, records acknowledged by their number, texts. */
export const createTeltonikaSession = (io: SessionIo, timeouts: CommandTimeouts): UnitSession => {
  const framer = createFramer();
  let peer: Peer | undefined;
  /** Made with the first command: most of the time most units are asked nothing. */
  let runner: CommandRunner | undefined;
  let closed = false;

  const end = (reason: string): void => {
    closed = true;
    io.close(reason);
  };

  const identify = async (imei: string): Promise<void> => {
    if (peer) {
      if (peer.unit_id === imei) io.write(accept);
      else end('a second unit on one connection');
      return;
    }
    const unit = await io.identify(imei);
    if (closed) return;
    if (!unit) {
      io.write(reject);
      end('unit is not on the list');
      return;
    }
    peer = { unit_id: unit.unit_id, unit, profile: profileOf(unit) };
    io.write(accept);
  };

  const translate = (records: AvlRecord[], { unit_id, profile }: Peer): StateReport[] => {
    const received_at = formatInstant(io.context.clock());
    return records.flatMap((record) => translateRecord(record, unit_id, profile.dictionary, received_at) ?? []);
  };

  const receiveRecords = async (packet: Buffer, from: Peer): Promise<void> => {
    const records = decodeAvl(packet);
    const reports = translate(records, from);
    if (reports.length < records.length) io.context.log.warn({ unit_id: from.unit_id }, 'records without a possible time were dropped');
    if (reports.length > 0) {
      try {
        await io.store(reports);
      } catch (error) {
        // No acknowledgement: the unit keeps its records and sends them again.
        io.context.log.warn({ unit_id: from.unit_id, error }, 'records were not stored');
        return;
      }
    }
    if (closed) return;
    io.write(recordCount(records.length));
    runner?.noteRecords(records.reduce((newest, record) => Math.max(newest, record.timestamp_ms), 0));
  };

  const receiveText = (packet: Buffer, from: Peer): void => {
    const message = decodeText(packet);
    const answer = message.codec === '12' || message.codec === '14';
    if (!answer || (message.kind !== 'response' && message.kind !== 'nack')) {
      io.context.log.info({ unit_id: from.unit_id, codec: message.codec, bytes: message.payload.length }, 'text of the unit ignored');
    } else if (message.codec === '14' && imeiFromBcd(message.imei_bcd ?? '') !== from.unit_id) {
      io.context.log.warn({ unit_id: from.unit_id }, 'answer in the name of another unit ignored');
    } else {
      runner?.receiveAnswer({ kind: message.kind === 'nack' ? 'refused' : 'response', text: message.text ?? '' });
    }
  };

  const receivePacket = async (codec: number, packet: Buffer, from: Peer): Promise<void> => {
    try {
      if (avl_layouts[codec]) await receiveRecords(packet, from);
      else if (text_codecs[codec]) receiveText(packet, from);
      else io.strike('unknown codec', packet);
    } catch (error) {
      if (!(error instanceof MalformedRecord || error instanceof MalformedText)) throw error;
      io.strike(error.message, packet);
      if (error instanceof MalformedRecord) io.write(recordCount(0));
    }
  };

  const receiveFrame = async (frame: Frame): Promise<void> => {
    if (frame.kind === 'identification') await identify(frame.imei);
    else if (frame.kind === 'malformed' && frame.fatal) {
      io.strike(frame.reason, frame.frame);
      end(frame.reason);
    } else if (!peer) end('data before identification');
    else if (frame.kind === 'packet') await receivePacket(frame.codec, frame.packet, peer);
    else if (frame.kind === 'malformed') {
      io.strike(frame.reason, frame.frame);
      if (avl_layouts[frame.codec ?? 0] && !closed) io.write(recordCount(0));
    }
  };

  return {
    receive: async (bytes) => {
      for (const frame of framer.push(bytes)) {
        if (closed) return;
        await receiveFrame(frame);
      }
    },
    sendCommand: (order) => {
      if (!peer || closed) return Promise.reject(new AdapterFailure('offline', 'The unit is not connected'));
      runner ??= createCommandRunner(io, peer.unit, peer.profile.settings, timeouts);
      return runner.run(order);
    },
    configure: async (feature, configuration) => {
      const text = parameterText(feature, configuration);
      if (text === undefined) throw new AdapterFailure('unsupported', 'Units have no such feature');
      if (!peer || closed) throw new AdapterFailure('offline', 'The unit is not connected');
      if (text === '') return;
      runner ??= createCommandRunner(io, peer.unit, peer.profile.settings, timeouts);
      await runner.configure(text);
    },
    close: () => {
      closed = true;
      runner?.close();
    },
  };
};
