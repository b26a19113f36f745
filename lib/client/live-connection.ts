/**
 * The one live connection of a page: reads the screens' stream, comes back by itself where it stopped, and says how it fares.
 * Events are handed over once, in sequence. A reset means that events were missed: whoever holds data takes it afresh.
 */
import { alive_interval_ms, type LiveEvent, live_path } from '#lib/contract/live.ts';
import type { LiveStatus } from '#lib/display/vehicle-status.ts';
import { createEventStreamParser, type StreamFrame } from './event-stream-parser.ts';

/** Silence after which the status is `delayed`, and after which the connection is given up and made anew. */
export const delayed_after_ms = 2 * alive_interval_ms + 2000;
export const abandoned_after_ms = 4 * alive_interval_ms;
/** A hidden page lets its connection go, because browsers open six to a host and no more. */
export const hidden_after_ms = 60_000;

export interface LiveTiming {
  delayed_after_ms: number;
  abandoned_after_ms: number;
  hidden_after_ms: number;
  first_back_off_ms: number;
}
const usual_timing: LiveTiming = { delayed_after_ms, abandoned_after_ms, hidden_after_ms, first_back_off_ms: 500 };
const longest_back_off_ms = 10_000;

export interface LiveConnectionOptions {
  /** Sequence that the page's data is complete up to; without it the stream begins with what happens next. */
  after?: number | undefined;
  onEvents: (events: LiveEvent[]) => void;
  onReset: () => void;
  /** What the viewer may do is no longer what it was. */
  onAccess?: () => void;
  /** The sign-in has ended; no further try is made. */
  onSignedOut?: () => void;
  onStatus: (status: LiveStatus) => void;
  url?: string;
  timing?: Partial<LiveTiming>;
  /** Calls back when page and network are there (true) and when nobody looks (false); returns the way to stop. */
  watchPage?: (onChange: (present: boolean) => void) => () => void;
}

/** A look that comes so late means that the machine slept: no event tells it. */
const asleep_after_ms = 10_000;
const look_interval_ms = 2000;
/** `resume`: a phone has let the page sleep. They are heard as they go down from the window, whichever object they are meant for. */
const page_occasions = ['online', 'pageshow', 'visibilitychange', 'resume'];

const watchBrowserPage = (onChange: (present: boolean) => void): (() => void) => {
  if (typeof document === 'undefined') return () => {};
  const report = () => onChange(document.visibilityState === 'visible');
  let looked_ms = Date.now();
  const timer = setInterval(() => {
    const slept = Date.now() - looked_ms > asleep_after_ms;
    looked_ms = Date.now();
    if (slept && document.visibilityState === 'visible') onChange(true);
  }, look_interval_ms);
  for (const occasion of page_occasions) window.addEventListener(occasion, report, true);
  return () => {
    clearInterval(timer);
    for (const occasion of page_occasions) window.removeEventListener(occasion, report, true);
  };
};

/** Connects and stays connected until `close`. */
export const connectLive = (options: LiveConnectionOptions): { close: () => void } => {
  const timing = { ...usual_timing, ...options.timing };
  let cursor = options.after;
  let access: string | undefined;
  let failures = 0;
  let closed = false;
  let signed_out = false;
  let paused = false;
  let attempt: AbortController | undefined;
  /** By the clock on the wall, which goes on while the machine sleeps. */
  let heard_ms = Date.now();
  let status: LiveStatus | undefined;
  let silence_timer: ReturnType<typeof setTimeout> | undefined;
  let retry_timer: ReturnType<typeof setTimeout> | undefined;
  let hidden_timer: ReturnType<typeof setTimeout> | undefined;

  const setStatus = (next: LiveStatus) => {
    if (next === status || closed) return;
    status = next;
    options.onStatus(next);
  };

  const watchSilence = () => {
    clearTimeout(silence_timer);
    silence_timer = setTimeout(() => {
      setStatus('delayed');
      silence_timer = setTimeout(() => attempt?.abort(), timing.abandoned_after_ms - timing.delayed_after_ms);
    }, timing.delayed_after_ms);
  };

  const takeFrame = ({ event, data, id }: StreamFrame) => {
    failures = 0;
    heard_ms = Date.now();
    watchSilence();
    setStatus('live');
    const content: unknown = JSON.parse(data);
    if (event === 'log') {
      const known = cursor ?? -1;
      const events = (content as LiveEvent[]).filter(({ sequence }) => sequence > known);
      // The frame's id goes on past events that the viewer may not see.
      cursor = Math.max(known, Number(id) || 0, events.at(-1)?.sequence ?? 0);
      if (events.length > 0) options.onEvents(events);
    } else if (event === 'reset') {
      cursor = (content as { newest: number }).newest;
      options.onReset();
    } else if (event === 'alive') {
      const { sequence, access: now } = content as { sequence?: number; access?: string };
      cursor ??= sequence;
      if (now !== undefined && access !== undefined && now !== access) options.onAccess?.();
      access = now ?? access;
    }
  };

  const readStream = async (signal: AbortSignal) => {
    const url = `${options.url ?? live_path}${cursor === undefined ? '' : `?after=${cursor}`}`;
    const answer = await fetch(url, { headers: { accept: 'text/event-stream' }, credentials: 'same-origin', cache: 'no-store', signal });
    if (answer.status === 401) signed_out = true;
    if (!answer.ok || !answer.body) throw new Error(`The live stream answered ${answer.status}`);
    const parse = createEventStreamParser((frame) => {
      if (!signal.aborted) takeFrame(frame);
    });
    const decoder = new TextDecoder();
    for (const reader = answer.body.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) return;
      parse(decoder.decode(value, { stream: true }));
    }
  };

  const open = async () => {
    clearTimeout(retry_timer);
    if (closed || paused || signed_out || attempt) return;
    const own = new AbortController();
    attempt = own;
    heard_ms = Date.now();
    watchSilence();
    // Why a connection ended makes no difference: it is made again, and the status tells that it is gone.
    await readStream(own.signal).catch(() => undefined);
    own.abort();
    attempt = undefined;
    clearTimeout(silence_timer);
    setStatus('offline');
    if (signed_out && !closed) options.onSignedOut?.();
    if (closed || paused || signed_out) return;
    const ceiling_ms = Math.min(longest_back_off_ms, timing.first_back_off_ms * 2 ** failures++);
    retry_timer = setTimeout(open, ceiling_ms * (0.5 + Math.random() / 2));
  };

  const changePresence = (present: boolean) => {
    clearTimeout(hidden_timer);
    if (present) {
      paused = false;
      failures = 0;
      // What has been silent for so long is dead, or was while the page slept.
      if (attempt && Date.now() - heard_ms > timing.delayed_after_ms) attempt.abort();
      else void open();
    } else {
      hidden_timer = setTimeout(() => {
        paused = true;
        clearTimeout(retry_timer);
        attempt?.abort();
      }, timing.hidden_after_ms);
    }
  };

  const stopWatching = (options.watchPage ?? watchBrowserPage)(changePresence);
  void open();

  return {
    close: () => {
      closed = true;
      stopWatching();
      for (const timer of [silence_timer, retry_timer, hidden_timer]) clearTimeout(timer);
      attempt?.abort();
    },
  };
};
