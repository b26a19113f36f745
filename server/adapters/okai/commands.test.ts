import { describe, expect, it, vi } from 'vitest';
import { Secret } from '#lib/domain/secret.ts';
import { openSession, order, vectorText } from '../track-ascii/test-vectors.ts';

const imei = '868070043228349';
const okaiAck = (serial: string, sub = 'F') => `+ACK:GTRTO,OK043A,${imei},zk200,,${sub},${serial},20250301154901,000C$`;

describe('OKAI commands', () => {
  const connect = async (more?: Parameters<typeof openSession>[1]) => {
    const test = openSession('okai', more);
    await test.send(vectorText('o2'));
    return test;
  };

  it('are accepted with the acknowledgement and succeed with the event', async () => {
    const { session, send, written, settled } = await connect();
    const outcome = session.sendCommand(order('ENABLE_DRIVING'));
    expect(written.at(-1)).toMatch(/^AT\+GTRTO=Zk7Yq2,F,,0,,,\d{14},(59|60),,0001\$$/);
    await send(okaiAck('0001'));
    await expect(outcome).resolves.toMatchObject({ status: 'accepted' });
    expect(settled).toEqual([]);
    await send(vectorText('o6'));
    expect(settled).toEqual(['C1 SUCCEEDED']);
    await send(vectorText('o6') + okaiAck('0001'));
    expect(settled).toEqual(['C1 SUCCEEDED']);
  });

  it('that cannot be carried out fail because of the state', async () => {
    const { session, send, settled } = await connect();
    const outcome = session.sendCommand(order('DISABLE_DRIVING'));
    await send(okaiAck('0001', '10'));
    await outcome;
    await send(vectorText('o6').replace('GTULS', 'GTLOF'));
    expect(settled).toEqual(['C1 FAILED state']);
  });

  it('may hear the event before the acknowledgement', async () => {
    const { session, send, settled } = await connect();
    const done = session.sendCommand(order('ENABLE_DRIVING'));
    await send(vectorText('o6'));
    await expect(done).resolves.toEqual({ status: 'succeeded' });
    const refused = session.sendCommand(order('ENABLE_DRIVING', 'C2'));
    await send(vectorText('o6').replace('GTULS', 'GTULF') + okaiAck('0002'));
    await expect(refused).rejects.toMatchObject({ kind: 'state' });
    expect(settled).toEqual([]);
  });

  it('are of unknown outcome on silence, and late results settle them, each its own', async () => {
    const { session, send, settled, written } = await connect();
    await expect(session.sendCommand(order('ENABLE_DRIVING'))).rejects.toMatchObject({ kind: 'unknown' });
    await expect(session.sendCommand(order('DRAW_ATTENTION', 'C2'))).rejects.toMatchObject({ kind: 'unknown' });
    expect(written).toHaveLength(2);
    await send(okaiAck('0001'));
    expect(settled).toEqual([]);
    await send(`+ACK:GTALM,OK043A,${imei},zk200,,0002,20250301154901,000C$`);
    expect(settled).toEqual(['C2 SUCCEEDED']);
    await send(vectorText('o6'));
    expect(settled).toEqual(['C2 SUCCEEDED', 'C1 SUCCEEDED']);
    session.close();
  });

  it('take nothing that the unit had kept for later as proof', async () => {
    const { session, send, settled } = await connect();
    const outcome = session.sendCommand(order('ENABLE_DRIVING'));
    await send(okaiAck('0001'));
    await outcome;
    await send(vectorText('o6').replace('+RESP', '+BUFF'));
    expect(settled).toEqual([]);
  });

  it('are one at a time, and end as unknown when the connection closes', async () => {
    const { session } = await connect();
    const first = session.sendCommand(order('ENABLE_DRIVING'));
    await expect(session.sendCommand(order('DRAW_ATTENTION', 'C2'))).rejects.toMatchObject({ kind: 'busy' });
    session.close();
    await expect(first).rejects.toMatchObject({ kind: 'unknown' });
  });

  it('sound the alarm and end it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const { session, send, written } = await connect({ timeouts: { answer_timeout_ms: 30_000 } });
      const outcome = session.sendCommand(order('DRAW_ATTENTION'));
      await send(`+ACK:GTALM,OK043A,${imei},zk200,,0001,20250301154901,000C$`);
      await expect(outcome).resolves.toEqual({ status: 'succeeded' });
      expect(written).toEqual(['AT+GTALM=Zk7Yq2,10,20,,,,0001$']);
      vi.advanceTimersByTime(10_000);
      expect(written.at(-1)).toBe('AT+GTALM=Zk7Yq2,0,0,,,,0002$');
    } finally {
      vi.useRealTimers();
    }
  });

  it('that ask for the state succeed with the report', async () => {
    const { session, send, settled } = await connect();
    const outcome = session.sendCommand(order('REQUEST_VEHICLE_STATE'));
    await send(vectorText('o1'));
    await send(okaiAck('0001', '1'));
    await send(vectorText('o1').replace('GTFRI', 'GTRTL'));
    await expect(outcome).resolves.toEqual({ status: 'succeeded' });
    expect(settled).toEqual([]);
  });

  it('are never sent after they expired, nor without a password, nor with one that would end the field', async () => {
    const { session, written } = await connect();
    await expect(session.sendCommand(order('ENABLE_DRIVING', 'C1', -1))).rejects.toMatchObject({ kind: 'offline' });
    const { password: _, ...without } = order('ENABLE_DRIVING');
    await expect(session.sendCommand(without)).rejects.toMatchObject({ kind: 'setup' });
    const forged = { ...order('ENABLE_DRIVING'), password: new Secret('a,3,,,,,,0001$AT+GTRTO=a') };
    await expect(session.sendCommand(forged)).rejects.toMatchObject({ kind: 'setup' });
    await expect(session.sendCommand(order('UNLOCK_TOP_CASE'))).rejects.toMatchObject({ kind: 'unsupported' });
    expect(written).toEqual([]);
  });
});
