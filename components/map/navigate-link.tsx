'use client';
import { Navigation } from 'lucide-react';
import type { ReactNode } from 'react';
import { directionsUrl, openNavigation } from './navigation-link.ts';

export type NavigateLinkProps = { lat: number; lon: number; label: string; className: string; children: ReactNode };

/** Leads to a place: on a phone by its navigation app, elsewhere by a map on the web. */
export const NavigateLink = ({ lat, lon, label, className, children }: NavigateLinkProps) => (
  <a
    className={className}
    href={directionsUrl(lat, lon)}
    target="_blank"
    rel="noreferrer"
    onClick={(event) => {
      if (openNavigation({ lat, lon, label })) event.preventDefault();
    }}
  >
    <Navigation size={14} aria-hidden />
    {children}
  </a>
);
