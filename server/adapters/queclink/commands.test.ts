import { describe, expect, it } from 'vitest';
import { modelNamed, openSession, order, vectorText } from '../track-ascii/test-vectors.ts';

const imei = '135790246811220';
/** That of the GV300. */
const report_tail = ['analog', 'analog', 'backup_battery', 'status', 'reserved', 'reserved', 'reserved'];

/** A live report of the GV300 with these outputs. */
const gvReport = (outputs: string, head = '+RESP:GTFRI') =>
  vectorText('q5').replace('+RESP:GTFRI', head).replace('210100', `2101${outputs}`);
const gvAck = (serial: string, message = 'GTOUT') =>
  `+ACK:${message},060100,${imei},,${message === 'GTRTO' ? 'RTL,' : ''}${serial},20090214093254,11F0$`;

describe('QUECLINK commands', () => {
  const connect = async (outputs: string, settings: Record<string, unknown> = {}) => {
    const test = openSession('queclink', { settings });
    await test.send(gvReport(outputs));
    return test;
  };

  it('state every output each time, and are proven by a report with the outputs', async () => {
    const { session, send, written, settled } = await connect('08');
    const outcome = session.sendCommand(order('DISABLE_DRIVING'));
    expect(written).toEqual(['AT+GTOUT=Zk7Yq2,1,0,0,0,0,0,0,0,0,1,0,0,,,,,0001$']);
    await send(gvAck('0001'));
    await expect(outcome).resolves.toMatchObject({ status: 'accepted' });
    expect(written.at(-1)).toBe('AT+GTRTO=Zk7Yq2,1,,,,,,0002$');
    await send(gvAck('0002', 'GTRTO') + gvReport('08'));
    expect(settled).toEqual([]);
    await send(gvReport('09', '+BUFF:GTFRI'));
    expect(settled).toEqual([]);
    await send(gvReport('09'));
    expect(settled).toEqual(['C1 SUCCEEDED']);
  });

  it('do both with one order', async () => {
    const { session, send, written } = await connect('01');
    const outcome = session.sendCommand(order('UNLOCK_AND_ENABLE_DRIVING'));
    expect(written).toEqual(['AT+GTOUT=Zk7Yq2,0,0,0,0,5,1,0,0,0,0,0,0,,,,,0001$']);
    await send(gvAck('0001'));
    await expect(outcome).resolves.toMatchObject({ status: 'accepted' });
  });

  it('that only pulse an output succeed with the acknowledgement', async () => {
    const { session, send, written } = await connect('01');
    const outcome = session.sendCommand(order('LOCK_CENTRAL_LOCK'));
    expect(written).toEqual(['AT+GTOUT=Zk7Yq2,1,0,0,0,0,0,0,5,1,0,0,0,,,,,0001$']);
    await send(gvAck('0001'));
    await expect(outcome).resolves.toEqual({ status: 'succeeded' });
  });

  it('are refused while the outputs are not known', async () => {
    const { session, send, written } = openSession('queclink');
    await send(vectorText('q7').replace('862894020180553', imei));
    await expect(session.sendCommand(order('DISABLE_DRIVING'))).rejects.toMatchObject({ kind: 'state' });
    await send(gvReport('00', '+BUFF:GTFRI'));
    await expect(session.sendCommand(order('DISABLE_DRIVING'))).rejects.toMatchObject({ kind: 'state' });
    expect(written).toEqual([]);
  });

  it('repeat what the order before switched, and wait for a report when nobody knows', async () => {
    const { session, send, written } = await connect('00');
    const first = session.sendCommand(order('DISABLE_DRIVING'));
    await send(gvAck('0001'));
    await first;
    // No report has shown the relay yet: locking must not switch it off again.
    const second = session.sendCommand(order('LOCK_CENTRAL_LOCK', 'C2'));
    expect(written.at(-1)).toBe('AT+GTOUT=Zk7Yq2,1,0,0,0,0,0,0,5,1,0,0,0,,,,,0003$');
    await expect(second).rejects.toMatchObject({ kind: 'unknown' });
    await expect(session.sendCommand(order('LOCK_CENTRAL_LOCK', 'C3'))).rejects.toMatchObject({ kind: 'state' });
    await send(gvReport('01'));
    const third = session.sendCommand(order('LOCK_CENTRAL_LOCK', 'C4'));
    await send(gvAck('0004'));
    await expect(third).resolves.toEqual({ status: 'succeeded' });
  });

  it('to an output that the unit does not have are not sent', async () => {
    const { session, written } = await connect('00', {
      wiring: { output: 3, active_means: 'driving_disabled' },
      template: 'gmt100',
      report_tail,
    });
    await expect(session.sendCommand(order('DISABLE_DRIVING'))).rejects.toMatchObject({ kind: 'unsupported' });
    expect(written).toEqual([]);
  });

  it('follow the template of the model and the wiring of the vehicle', async () => {
    const settings = { wiring: { output: 2, active_means: 'driving_enabled' } };
    const model = modelNamed('queclink', 'NMAX');
    const { session, send, written, reports } = openSession('queclink', { model, settings });
    const report = vectorText('q10').replace('80,,,,,,20090214093254', '80,210102,,,,,20090214093254');
    await send(report);
    expect(reports.at(-1)?.properties.driving_enabled?.value).toBe(true);
    const outcome = session.sendCommand(order('DISABLE_DRIVING'));
    expect(written).toEqual(['AT+GTOUT=Zk7Yq2,0,0,0,0,0,0,,,,,,,,0001$']);
    await send(`+ACK:GTOUT,080100,${imei},,0001,20090214093254,11F0$`);
    await expect(outcome).resolves.toMatchObject({ status: 'accepted' });
  });
});
