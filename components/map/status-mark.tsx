import { type MapStatus, status_styles } from './status-color.ts';

const shapes = {
  arrow: <path d="M8 1.5 13 14 8 11.2 3 14Z" />,
  triangle: <path d="M8 1.8 15 14H1Z" />,
  bolt: <path d="M9.6 1 3.4 9h3.8L6.4 15l6.2-8H8.8Z" />,
  ring: <path fillRule="evenodd" d="M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2Zm0 3.4a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 0 0 0-5.2Z" />,
  dot: <circle cx="8" cy="8" r="5" />,
  cross: <path d="M4 2.6 8 6.6l4-4L13.4 4l-4 4 4 4-1.4 1.4-4-4-4 4L2.6 12l4-4-4-4Z" />,
} as const;

/** The mark of a status, the same shape and colour as on the map; beside it goes the word. `theme` as in `data-theme`. */
export const StatusMark = ({ status, theme, size = 12 }: { status: MapStatus; theme: 'light' | 'dark'; size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 16 16" fill={status_styles[status][theme]} aria-hidden="true" focusable="false">
    {shapes[status_styles[status].shape]}
  </svg>
);
