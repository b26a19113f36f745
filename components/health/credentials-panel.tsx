'use client';
import Link from 'next/link';
import { Empty } from '#components/states/empty.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { RichText } from '#components/ui/rich-text.tsx';
import { StatusDot } from '#components/ui/status-dot.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { InstallationHealth } from '#lib/contract/health.ts';
import { credential_statuses } from '#lib/display.ts';
import { alarms, type BrandNames, well } from './health-words.ts';

type Credentials = InstallationHealth['credentials'][number];

function Line({ credentials, brand_name }: { credentials: Credentials; brand_name: string }) {
  const { t, count, translate } = useText();
  const {
    name,
    status,
    alarm,
    status_detail,
    last_success_at,
    dark_vehicles,
    vehicle_count,
    calls_left,
    former_secret_in_use,
    paused_until,
  } = credentials;
  return (
    <li className="flex flex-col gap-0.5 border-line border-b px-3 py-2 last:border-b-0">
      <span className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="min-w-0 truncate font-medium">
          {name} {name !== brand_name && <span className="font-normal text-ink-faint text-xs">{brand_name}</span>}
        </span>
        <StatusDot status={alarm ? alarms[alarm] : status === 'VALID' || last_success_at ? well : credential_statuses[status]} />
      </span>
      <span className="text-ink-faint text-xs">
        {last_success_at ? (
          <RichText message="last success {age}" parts={{ age: <RelativeTime at={last_success_at} /> }} />
        ) : (
          t('no success yet')
        )}
        {paused_until && (
          <>
            {' · '}
            <RichText message="asked to wait until {time}" parts={{ time: <RelativeTime at={paused_until} /> }} />
          </>
        )}
        {calls_left !== undefined && ` · ${count(calls_left, '{count} call left', '{count} calls left')}`}
      </span>
      {alarm && status_detail && <span className="text-ink-soft text-xs">{translate(status_detail)}</span>}
      {former_secret_in_use && (
        <span className="text-warning-ink text-xs">{t('The former secret is in use until the manufacturer accepts the new one.')}</span>
      )}
      {dark_vehicles.length > 0 && (
        <span className="text-xs">
          {count(vehicle_count, '{count} vehicle in the dark:', '{count} vehicles in the dark:')}{' '}
          {dark_vehicles.map(({ id, label }, index) => (
            <span key={id}>
              {index > 0 && ', '}
              <Link href={`/vehicles/${id}`} className="text-accent-ink underline underline-offset-2">
                {label}
              </Link>
            </span>
          ))}
          {vehicle_count > dark_vehicles.length && ' …'}
        </span>
      )}
    </li>
  );
}

/** Accounts at manufacturers, those in trouble first. */
export function CredentialsPanel({ health, brand_names }: { health: InstallationHealth; brand_names: BrandNames }) {
  const { t } = useText();
  const sorted = health.credentials.toSorted((a, b) => Number(a.alarm === undefined) - Number(b.alarm === undefined));
  return (
    <Panel
      title={t('OEM credentials')}
      flush
      actions={
        <Link href="/admin/oem-credentials" className="text-accent-ink text-xs underline underline-offset-2">
          {t('Manage')}
        </Link>
      }
    >
      {sorted.length === 0 ? (
        <Empty title={t('No credentials are stored')} />
      ) : (
        <ul>
          {sorted.map((credentials) => (
            <Line key={credentials.id} credentials={credentials} brand_name={brand_names[credentials.brand] ?? credentials.brand} />
          ))}
        </ul>
      )}
    </Panel>
  );
}
