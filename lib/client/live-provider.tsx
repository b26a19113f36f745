'use client';

import { createContext, type ReactNode, useContext, useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react';
import type { LiveEvent } from '#lib/contract/live.ts';
import type { LiveStatus } from '#lib/display/vehicle-status.ts';
import type { EventType } from '#lib/domain/event.ts';
import { connectLive } from './live-connection.ts';
import { createLiveHub, type LiveHub } from './live-hub.ts';

const LiveContext = createContext<LiveHub | undefined>(undefined);

export const useLiveHub = (): LiveHub => {
  const hub = useContext(LiveContext);
  if (!hub) throw new Error('Live data needs a LiveProvider above it');
  return hub;
};

export interface LiveProviderProps {
  after?: number | undefined;
  /** What the viewer may do has changed. */
  onAccess?: () => void;
  /** The sign-in has ended. */
  onSignedOut?: () => void;
  children: ReactNode;
}

/**
 * Keeps one live connection for all pages below it. `after` is the sequence that the pages' data, read later, is complete up to.
 */
export const LiveProvider = ({ after, onAccess, onSignedOut, children }: LiveProviderProps) => {
  const [hub] = useState(() => createLiveHub(after));

  const tellAccess = useEffectEvent(() => onAccess?.());
  const tellSignedOut = useEffectEvent(() => onSignedOut?.());

  useEffect(() => {
    const connection = connectLive({
      after: hub.sequence(),
      onEvents: hub.publish,
      onStatus: hub.setStatus,
      onReset: hub.reset,
      onAccess: () => tellAccess(),
      onSignedOut: () => tellSignedOut(),
    });
    return connection.close;
  }, [hub]);

  return <LiveContext value={hub}>{children}</LiveContext>;
};

export interface LiveEventFilter {
  vehicle_id?: string | undefined;
  types?: readonly EventType[] | undefined;
}

/** Calls the handler with the matching events of every batch, in sequence; never with an empty batch. */
export const useLiveEvents = (handler: (events: LiveEvent[]) => void, filter: LiveEventFilter = {}): void => {
  const hub = useLiveHub();
  const receive = useEffectEvent((events: LiveEvent[]) => {
    const { vehicle_id, types } = filter;
    const matching = events.filter(
      (event) => (vehicle_id === undefined || event.vehicle_id === vehicle_id) && (types === undefined || types.includes(event.type)),
    );
    if (matching.length > 0) handler(matching);
  });
  useEffect(() => hub.subscribe((events) => receive(events)), [hub]);
};

/** Calls the handler when events were missed, so that what was built up from events is read afresh. Queries are read again by themselves. */
export const useLiveReset = (handler: () => void): void => {
  const hub = useLiveHub();
  const receive = useEffectEvent(handler);
  useEffect(() => hub.subscribeReset(() => receive()), [hub]);
};

/** How the live connection fares; `connecting` until the first frame. */
export const useLiveStatus = (): LiveStatus => {
  const hub = useLiveHub();
  return useSyncExternalStore(hub.subscribeStatus, hub.status, () => 'connecting');
};
