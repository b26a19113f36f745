import { spawn } from 'node:child_process';

/**
 * Runs a program without its chatter: a heading, the elapsed time while it runs, and one line at the end.
 * When it fails, everything it said is shown, and the promise rejects.
 */
export async function runQuietly(title, command, args, { summarise = () => '', ...options } = {}) {
  const began_at = Date.now();
  const elapsed = () => `${Math.round((Date.now() - began_at) / 1000)} s`;
  const live = process.stdout.isTTY === true;
  process.stdout.write(live ? `${title} …` : `${title} …\n`);
  const ticker = setInterval(() => process.stdout.write(live ? `\r${title} … ${elapsed()}` : `  … ${elapsed()}\n`), live ? 1_000 : 15_000);
  const output = [];
  try {
    const code = await new Promise((resolve, reject) => {
      const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
      for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => output.push(text));
      child.once('error', reject);
      child.once('close', (exit_code, signal) => resolve(signal ?? exit_code));
    });
    if (code !== 0) throw new Error(`${title}: ${command} ended with ${code}.\n${output.join('').trim()}`);
  } catch (error) {
    process.stdout.write('\n');
    throw error;
  } finally {
    clearInterval(ticker);
  }
  const summary = [elapsed(), summarise(output.join(''))].filter(Boolean).join(', ');
  process.stdout.write(live ? `\r${title}: done (${summary})\n` : `  done (${summary})\n`);
}
