/** A real Apache Kafka broker (KRaft, one node) on this machine: Java must be there, the broker itself comes from Maven Central once. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const version = '3.9.1';
const cache = fileURLToPath(new URL(`../../node_modules/.cache/motorpool/kafka-${version}`, import.meta.url));
const heap = ['-Xmx256m', '-Xms128m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
const start_limit_ms = 60_000;

const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>motorpool</groupId><artifactId>broker</artifactId><version>1</version>
<dependencies><dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>${version}</version></dependency></dependencies>
</project>`;

const isThere = (program: string): Promise<boolean> =>
  run(program, ['-version']).then(
    () => true,
    () => false,
  );

/** Why no broker can run here; undefined when one can. Fetches the broker when it is not there yet. */
export const missingForBroker = async (): Promise<string | undefined> => {
  if (!(await isThere('java'))) return 'no Java';
  if (existsSync(cache)) return undefined;
  if (!(await isThere('mvn'))) return 'no Maven';
  mkdirSync(join(cache, '..'), { recursive: true });
  const place = mkdtempSync(`${cache}-`);
  try {
    writeFileSync(join(place, 'pom.xml'), pom);
    const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${join(place, 'jars')}`];
    await run('mvn', ['-q', '-B', '-f', join(place, 'pom.xml'), ...goal]);
    if (!existsSync(cache)) renameSync(place, cache);
    return undefined;
  } catch {
    return 'the broker could not be fetched';
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
};

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

const settings = (place: string, [port, inner, controller]: readonly number[], session_ms: number): string =>
  [
    'process.roles=broker,controller',
    'node.id=1',
    `controller.quorum.voters=1@127.0.0.1:${controller}`,
    `listeners=SASL_PLAINTEXT://127.0.0.1:${port},INTERNAL://127.0.0.1:${inner},CONTROLLER://127.0.0.1:${controller}`,
    `advertised.listeners=SASL_PLAINTEXT://127.0.0.1:${port},INTERNAL://127.0.0.1:${inner}`,
    'controller.listener.names=CONTROLLER',
    'inter.broker.listener.name=INTERNAL',
    'listener.security.protocol.map=SASL_PLAINTEXT:SASL_PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'sasl.enabled.mechanisms=OAUTHBEARER',
    'listener.name.sasl_plaintext.oauthbearer.sasl.jaas.config=org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required unsecuredLoginStringClaim_sub="broker";',
    `connections.max.reauth.ms=${session_ms}`,
    'offsets.topic.replication.factor=1',
    'offsets.topic.num.partitions=1',
    'transaction.state.log.replication.factor=1',
    'transaction.state.log.min.isr=1',
    'group.initial.rebalance.delay.ms=0',
    'num.partitions=3',
    `log.dirs=${join(place, 'logs')}`,
    '',
  ].join('\n');

export interface KafkaBroker {
  bootstrap: string;
  port: number;
  /** As a power cut: no goodbye, nothing flushed by the program. */
  kill(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

/** `session_ms`: the broker ends a connection that has not shown a valid token again after this time. */
export const createKafkaBroker = async (session_ms: number): Promise<KafkaBroker> => {
  const place = mkdtempSync(join(tmpdir(), 'motorpool-kafka-'));
  const ports = [await freePort(), await freePort(), await freePort()];
  const [port = 0] = ports;
  const file = join(place, 'server.properties');
  writeFileSync(file, settings(place, ports, session_ms));
  const java = (entry: string, words: string[]) => [...heap, '-cp', join(cache, 'jars', '*'), entry, ...words];
  await run('java', java('kafka.tools.StorageTool', ['format', '-t', '3Db5QLSqSZieL3rJBUUegA', '-c', file]));
  let child: ChildProcess | undefined;

  const kill = async (): Promise<void> => {
    const running = child;
    child = undefined;
    if (!running || running.exitCode !== null) return;
    running.kill('SIGKILL');
    await once(running, 'exit');
  };
  return {
    bootstrap: `SASL_PLAINTEXT://127.0.0.1:${port}`,
    port,
    kill,
    start: async () => {
      child = spawn('java', java('kafka.Kafka', [file]), { stdio: 'ignore', cwd: place });
      const limit = Date.now() + start_limit_ms;
      while (!(await answers(port))) {
        if (Date.now() > limit || child.exitCode !== null) throw new Error('The broker did not start.');
        await wait(100);
      }
    },
    remove: async () => {
      await kill();
      rmSync(place, { recursive: true, force: true });
    },
  };
};
