'use client';
import type { ReactNode } from 'react';
import './map.css';
import type { MapView } from './use-controlled-map.ts';

/** The element a map lives in, what lies over it, and what went wrong. */
export const MapFrame = (props: MapView & { children?: ReactNode }) => (
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
