import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Of Debian's package `mosquitto`; absent where it is not installed. */
export const mosquitto_file = ['/usr/sbin', ...(process.env.PATH ?? '').split(delimiter)]
  .map((folder) => join(folder, 'mosquitto'))
  .find((file) => existsSync(file));

const tick_us = 10_000;
const start_limit_ms = 10_000;

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};

const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => resolve(false));
    socket.on('connect', () => resolve(socket.end() !== undefined));
  });

/** Processor time so far: `utime` and `stime` of proc_pid_stat(5). */
const cpuUsOf = ({ pid }: ChildProcess): number => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const [utime, stime] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13);
  return (Number(utime) + Number(stime)) * tick_us;
};

/** A broker of its own on a free port; it drops nothing and keeps nothing. */
export const startMosquitto = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'motorpool-bench-'));
  const port = await freePort();
  const settings = join(folder, 'mosquitto.conf');
  writeFileSync(settings, `listener ${port} 127.0.0.1\nallow_anonymous true\npersistence false\nmax_queued_messages 0\nuser root\n`);
  const broker = spawn(mosquitto_file ?? 'mosquitto', ['-c', settings], { stdio: 'ignore' });
  for (const until = performance.now() + start_limit_ms; !(await isOpen(port)); await wait(20)) {
    if (performance.now() > until) throw new Error('mosquitto does not answer.');
  }
  return {
    port,
    cpuUs: () => cpuUsOf(broker),
    stop: () => {
      broker.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
