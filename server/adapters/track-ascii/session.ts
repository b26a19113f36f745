import type { StateReport, UnitRef } from '#lib/domain/telematics.ts';
import { AdapterFailure, type SessionIo, type UnitSession } from '../port.ts';
import { type CommandDesk, createCommandDesk, type TrackTimeouts } from './command-desk.ts';
import { composeHeartbeatAnswer, composeReportAnswer } from './command-text.ts';
import type { TrackDialect, TrackUnit } from './dialect.ts';
import { MalformedMessage } from './fields.ts';
import { createFramer, type Frame } from './frame.ts';
import { maskFrame, maskMalformed } from './mask.ts';
import { readMessage, type TrackMessage, type TrackReport } from './message.ts';

interface Peer {
  unit: UnitRef;
  translator: TrackUnit;
  desk: CommandDesk;
}

/**
 * Speaks with one unit that talks @Track in ASCII. Every frame names the unit, so that the first good one identifies it; the unit never shows its
 * password, the server does with each command. Nothing is answered before it is stored.
 */
export const createTrackSession = (io: SessionIo, dialect: TrackDialect, timeouts: TrackTimeouts): UnitSession => {
  const framer = createFramer();
  let peer: Peer | undefined;
  let closed = false;

  const end = (reason: string): void => {
    closed = true;
    io.close(reason);
  };
  const writeText = (text: string): void => {
    if (!closed) io.write(Buffer.from(text, 'latin1'));
  };
  const strike = (reason: string, masked: string): void => io.strike(reason, Buffer.from(masked, 'latin1'));

  const identify = async (imei: string): Promise<Peer | undefined> => {
    if (peer) {
      if (peer.unit.unit_id === imei) return peer;
      end('a second unit on one connection');
      return undefined;
    }
    const unit = await io.identify(imei);
    if (closed) return undefined;
    if (!unit) {
      end('unit is not on the list');
      return undefined;
    }
    const translator = dialect.openUnit(unit, io.context.clock);
    peer = { unit, translator, desk: createCommandDesk(io, translator, timeouts) };
    return peer;
  };

  /** False: nothing was stored, and nothing may be acknowledged. */
  const store = async (reports: StateReport[], { unit }: Peer): Promise<boolean> => {
    try {
      await io.store(reports);
      return !closed;
    } catch (error) {
      io.context.log.warn({ unit_id: unit.unit_id, error }, 'a report was not stored');
      return false;
    }
  };

  const receiveMessage = async (message: TrackMessage, from: Peer): Promise<void> => {
    if (message.kind === 'ack') return from.desk.receiveAck(message.serial);
    const received_at = new Date(io.context.clock()).toISOString();
    const sign_of_life: StateReport = {
      brand: dialect.brand,
      unit_id: from.unit.unit_id,
      received_at,
      contact_at: received_at,
      properties: {},
    };
    if (message.kind === 'heartbeat') {
      if (await store([sign_of_life], from)) writeText(composeHeartbeatAnswer(message.protocol_version, message.count));
      return;
    }
    await receiveReport(message, from, sign_of_life);
  };

  const receiveReport = async (report: TrackReport, from: Peer, sign_of_life: StateReport): Promise<void> => {
    const read = from.translator.read(report, sign_of_life.received_at);
    if (!(await store(read.length > 0 ? read : [sign_of_life], from))) return;
    if (from.translator.server_ack) writeText(composeReportAnswer(report.count));
    // What the unit kept for later says nothing about a command of now.
    if (!report.buffered) from.desk.receiveReport(report);
  };

  const receiveFrame = async (frame: Frame): Promise<void> => {
    if (frame.kind === 'malformed') {
      strike(frame.reason, maskMalformed(frame.text));
      if (frame.fatal) end(frame.reason);
      return;
    }
    try {
      const message = readMessage(frame.text);
      const from = await identify(message.imei);
      if (from) await receiveMessage(message, from);
    } catch (error) {
      if (!(error instanceof MalformedMessage)) throw error;
      strike(error.message, maskMalformed(maskFrame(frame.text)));
    }
  };

  const connected = (): Peer => {
    if (!peer || closed) throw new AdapterFailure('offline', 'The unit is not connected');
    return peer;
  };

  return {
    receive: async (bytes) => {
      for (const frame of framer.push(bytes)) {
        if (closed) return;
        await receiveFrame(frame);
      }
    },
    sendCommand: async (order) => connected().desk.run(order),
    checkPassword: async (password) => {
      const { desk, translator } = connected();
      return desk.ask(translator.passwordCheck(), password);
    },
    changePassword: async (password, new_password) => {
      const { desk, translator } = connected();
      const command = translator.changePassword(new_password.reveal());
      if (!command) throw new AdapterFailure('unsupported', 'No way is known to change the password of this model');
      return desk.ask(command, password);
    },
    close: () => {
      closed = true;
      peer?.desk.close();
    },
  };
};
