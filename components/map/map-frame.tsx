'use client';
import type { ReactNode, RefObject } from 'react';
import './map.css';
import type { MapTexts } from './map-texts.ts';
import type { MapTheme } from './palette.ts';
import type { MapNotice } from './use-map.ts';

/** The element a map lives in, what lies over it, and what went wrong. */
export const MapFrame = (props: {
  container: RefObject<HTMLDivElement | null>;
  theme: MapTheme;
  texts: MapTexts;
  notice: MapNotice | undefined;
  children?: ReactNode;
}) => (
  <div className="motorpool-map" data-map-theme={props.theme}>
    <div ref={props.container} className="motorpool-map-canvas" />
    {props.children}
    {props.notice && (
      <p className="motorpool-map-notice" role="status" data-notice={props.notice}>
        {props.texts[props.notice]}
      </p>
    )}
  </div>
);
