'use client';
import { useEffect, useRef, useState } from 'react';

const quiet_ms = 600;

/**
 * A number that changes when the map should fit the vehicles: once they are there, and when another filter has come to rest.
 * `paused` while the person has the say over the view.
 */
export const useFitKey = (ready: boolean, filter_key: string, paused: boolean): number => {
  const [fit_key, setFitKey] = useState(0);
  const fitted = useRef<string>(undefined);
  useEffect(() => {
    if (!ready) return;
    if (paused || fitted.current === filter_key) {
      fitted.current = filter_key;
      return;
    }
    const fitNow = () => {
      fitted.current = filter_key;
      setFitKey((key) => key + 1);
    };
    if (fitted.current === undefined) {
      fitNow();
      return;
    }
    const timer = setTimeout(fitNow, quiet_ms);
    return () => clearTimeout(timer);
  }, [ready, filter_key, paused]);
  return fit_key;
};
