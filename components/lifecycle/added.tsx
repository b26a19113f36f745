'use client';
import { CirclePlus } from 'lucide-react';
import Link from 'next/link';
import { useEffect, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { buttonClass } from '#components/ui/button-class.ts';
import { Copyable } from '#components/ui/copyable.tsx';
import { Icon } from '#components/ui/icon.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { RichText } from '#components/ui/rich-text.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { useLiveEvents } from '#lib/client/live-provider.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import { SetupNotice } from './setup-notice.tsx';

/** The vehicle exists. Says when it reports for the first time, which is what one waits for. */
export function Added({ vehicle, onAnother }: { vehicle: Vehicle; onAnother: () => void }) {
  const { t } = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  const [reported_at, setReportedAt] = useState<string>();
  useEffect(() => heading.current?.focus(), []);
  useLiveEvents((events) => setReportedAt((before) => before ?? events[0]?.received_at), {
    vehicle_id: vehicle.id,
    types: ['VehicleStateRecorded'],
  });
  const { license_plate, custom_name, brand, model } = vehicle.master_data;
  return (
    <section
      aria-labelledby="added"
      className="mx-4 my-6 flex flex-col items-center rounded-lg border border-line bg-surface px-4 py-10 text-center"
    >
      <Icon name="square-check" size={28} strokeWidth={1.5} className="text-ok" />
      <h2 ref={heading} tabIndex={-1} id="added" className="mt-3 font-semibold text-lg outline-none">
        {t('{vehicle} is in the fleet', { vehicle: license_plate ?? custom_name ?? vehicle.id })}
      </h2>
      <p className="mt-1 text-ink-soft">
        {brand} {model} · {t('vehicle id')}{' '}
        <Copyable value={vehicle.id} label={t('vehicle id')} mono>
          {vehicle.id}
        </Copyable>
      </p>
      <p role="status" className="mt-3 flex items-center gap-2 text-ink-soft">
        {reported_at ? (
          <RichText message="First report received {age}" parts={{ age: <RelativeTime at={reported_at} /> }} />
        ) : (
          <>
            <Spinner /> {t('Waiting for its first report. You need not stay here.')}
          </>
        )}
      </p>
      <div className="mt-3 max-w-xl text-left">
        <SetupNotice vehicle_id={vehicle.id} />
      </div>
      <div className="mt-5 flex flex-wrap justify-center gap-2">
        <Link href={`/vehicles/${vehicle.id}`} className={buttonClass({ variant: 'primary' })}>
          {t('Open the vehicle')}
        </Link>
        <Button onClick={onAnother} icon={CirclePlus}>
          {model ? t('Add another {model}', { model }) : t('Add another one')}
        </Button>
        <Link href="/fleet" className={buttonClass({ variant: 'ghost' })}>
          {t('To the fleet')}
        </Link>
      </div>
    </section>
  );
}
