'use client';
import { useEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useTheme } from '#components/shell/use-theme.ts';
import { useClock } from '#components/ui/clock.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { HistoryPoint } from '#lib/contract/history.ts';
import type { NumericProperty } from '#lib/domain/vehicle-state.ts';
import { valueRange } from './history-range.ts';

export interface HistoryChartProps {
  property: NumericProperty;
  points: readonly HistoryPoint[];
  after_ms: number;
  before_ms: number;
  /** What a screen reader hears in place of the drawing. */
  summary: string;
  formatValue: (value: number) => string;
  /** An instant to mark. */
  marked_at?: string | undefined;
  onPickTime: (at: string) => void;
}

const height_px = 200;
const day_s = 86_400;

/** A colour of the style sheet as it is now: canvases know no variables. */
const colorOf = (element: HTMLElement, name: string): string => {
  const probe = document.createElement('span');
  probe.style.color = `var(--color-${name})`;
  element.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
};

/** Draws the values as steps, since each holds until the next one; a click picks its time. */
export function HistoryChart({ property, points, after_ms, before_ms, summary, formatValue, marked_at, onPickTime }: HistoryChartProps) {
  const { formatClock, formatDay, formatInstant } = useText();
  const { time_zone } = useClock();
  const theme = useTheme();
  const frame = useRef<HTMLDivElement>(null);
  const [pointed, setPointed] = useState<HistoryPoint>();
  const latest = useRef({ formatValue, onPickTime, formatClock, formatDay });
  latest.current = { formatValue, onPickTime, formatClock, formatDay };

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    void theme;
    const [faint, line] = [colorOf(element, 'ink-faint'), colorOf(element, 'line')];
    const warning = colorOf(element, 'warning');
    const font = `11px ${getComputedStyle(element).fontFamily}`;
    const axis = { stroke: faint, grid: { stroke: line, width: 1 }, ticks: { stroke: line, width: 1, size: 4 }, font };
    const mark = (chart: uPlot) => {
      if (marked_at === undefined) return;
      const left = chart.valToPos(Date.parse(marked_at) / 1000, 'x', true);
      const { ctx, bbox } = chart;
      if (left < bbox.left || left > bbox.left + bbox.width) return;
      ctx.save();
      ctx.strokeStyle = warning;
      ctx.lineWidth = 2;
      ctx.beginPath();
      ctx.moveTo(left, bbox.top);
      ctx.lineTo(left, bbox.top + bbox.height);
      ctx.stroke();
      ctx.restore();
    };
    const steps = uPlot.paths.stepped?.({ align: 1 });
    const chart = new uPlot(
      {
        width: element.clientWidth,
        height: height_px,
        legend: { show: false },
        tzDate: (at_s) => uPlot.tzDate(new Date(at_s * 1000), time_zone),
        scales: {
          x: { range: [after_ms / 1000, before_ms / 1000] },
          y: { range: (_chart, lowest, highest) => [...valueRange(property, lowest, highest)] },
        },
        cursor: { y: false, drag: { x: false, y: false } },
        axes: [
          {
            ...axis,
            size: 28,
            values: (_chart, splits, _axis, _space, step_s) =>
              splits.map((at_s) => {
                const at = new Date(at_s * 1000).toISOString();
                return step_s >= day_s
                  ? latest.current.formatDay(at, time_zone).slice(0, 6)
                  : latest.current.formatClock(at, time_zone).slice(0, 5);
              }),
          },
          { ...axis, size: 64, values: (_chart, splits) => splits.map((value) => latest.current.formatValue(value)) },
        ],
        series: [
          {},
          { stroke: colorOf(element, 'accent'), width: 1.5, ...(steps && { paths: steps }), points: { show: points.length < 60, size: 5 } },
        ],
        hooks: {
          draw: [mark],
          setCursor: [({ cursor: { idx } }) => setPointed(typeof idx === 'number' ? points[idx] : undefined)],
        },
      },
      [points.map(({ at }) => Date.parse(at) / 1000), points.map(({ value }) => value)],
      element,
    );
    const pick = () => {
      const { left } = chart.cursor;
      if (left !== undefined && left >= 0) latest.current.onPickTime(new Date(chart.posToVal(left, 'x') * 1000).toISOString());
    };
    chart.over.addEventListener('click', pick);
    const observer = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height: height_px }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      chart.destroy();
    };
  }, [property, points, after_ms, before_ms, marked_at, time_zone, theme]);

  return (
    <>
      <div ref={frame} role="img" aria-label={summary} className="w-full overflow-hidden" style={{ height: height_px }} />
      <p aria-hidden className="h-4 truncate text-ink-faint text-xs tabular-nums">
        {pointed && `${formatInstant(pointed.at, time_zone)} · ${formatValue(pointed.value)}`}
      </p>
    </>
  );
}
