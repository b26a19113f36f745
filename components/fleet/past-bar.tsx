'use client';
import { ChevronLeft, ChevronRight, History, Pause, Play } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { TimeJump } from '#components/events/time-jump.tsx';
import { Button } from '#components/ui/button.tsx';
import { useClock } from '#components/ui/clock.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Segmented } from '#components/ui/segmented.tsx';
import { type FleetQuery, play_speeds } from '#lib/client/fleet-query.ts';
import { loadFleetLog } from '#lib/client/load-past.ts';
import type { PastFleet } from '#lib/client/past-fleet.ts';
import { createPastPlayer } from '#lib/client/past-player.ts';
import { useText } from '#lib/client/text-provider.tsx';
import { PastSlider } from './past-slider.tsx';

export interface PastBarProps {
  past: PastFleet;
  /** The moment that the address names. */
  at: string;
  speed: FleetQuery['speed'];
  onChange: (change: Partial<Pick<FleetQuery, 'at' | 'speed'>>) => void;
}

const minute_ms = 60_000;
/** While it plays, the address follows after so many seconds of the onlooker. */
const address_every_ms = 10_000;

/** Says that the past is shown, and which moment of it; moves to another one, and plays on from there. */
export const PastBar = ({ past, at, speed, onChange }: PastBarProps) => {
  const { t, formatInstant } = useText();
  const { time_zone } = useClock();
  const change = useRef(onChange);
  change.current = onChange;
  const player = useMemo(
    () => createPastPlayer({ past, readLog: loadFleetLog, onPresent: () => change.current({ at: undefined }) }),
    [past],
  );
  const { at_ms, playing, waiting } = useSyncExternalStore(player.subscribe, player.state, player.state);
  const [asked, setAsked] = useState(at);
  /** The moment that the address was last given from here: any other came from elsewhere. */
  const written = useRef<string>(undefined);
  const shown_ms = Number.isNaN(at_ms) ? Date.parse(at) : at_ms;
  const shown = new Date(shown_ms).toISOString();

  useEffect(() => player.close, [player]);
  useEffect(() => player.setSpeed(speed), [player, speed]);
  useEffect(() => {
    if (at === written.current) return;
    written.current = at;
    setAsked(at);
    void player.seek(Date.parse(at));
  }, [player, at]);

  const write = (moment: string) => {
    written.current = moment;
    setAsked(moment);
    onChange({ at: moment });
  };
  const go = (to_ms: number) => {
    const moment = new Date(Math.min(to_ms, Date.now())).toISOString();
    write(moment);
    void player.seek(Date.parse(moment));
  };
  const toggle = () => {
    if (!playing) return player.play();
    player.pause();
    write(shown);
  };
  const is_due = playing && shown_ms - Date.parse(asked) >= address_every_ms * speed;
  useEffect(() => {
    if (!is_due) return;
    written.current = shown;
    setAsked(shown);
    change.current({ at: shown });
  }, [is_due, shown]);

  return (
    <section
      aria-label={t('The past')}
      className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-warning border-b-2 bg-warning-soft px-3 py-1.5 text-sm text-warning-ink"
    >
      <p className="flex items-center gap-1.5 whitespace-nowrap">
        <History aria-hidden size={16} />
        <span className="max-sm:sr-only">{t('The past')}</span>
        <time dateTime={shown} className="font-semibold tabular-nums">
          {formatInstant(shown, time_zone)}
        </time>
        <span role="status" className="sr-only">
          {playing ? '' : t('Shown: {moment}', { moment: formatInstant(asked, time_zone) })}
        </span>
      </p>
      <div className="flex items-center gap-1">
        <IconButton label={t('One minute back')} icon={ChevronLeft} size="sm" onClick={() => go(shown_ms - minute_ms)} />
        <Button size="sm" icon={playing ? Pause : Play} busy={playing && waiting} onClick={toggle}>
          {playing ? t('Pause') : t('Play')}
        </Button>
        <IconButton label={t('One minute on')} icon={ChevronRight} size="sm" onClick={() => go(shown_ms + minute_ms)} />
      </div>
      <Segmented
        label={t('Playing speed')}
        value={String(speed)}
        segments={play_speeds.map((value) => ({ value: String(value), label: `${value}×` }))}
        onChange={(value) => onChange({ speed: play_speeds.find((one) => String(one) === value) ?? 1 })}
      />
      <PastSlider at_ms={shown_ms} asked={asked} from_ms={past.told()?.history_from_ms} onMove={go} />
      <div className="flex items-center gap-3 max-sm:hidden">
        <TimeJump key={asked} look_at={asked} onJump={(moment) => go(Date.parse(moment))} />
      </div>
      <Button size="sm" variant="primary" onClick={() => onChange({ at: undefined })}>
        {t('Back to now')}
      </Button>
    </section>
  );
};
