import { describe, expect, it } from 'vitest';
import { rowWindow, scrollToShow } from './row-window.ts';

describe('rowWindow', () => {
  it('begins with the first rows and ends with the last', () => {
    expect(rowWindow(0, 360, 36, 1000)).toEqual({ first: 0, end: 18 });
    expect(rowWindow(35_640, 360, 36, 1000)).toEqual({ first: 982, end: 1000 });
  });

  it('draws a few rows beyond both edges', () => {
    expect(rowWindow(3600, 360, 36, 1000)).toEqual({ first: 92, end: 118 });
    expect(rowWindow(3610, 360, 36, 1000)).toEqual({ first: 92, end: 119 });
  });

  it('holds on when the list has become shorter than what is scrolled to', () => {
    expect(rowWindow(36_000, 360, 36, 5)).toEqual({ first: 5, end: 5 });
    expect(rowWindow(0, 360, 36, 0)).toEqual({ first: 0, end: 0 });
  });
});

describe('scrollToShow', () => {
  it('leaves a row that is in view where it is', () => {
    expect(scrollToShow(12, 360, 360, 36)).toBe(360);
  });

  it('brings a row to the nearer edge', () => {
    expect(scrollToShow(5, 360, 360, 36)).toBe(180);
    expect(scrollToShow(30, 360, 360, 36)).toBe(756);
  });
});
