'use client';
import { ClockProvider, useClock } from '#components/ui/clock.tsx';
import { useFetched } from '#components/ui/use-fetched.ts';
import { FleetPage, type FleetPageProps } from './fleet-page.tsx';
import { useFleetTime } from './use-fleet-time.ts';

const loadPastBar = () => import('./past-bar.tsx').then((module) => module.PastBar);

/** Nothing can be done to the past. */
const looking_only = { renderCommands: undefined, renderBulk: undefined, toolbar_action: undefined };

/** The fleet page of now or of the past; there its ages count from the moment that is shown. */
export const TimedFleetPage = (props: Omit<FleetPageProps, 'time' | 'past_bar'>) => {
  const time = useFleetTime(props.with_events);
  const { is_past, past, query, change } = time;
  const { time_zone, rendered_at } = useClock();
  const PastBar = useFetched(loadPastBar, is_past);
  const past_bar = past && PastBar && query.at !== undefined && <PastBar past={past} at={query.at} speed={query.speed} onChange={change} />;
  return (
    <ClockProvider time_zone={time_zone} rendered_at={rendered_at} now={past?.now ?? Date.now}>
      <FleetPage {...props} {...(is_past && looking_only)} time={time} past_bar={past_bar} />
    </ClockProvider>
  );
};
