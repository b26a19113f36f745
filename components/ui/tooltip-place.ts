export type Side = 'top' | 'right' | 'bottom' | 'left';

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

type Size = Pick<Box, 'width' | 'height'>;

const gap_px = 6;
const edge_px = 8;
const opposite: Record<Side, Side> = { top: 'bottom', bottom: 'top', left: 'right', right: 'left' };

const beside = (side: Side, anchor: Box, { width, height }: Size): Pick<Box, 'left' | 'top'> => ({
  left:
    side === 'left'
      ? anchor.left - width - gap_px
      : side === 'right'
        ? anchor.left + anchor.width + gap_px
        : anchor.left + (anchor.width - width) / 2,
  top:
    side === 'top'
      ? anchor.top - height - gap_px
      : side === 'bottom'
        ? anchor.top + anchor.height + gap_px
        : anchor.top + (anchor.height - height) / 2,
});

const between = (least: number, value: number, most: number): number => Math.max(least, Math.min(value, most));

/** Where a bubble goes: on the wished side, on the opposite one where only that has room, never over the edge of the window. */
export const placeBubble = (wished: Side, anchor: Box, bubble: Size, view: Size): Pick<Box, 'left' | 'top'> => {
  const hasRoom = (side: Side) => {
    const { left, top } = beside(side, anchor, bubble);
    const lies_across = side === 'left' || side === 'right';
    return lies_across
      ? left >= edge_px && left + bubble.width <= view.width - edge_px
      : top >= edge_px && top + bubble.height <= view.height - edge_px;
  };
  const side = !hasRoom(wished) && hasRoom(opposite[wished]) ? opposite[wished] : wished;
  const { left, top } = beside(side, anchor, bubble);
  return {
    left: Math.round(between(edge_px, left, view.width - bubble.width - edge_px)),
    top: Math.round(between(edge_px, top, view.height - bubble.height - edge_px)),
  };
};
