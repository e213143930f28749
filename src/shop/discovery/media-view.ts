import type { MediaView } from './views.ts';

/** A picture as the database knows it. */
export type MediaRow = {
  id: string;
  kind: 'image' | 'video';
  mime: string;
  width: number | null;
  height: number | null;
  color: string | null;
  /** `null`: not made yet; the usual widths are made when they are first asked for. */
  renditions: readonly { width: number; format: string }[] | null;
};

const usualWidths = [320, 640, 960, 1280];
const formats = ['avif', 'webp'] as const;

/** Addresses are `/media/ID/WIDTH.FORMAT`: the media module serves them. */
export function mediaView(row: MediaRow, alt: string): MediaView {
  const width = row.width ?? 1200;
  const height = row.height ?? 1200;
  const base = { id: row.id, kind: row.kind, alt, width, height, color: row.color };
  if (row.kind === 'video') {
    const src = `/media/${row.id}/original.${row.mime === 'video/webm' ? 'webm' : 'mp4'}`;
    return { ...base, sources: [{ type: row.mime, srcset: src }], src, poster: null };
  }
  const widths = (format: string) =>
    row.renditions
      ? row.renditions.filter((each) => each.format === format).map((each) => each.width)
      : usualWidths.filter((each) => each <= width);
  const sources = formats.flatMap((format) => {
    const list = widths(format).sort((a, b) => a - b);
    return list.length === 0
      ? []
      : [{ type: `image/${format}`, srcset: list.map((each) => `/media/${row.id}/${each}.${format} ${each}w`).join(', ') }];
  });
  return { ...base, sources, src: `/media/${row.id}/640.jpg` };
}
