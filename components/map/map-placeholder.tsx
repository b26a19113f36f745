import './map-placeholder.css';

/** Takes the map's place, in its size and colour, until the map's code is there. */
export const MapPlaceholder = ({ text }: { text: string }) => (
  <div className="motorpool-map-placeholder" role="status">
    {text}
  </div>
);
