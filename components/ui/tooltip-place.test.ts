import { describe, expect, it } from 'vitest';
import { placeBubble } from './tooltip-place.ts';

const view = { width: 400, height: 300 };
const bubble = { width: 100, height: 20 };
const at = (left: number, top: number) => ({ left, top, width: 40, height: 30 });

describe('placeBubble', () => {
  it('puts the bubble in the middle of the wished side', () => {
    expect(placeBubble('bottom', at(180, 100), bubble, view)).toEqual({ left: 150, top: 136 });
    expect(placeBubble('top', at(180, 100), bubble, view)).toEqual({ left: 150, top: 74 });
    expect(placeBubble('right', at(180, 100), bubble, view)).toEqual({ left: 226, top: 105 });
    expect(placeBubble('left', at(180, 100), bubble, view)).toEqual({ left: 74, top: 105 });
  });

  it('turns to the other side where the wished one has no room', () => {
    expect(placeBubble('bottom', at(180, 260), bubble, view).top).toBe(234);
    expect(placeBubble('left', at(20, 100), bubble, view).left).toBe(66);
  });

  it('keeps the side when neither has room, and stays inside the window', () => {
    const tall = { width: 100, height: 280 };
    expect(placeBubble('bottom', at(180, 100), tall, view)).toEqual({ left: 150, top: 12 });
    expect(placeBubble('bottom', at(0, 100), bubble, view).left).toBe(8);
    expect(placeBubble('bottom', at(380, 100), bubble, view).left).toBe(292);
  });
});
