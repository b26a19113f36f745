const hour_ms = 3_600_000;

/** How much of the history the slider can span. */
export const window_spans_ms = [hour_ms, 6 * hour_ms, 24 * hour_ms, 7 * 24 * hour_ms] as const;

export interface PastWindow {
  begin_ms: number;
  end_ms: number;
  span_ms: number;
}

/**
 * The part of the history that a slider of this span goes over: as before while the moment lies in it, else around the moment, and never beyond the
 * present or before the history begins.
 */
export const pastWindow = (wish: {
  at_ms: number;
  span_ms: number;
  from_ms: number | undefined;
  now_ms: number;
  before: PastWindow | undefined;
}): PastWindow => {
  const { at_ms, span_ms, from_ms = Number.NEGATIVE_INFINITY, now_ms, before } = wish;
  const stays = before && before.span_ms === span_ms && at_ms >= before.begin_ms && at_ms <= before.end_ms && before.begin_ms >= from_ms;
  if (stays) return before;
  const end_ms = Math.max(at_ms, Math.min(now_ms, at_ms + span_ms / 2));
  return { begin_ms: Math.min(at_ms, Math.max(from_ms, end_ms - span_ms)), end_ms, span_ms };
};
