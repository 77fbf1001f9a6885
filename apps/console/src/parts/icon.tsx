// The console's own icons: 20 by 20, one stroke weight, drawn in the colour of the text beside them.
import type { ReactNode } from "react";

const paths = {
  records: <path d="M3.5 5h13M3.5 10h13M3.5 15h8" />,
  connections: (
    <path d="M8.5 11.5l3-3M7.2 9.2 5.3 11a3.1 3.1 0 0 0 4.4 4.4l1.9-1.9M12.8 10.8l1.9-1.9a3.1 3.1 0 0 0-4.4-4.4L8.4 6.4" />
  ),
  sessions: <path d="M3 4.5h14v9H3zM7.5 16.5h5M10 13.5v3" />,
  phone: <path d="M6.5 2.5h7v15h-7zM9 14.9h2" />,
  search: <path d="M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM13 13l4 4" />,
  filter: <path d="M3 5.5h14M5.5 10h9M8 14.5h4" />,
  plus: <path d="M10 4.5v11M4.5 10h11" />,
  more: <path d="M5 10h.01M10 10h.01M15 10h.01" strokeWidth={2.4} />,
  close: <path d="M5.5 5.5l9 9M14.5 5.5l-9 9" />,
  check: <path d="M4.5 10.5l3.7 3.7 7.3-8" />,
  up: <path d="M10 15.5v-11M5.5 9 10 4.5 14.5 9" />,
  down: <path d="M10 4.5v11M5.5 11l4.5 4.5 4.5-4.5" />,
  chevron: <path d="M5.5 8l4.5 4.5L14.5 8" />,
  shield: <path d="M10 2.8 16 5v4.6c0 3.7-2.5 6.3-6 7.6-3.5-1.3-6-3.9-6-7.6V5zM7.3 10l2 2 3.5-3.8" />,
  database: (
    <path d="M4 5.5C4 4.1 6.7 3 10 3s6 1.1 6 2.5S13.3 8 10 8 4 6.9 4 5.5zM4 5.5v9C4 15.9 6.7 17 10 17s6-1.1 6-2.5v-9M4 10c0 1.4 2.7 2.5 6 2.5s6-1.1 6-2.5" />
  ),
  warning: <path d="M10 3.2 17.5 16h-15zM10 8.3v3.4M10 13.8v.1" />,
  offline: (
    <path d="M3 3l14 14M6 9.2a6 6 0 0 1 2-1.2M3.5 7A10 10 0 0 1 6 5.4M9 4.6A10 10 0 0 1 16.5 7M12 8.1a6 6 0 0 1 2 1.1M8.2 12.2a3 3 0 0 1 3.6 0M10 15.3v.1" />
  ),
  eye: <path d="M2.5 10S5 5 10 5s7.5 5 7.5 5-2.5 5-7.5 5-7.5-5-7.5-5zM10 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z" />,
  eyeOff: (
    <path d="M3 3l14 14M8 5.3A8 8 0 0 1 10 5c5 0 7.5 5 7.5 5a12 12 0 0 1-1.9 2.5M5 6.5C3.3 7.9 2.5 10 2.5 10S5 15 10 15c1.3 0 2.4-.3 3.4-.8" />
  ),
  menu: <path d="M3.5 6h13M3.5 10h13M3.5 14h13" />,
  sun: (
    <path d="M10 13.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM10 2.5v1.3M10 16.2v1.3M2.5 10h1.3M16.2 10h1.3M4.7 4.7l.9.9M14.4 14.4l.9.9M4.7 15.3l.9-.9M14.4 5.6l.9-.9" />
  ),
  moon: <path d="M16.5 11.8A6.8 6.8 0 0 1 8.2 3.5a6.8 6.8 0 1 0 8.3 8.3z" />,
  system: <path d="M3 4.5h14v9H3zM7 16.5h6" />,
  signOut: <path d="M8 3.5H4v13h4M12.5 6.5 16 10l-3.5 3.5M16 10H8" />,
  activity: <path d="M3 10h3.2l2.3-5.5 3 11 2.3-5.5H17" />,
  operations: <path d="M3.5 14.5a6.8 6.8 0 1 1 13 0M10 12.5l3.2-3.6M10 13.6v.01" />,
  bell: <path d="M5.5 13.5V9a4.5 4.5 0 0 1 9 0v4.5l1.5 1.7H4zM8.6 17.2h2.8" />,
  clock: <path d="M10 16.8a6.8 6.8 0 1 0 0-13.6 6.8 6.8 0 0 0 0 13.6zM10 6.4V10l2.5 1.7" />,
  play: <path d="M6.5 4.5v11l9-5.5z" />,
  stop: <path d="M5.5 5.5h9v9h-9z" />,
  star: <path d="M10 3.3l2 4.2 4.6.6-3.4 3.2.9 4.6-4.1-2.3-4.1 2.3.9-4.6L3.4 8.1 8 7.5z" />,
  edit: <path d="M4 16l.7-3.2L13 4.5l2.5 2.5-8.3 8.3zM11.5 6l2.5 2.5" />,
  trash: <path d="M4 5.5h12M8 5.5V3.5h4v2M5.5 5.5l.7 11h7.6l.7-11" />,
  key: <path d="M7 13.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM10.4 10H17v2.5M14 10v2" />,
  refresh: <path d="M16 6.5A7 7 0 0 0 3.3 8.5M4 13.5a7 7 0 0 0 12.7-2M16.5 3v3.7h-3.7M3.5 17v-3.7h3.7" />,
  undo: <path d="M7.5 4 4 7.5 7.5 11M4 7.5h7.5a4.5 4.5 0 0 1 0 9H7" />,
  redo: <path d="M12.5 4 16 7.5 12.5 11M16 7.5H8.5a4.5 4.5 0 0 0 0 9H13" />,
  groups: <path d="M10 3 17 6.5 10 10 3 6.5zM3.5 10.2 10 13.5l6.5-3.3M3.5 13.7 10 17l6.5-3.3" />,
  history: <path d="M3.6 8.2A6.8 6.8 0 1 1 3.4 12M3.2 4.4v4h4M10 6.3V10l2.6 1.8" />,
  download: <path d="M10 3.5v9M6 8.8l4 4 4-4M4 16.5h12" />,
  upload: <path d="M10 12.5v-9M6 7.2l4-4 4 4M4 16.5h12" />,
  grip: <path d="M7.5 5h.01M12.5 5h.01M7.5 10h.01M12.5 10h.01M7.5 15h.01M12.5 15h.01" strokeWidth={2.2} />,
  compare: <path d="M7.7 14.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM12.3 14.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9z" />,
  move: <path d="M3.5 10h12M11.5 6l4 4-4 4" />,
  copy: <path d="M7 7h9v9H7zM13 7V4H4v9h3" />,
  tag: <path d="M10.5 3.5h6v6l-7 7-6-6zM13.3 6.7v.01" />,
  back: <path d="M12 4.5 6.5 10l5.5 5.5" />,
  columns: <path d="M3.5 4.5h13v11h-13zM7.8 4.5v11M12.2 4.5v11" />,
  keyboard: <path d="M2.5 5.5h15v9h-15zM5.5 8.5h.01M8.5 8.5h.01M11.5 8.5h.01M14.5 8.5h.01M6.5 11.8h7" />,
} as const satisfies Record<string, ReactNode>;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }): ReactNode {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {paths[name]}
    </svg>
  );
}

export function BrandMark({ size = 28 }: { readonly size?: number }): ReactNode {
  return (
    <svg className="brand-mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" />
      <g fill="none" strokeWidth="2.6" strokeLinecap="round">
        <path d="M16 6v11M16 12c0 6-3 9-8 12M16 12c0 6 3 9 8 12M16 17c0 4-1 6.5-2.6 9M16 17c0 4 1 6.5 2.6 9" />
      </g>
    </svg>
  );
}
