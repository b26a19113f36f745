'use client';
import { LocateFixed, X } from 'lucide-react';
import { useCallback, useEffect, useReducer, useSyncExternalStore } from 'react';
import type { Language } from '#lib/messages/language.ts';
import { type MapPoint, type MapSource, nowOf } from './map-source.ts';
import type { MapTexts } from './map-texts.ts';
import { describeVehicle } from './marks.ts';
import { PlaceActions } from './place-actions.tsx';
import { StatusMark } from './status-mark.tsx';

const useVehicle = (source: MapSource, id: string): MapPoint | undefined => {
  const subscribe = useCallback(
    (notify: () => void) =>
      source.subscribe((change) => {
        if (change === 'all' || change.includes(id)) notify();
      }),
    [source, id],
  );
  const read = () => source.get(id);
  return useSyncExternalStore(subscribe, read, read);
};

/** The selected vehicle in short, over a corner of the map. Only this card renders anew when that vehicle reports. */
export const VehicleCard = (props: {
  source: MapSource;
  id: string;
  theme: 'light' | 'dark';
  texts: MapTexts;
  language: Language;
  followed: boolean;
  onFollow: ((follow: boolean) => void) | undefined;
  onClose: () => void;
}) => {
  const { texts, language, onFollow } = props;
  const point = useVehicle(props.source, props.id);
  const [, tick] = useReducer((ticks: number) => ticks + 1, 0);
  useEffect(() => {
    const timer = setInterval(tick, 5000);
    return () => clearInterval(timer);
  }, []);
  if (!point) return null;
  return (
    <section className="motorpool-map-card" aria-label={point.label}>
      <header>
        <StatusMark status={point.status} theme={props.theme} />
        <strong>{point.label}</strong>
        <button type="button" className="motorpool-map-close" aria-label={texts.close} onClick={props.onClose}>
          <X size={14} aria-hidden />
        </button>
      </header>
      <p>{describeVehicle(point, texts, language, nowOf(props.source)).join(' · ')}</p>
      <div>
        {onFollow && (
          <button type="button" className="motorpool-map-action" aria-pressed={props.followed} onClick={() => onFollow(!props.followed)}>
            <LocateFixed size={14} aria-hidden />
            {props.followed ? texts.unfollow : texts.follow}
          </button>
        )}
        <PlaceActions lat={point.lat} lon={point.lon} label={point.label} texts={texts} />
      </div>
    </section>
  );
};
