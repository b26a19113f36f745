'use client';
import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { copyText } from './copy-text.ts';
import type { MapTexts } from './map-texts.ts';
import { NavigateLink } from './navigate-link.tsx';
import { formatCoordinates } from './navigation-link.ts';

/** Copy the coordinates of a place, or be led there. */
export const PlaceActions = ({ lat, lon, label, texts }: { lat: number; lon: number; label: string; texts: MapTexts }) => {
  const [outcome, setOutcome] = useState<'copied' | 'failed' | undefined>();
  useEffect(() => {
    if (!outcome) return;
    const timer = setTimeout(() => setOutcome(undefined), 2000);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = async () => setOutcome((await copyText(formatCoordinates(lat, lon))) ? 'copied' : 'failed');
  const copy_label = outcome === 'copied' ? texts.copied : outcome === 'failed' ? texts.copy_failed : texts.copy;
  return (
    <>
      <button type="button" className="motorpool-map-action" onClick={copy} title={formatCoordinates(lat, lon)}>
        {outcome === 'copied' ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
        <span aria-live="polite">{copy_label}</span>
      </button>
      <NavigateLink lat={lat} lon={lon} label={label} className="motorpool-map-action">
        {texts.navigate}
      </NavigateLink>
    </>
  );
};
