import { join } from 'node:path';

export type Addresses = {
  app_url: string;
  gateway_host: string;
  gateway_port: number;
  unit_listeners: Record<string, { port: number | undefined }>;
  data_dir: string;
  demo: boolean;
};

/** What `npm start` says when everything runs, or when the one of its parts does that was asked for: where to look, and with the demo how to get in. */
export function composeGreeting(
  { app_url, gateway_host, gateway_port, unit_listeners, data_dir, demo }: Addresses,
  elapsed_ms: number,
  only?: string,
): string {
  const rows: [string, string][] = [];
  if (only !== 'gateway') rows.push(['app', app_url], ['API', new URL('/api/v1', app_url).href]);
  if (only !== 'web') rows.push(['gateway', `http://${gateway_host}:${gateway_port}/health`]);
  const listening = Object.entries(unit_listeners).filter(([, { port }]) => port !== undefined);
  if (listening.length > 0 && only !== 'web') rows.push(['units', listening.map(([brand, { port }]) => `${brand} TCP ${port}`).join(', ')]);
  rows.push(['data', data_dir]);
  const lines = [
    `Motorpool${only ? `'s ${only}` : ''} is running (${(elapsed_ms / 1000).toFixed(1)} s)`,
    '',
    ...rows.map(([name, value]) => `  ${name.padEnd(9)} ${value}`),
  ];
  if (demo) {
    lines.push('', '  The demo fleet is on: the sign-in page offers three people, a click each.');
    lines.push(`  Mails that it sends are in ${join(data_dir, 'mails')}`);
    lines.push(`  Their passwords and an API client are in ${join(data_dir, 'demo-access.json')}`);
  }
  return ['', ...lines, '', ''].join('\n');
}
