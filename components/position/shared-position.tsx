'use client';
import { MapPinOff } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useSyncExternalStore } from 'react';
import { LazyVehicleMap } from '#components/map/lazy-vehicle-map.tsx';
import { BrandMark } from '#components/shell/brand-mark.tsx';
import { useTheme } from '#components/shell/use-theme.ts';
import { Empty } from '#components/states/empty.tsx';
import { ClockProvider } from '#components/ui/clock.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { useText } from '#lib/client/text-provider.tsx';

export interface SharedPositionProps {
  /** Undefined: the link does not work. */
  shared: { label: string; position?: { lat: number; lon: number; at: string }; expires_at: string } | undefined;
  rendered_at: string;
}

const refresh_ms = 15_000;
const nothing: readonly never[] = [];
const never = () => () => {};
const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Name and place of one vehicle on a map, read anew while the page is looked at. */
export function SharedPosition({ shared, rendered_at }: SharedPositionProps) {
  const { t } = useText();
  const theme = useTheme();
  const router = useRouter();
  const time_zone = useSyncExternalStore(never, ownZone, () => 'UTC');
  const works = shared !== undefined;
  useEffect(() => {
    if (!works) return;
    const timer = setInterval(() => {
      if (!document.hidden) router.refresh();
    }, refresh_ms);
    return () => clearInterval(timer);
  }, [works, router]);
  return (
    <ClockProvider time_zone={time_zone} rendered_at={rendered_at}>
      <div className="flex h-dvh flex-col">
        <header className="flex min-h-12 flex-wrap items-center gap-x-4 gap-y-0.5 border-line border-b bg-surface px-4 py-2">
          <BrandMark />
          <h1 className="min-w-0 truncate font-semibold text-base">{shared?.label ?? t('Shared position')}</h1>
          {shared?.position && (
            <p>
              {t('Position:')} <RelativeTime at={shared.position.at} focusable />
            </p>
          )}
          {shared && (
            <p className="ml-auto text-ink-faint text-xs">
              {t('This link ends')} <RelativeTime at={shared.expires_at} focusable />
            </p>
          )}
        </header>
        <main id="main" className="relative min-h-0 flex-1">
          {!shared && (
            <Empty
              icon={MapPinOff}
              title={t('This link does not work')}
              description={t('It has ended, was revoked, or is not complete. Ask whoever sent it for a new one.')}
            />
          )}
          {shared && !shared.position && (
            <Empty
              icon={MapPinOff}
              title={t('No position is known yet')}
              description={t('Load this page again once the vehicle has told one.')}
            />
          )}
          {shared?.position && (
            <LazyVehicleMap
              vehicle={{ id: 'shared', label: shared.label, lat: shared.position.lat, lon: shared.position.lon, status: 'parked' }}
              points={nothing}
              theme={theme}
            />
          )}
        </main>
      </div>
    </ClockProvider>
  );
}
