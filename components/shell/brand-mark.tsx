/** The sign of Motorpool: a marker whose tip is a heading. */
export const BrandMark = ({ size = 22 }: { size?: number }) => (
  <svg aria-hidden="true" viewBox="0 0 24 24" width={size} height={size}>
    <rect width="24" height="24" rx="6" className="fill-accent" />
    <path d="M12 4.2 18 19l-6-3.4L6 19Z" fill="#fff" />
  </svg>
);
