import { Copyable } from '#components/ui/copyable.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { useText } from '#lib/client/text-provider.tsx';

/** The address a vendor pushes to. It is told once: only a hash of its secret part is stored. */
export function PushAddress({ origin, path, brand_name }: { origin: string; path: string; brand_name: string }) {
  const { t } = useText();
  const address = `${origin}${path}`;
  return (
    <div className="flex flex-col gap-3">
      <p>
        {t(
          '{brand} sends states by itself. Enter this address there as the place to push to; until then Motorpool only learns what it asks for.',
          { brand: brand_name },
        )}
      </p>
      <div className="rounded-md border border-line bg-sunken px-2.5 py-2">
        <Copyable value={address} label={t('Push address')} mono className="w-full [&>span]:whitespace-normal [&>span]:break-all" />
      </div>
      <Notice tone="warning">
        {t('Shown only now. Whoever knows it can hand in states; if it is lost or leaks, store the credentials anew.')}
      </Notice>
      <p className="text-ink-soft">
        {t(
          'The address is that of the gateway as this browser guesses it. The vendor must reach it from the internet over HTTPS: put your own host in front when a proxy stands before the gateway. The path must stay as it is.',
        )}
      </p>
    </div>
  );
}
