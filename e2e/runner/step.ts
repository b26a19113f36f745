import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One program of a test run: the script `bin` of a package, run by our own Node. */
export type Step = { title: string; package: string; bin: string; args: string[]; env?: Record<string, string> };
export type StepResult = { title: string; ok: boolean; seconds: number; output: string };

export const root = fileURLToPath(new URL('../../', import.meta.url));
const running = new Set<ReturnType<typeof spawn>>();

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    for (const child of running) child.kill(signal);
    process.exitCode = 130;
  });
}

/** Runs a step. `live` shows its output as it comes; otherwise it is kept and returned. */
export async function runStep(step: Step, { live = false } = {}): Promise<StepResult> {
  const began_at = performance.now();
  const file = join(root, 'node_modules', step.package, step.bin);
  const child = spawn(process.execPath, [file, ...step.args], {
    cwd: root,
    env: { ...process.env, ...(!live && { NO_COLOR: '1', FORCE_COLOR: '0' }), ...step.env },
    stdio: ['ignore', live ? 'inherit' : 'pipe', live ? 'inherit' : 'pipe'],
  });
  running.add(child);
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => output.push(text));
  const ok = await new Promise<boolean>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code === 0));
  });
  running.delete(child);
  return { title: step.title, ok, seconds: (performance.now() - began_at) / 1000, output: output.join('') };
}

/** Runs the steps, at most `width` at a time, shows each as it ends, and what a failed one said. */
export async function runSteps(steps: Step[], width: number): Promise<StepResult[]> {
  const waiting = [...steps];
  const results: StepResult[] = [];
  const work = async (): Promise<void> => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const result = await runStep(step);
      results.push(result);
      console.log(`${result.ok ? '✓' : '✗'} ${result.title} (${result.seconds.toFixed(1)} s)`);
      if (!result.ok) console.log(result.output.trimEnd());
    }
  };
  await Promise.all(Array.from({ length: width }, work));
  return results;
}
