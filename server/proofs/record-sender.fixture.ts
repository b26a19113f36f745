import { connect, type Socket } from 'node:net';
import { frameIdentification, framePacket } from '#server/adapters/teltonika/frame.ts';

const record_bytes = 30;
/** A server answers a packet with its number of records alone, so that number tells the packets under way apart: it lies between 64 and 95. */
const packets_in_flight = 32;
const fewest_records = 64;

/** Codec 8: time, priority, position, no elements. Each record is a millisecond younger than the one before. */
const encodePacket = (first_ms: number, count: number): Buffer => {
  const packet = Buffer.alloc(3 + count * record_bytes);
  packet[0] = 0x08;
  packet[1] = count;
  packet[packet.length - 1] = count;
  for (let index = 0, at = 2; index < count; index += 1, at += record_bytes) {
    packet.writeBigUInt64BE(BigInt(first_ms + index), at);
    packet.writeInt32BE(-561_600_000, at + 9);
    packet.writeInt32BE(-349_000_000, at + 13);
    packet.writeUInt16BE(43, at + 17);
    packet.writeUInt16BE(90, at + 19);
    packet[at + 21] = 9;
  }
  return framePacket(packet);
};

interface Packet {
  first_ms: number;
  count: number;
}

export interface RecordSender {
  unit_id: string;
  /** Packets that a gateway said it has stored. */
  acknowledged: Packet[];
  /** Gives the unit a gateway to talk to; what the one before has not acknowledged is sent again first. */
  connect(port: number): void;
  stop(): void;
}

export interface SenderWays {
  /** Between an acknowledgement and what is sent next. */
  pause_ms?: number;
  /** Packets under way. */
  in_flight?: number;
  /** The connection is lost. */
  onClose?: () => void;
}

/** A unit that sends as fast as it is acknowledged, with many packets under way, each record with a time of its own. */
export const createRecordSender = (
  unit_id: string,
  first_ms: number,
  onAcknowledged: (records: number) => void,
  ways: SenderWays = {},
): RecordSender => {
  const acknowledged: Packet[] = [];
  let next_ms = first_ms;
  let packets = 0;
  let in_flight: Packet[] = [];
  let unsent: Packet[] = [];
  let socket: Socket | undefined;

  const makePacket = (): Packet => {
    const packet = { first_ms: next_ms, count: fewest_records + (packets % packets_in_flight) };
    packets += 1;
    next_ms += packet.count;
    return packet;
  };

  const fill = () => {
    const frames: Buffer[] = [];
    while (in_flight.length < (ways.in_flight ?? packets_in_flight)) {
      const packet = unsent.shift() ?? makePacket();
      in_flight.push(packet);
      frames.push(encodePacket(packet.first_ms, packet.count));
    }
    if (frames.length > 0) socket?.write(Buffer.concat(frames));
  };

  const fillWhileOpen = (opened: Socket) => {
    if (!opened.destroyed && opened === socket) fill();
  };

  const take = (count: number) => {
    const packet = in_flight.shift();
    // Another number: one before was not stored. As a unit would, begin again with what is not acknowledged.
    if (packet?.count !== count) {
      if (packet) in_flight.unshift(packet);
      socket?.destroy();
      return;
    }
    acknowledged.push(packet);
    onAcknowledged(count);
  };

  const stop = () => {
    socket?.removeAllListeners('data');
    socket?.destroy();
    unsent = [...in_flight, ...unsent];
    in_flight = [];
  };

  return {
    unit_id,
    acknowledged,
    stop,
    connect: (port) => {
      stop();
      const opened = connect({ host: '127.0.0.1', port, noDelay: true });
      let held: Buffer = Buffer.alloc(0);
      let greeted = false;
      socket = opened;
      opened.on('connect', () => opened.write(frameIdentification(unit_id)));
      opened.on('error', () => opened.destroy());
      opened.on('close', () => {
        if (opened === socket) ways.onClose?.();
      });
      opened.on('data', (bytes: Buffer) => {
        held = Buffer.concat([held, bytes]);
        if (!greeted) {
          if (held[0] !== 1) throw new Error(`The gateway refused ${unit_id}.`);
          greeted = true;
          held = held.subarray(1);
        }
        for (; held.length >= 4 && !opened.destroyed; held = held.subarray(4)) take(held.readUInt32BE(0));
        if (ways.pause_ms === undefined) fillWhileOpen(opened);
        else setTimeout(fillWhileOpen, ways.pause_ms, opened);
      });
    },
  };
};
