/** A stored picture or film: its id is the SHA-256 of its bytes, so that equal files are one. */
export type Media = {
  id: string;
  kind: 'image' | 'video';
  mime: MediaType;
  /** As it is looked at: after turning by its EXIF orientation. */
  width: number;
  height: number;
  durationMs: number | null;
  sizeBytes: number;
  /** CSS hex; null until a worker has looked. */
  color: string | null;
  posterId: string | null;
  createdAt: Date;
};

export type MediaType = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/avif' | 'image/gif' | 'video/mp4' | 'video/webm';
export type RenditionFormat = 'avif' | 'webp' | 'jpg';

/** What pages and the API show of a media row; never an address of the object store. */
export type MediaView = {
  id: string;
  kind: 'image' | 'video';
  alt: string;
  width: number;
  height: number;
  color: string | null;
  /** In order of preference; `srcset` has width descriptors for pictures and is one address for films. */
  sources: { type: string; srcset: string }[];
  /** What every browser can show. */
  src: string;
  poster?: string | null;
};

export const WIDTHS = [160, 320, 480, 640, 960, 1280] as const;
export const FORMATS: readonly RenditionFormat[] = ['avif', 'webp', 'jpg'];
export const LIMITS = {
  imageBytes: 20 * 1024 * 1024,
  videoBytes: 200 * 1024 * 1024,
  /** Decoded size, against small files that unfold into gigabytes. */
  pixels: 64_000_000,
  sidePixels: 16_384,
  videoSidePixels: 4_096,
  videoMs: 30 * 60_000,
} as const;

const EXTENSIONS: Record<MediaType, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/gif': 'gif',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
};

/** The widths a picture is offered in: never wider than it is; its own width when it lies below the widest. */
export function widthsOf(width: number): number[] {
  const fitting = WIDTHS.filter((w) => w <= width);
  const own = width < 1280 && !fitting.some((w) => w === width) ? [width] : [];
  return [...fitting, ...own];
}

/** The width that is made for a width asked for, or null when none may be asked for: there are seven at most, whatever is asked. */
export function snapWidth(asked: number, width: number): number | null {
  const offered = widthsOf(width);
  if (offered.includes(asked)) return asked;
  const known = WIDTHS.some((w) => w === asked);
  return known ? (offered.at(-1) ?? null) : null;
}

export function originalName(media: Pick<Media, 'id' | 'mime'>): string {
  return `media/${media.id.slice(0, 2)}/${media.id}/original.${EXTENSIONS[media.mime]}`;
}

export function renditionName(id: string, width: number, format: RenditionFormat): string {
  return `media/${id.slice(0, 2)}/${id}/${width}.${format}`;
}

/** The name under which a film is addressed: `original.mp4`. */
export function filmName(mime: MediaType): string {
  return `original.${EXTENSIONS[mime]}`;
}

export type MediaFacts = Pick<Media, 'id' | 'kind' | 'mime' | 'width' | 'height' | 'color' | 'posterId'>;

export function mediaView(media: MediaFacts, alt: string): MediaView {
  const { id, kind, width, height, color } = media;
  const base = { id, kind, alt, width, height, color };
  if (kind === 'video') {
    const src = `/media/${id}/${filmName(media.mime)}`;
    return {
      ...base,
      sources: [{ type: media.mime, srcset: src }],
      src,
      poster: media.posterId ? `/media/${media.posterId}/960.jpg` : null,
    };
  }
  const widths = widthsOf(width);
  const srcset = (format: RenditionFormat) => widths.map((w) => `/media/${id}/${w}.${format} ${w}w`).join(', ');
  const middle = widths.filter((w) => w <= 640).at(-1) ?? widths[0] ?? width;
  return {
    ...base,
    sources: [
      { type: 'image/avif', srcset: srcset('avif') },
      { type: 'image/webp', srcset: srcset('webp') },
    ],
    src: `/media/${id}/${middle}.jpg`,
  };
}

export const PLACEHOLDER_ADDRESS = '/media/placeholder.svg';

/** What stands where there is no picture (yet). */
export function placeholderView(alt: string): MediaView {
  return { id: 'placeholder', kind: 'image', alt, width: 800, height: 800, color: '#e8e4dc', sources: [], src: PLACEHOLDER_ADDRESS };
}

/** A quiet vessel on a shelf: drawn by us, readable in light and dark. */
export const PLACEHOLDER_SVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 800" width="800" height="800" role="img" aria-label="No picture"><rect width="800" height="800" fill="#e8e4dc"/><g fill="none" stroke="#a39b8c" stroke-width="10" stroke-linecap="round" stroke-linejoin="round"><path d="M180 610h440"/><path d="M330 610c-70-60-100-130-92-200 6-58 44-92 70-124 14-18 18-40 18-66h148c0 26 4 48 18 66 26 32 64 66 70 124 8 70-22 140-92 200z"/><path d="M306 220h188"/><path d="M262 420c60 26 216 26 276 0"/></g></svg>`;
