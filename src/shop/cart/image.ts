/** A picture in the widths that exist, as pages and the API show it. */
export type CartImage = {
  id: string;
  kind: 'image' | 'video';
  alt: string;
  width: number;
  height: number;
  color: string | null;
  sources: { type: string; srcset: string }[];
  src: string;
  poster?: string | null;
};
