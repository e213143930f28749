import sharp from 'sharp';

/** Light (linear, three numbers a pixel) to a picture as film would take it: soft shoulder, faint glow, gamma. */
export function develop(light: Float32Array, width: number, height: number, exposure = 1): Uint8Array {
  if (exposure !== 1) for (let i = 0; i < light.length; i++) light[i] = light[i]! * exposure;
  addGlow(light, width, height);
  const out = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const p = (y * width + x) * 3;
      const u = (x / width) * 2 - 1;
      const v = (y / height) * 2 - 1;
      const corner = 1 - 0.035 * (u * u + v * v);
      const grey = 0.2 * (0.3 * light[p]! + 0.59 * light[p + 1]! + 0.11 * light[p + 2]!);
      for (let c = 0; c < 3; c++) out[p + c] = encode((light[p + c]! * 0.8 + grey) * corner * TINT[c]!, p * 7 + c * 3);
    }
  }
  return out;
}

/** Exposure and the warmth of the film. */
const TINT = [1.02, 1.0, 0.975];

const STEPS = 4096;
const MOST = 6;
/** Tone of a value of light, by the square root of its share of MOST: fine steps where the eye is keen. */
const TONES = Float32Array.from({ length: STEPS + 2 }, (_, i) => tone((i / STEPS) ** 2 * MOST));

function encode(value: number, grain: number): number {
  const at = Math.sqrt(Math.min(1, Math.max(0, value / MOST))) * STEPS;
  const i = at | 0;
  const dither = ((Math.imul(grain, 2654435761) >>> 16) & 255) / 255;
  return Math.min(255, Math.floor(TONES[i]! + (TONES[i + 1]! - TONES[i]!) * (at - i) + dither));
}

function tone(value: number): number {
  const toned = shoulder(value);
  const gamma = toned <= 0.0031308 ? toned * 12.92 : 1.055 * toned ** (1 / 2.4) - 0.055;
  const lifted = 0.018 + gamma * 0.982;
  return (lifted - 0.0175 * Math.sin((lifted - 0.5) * 2 * Math.PI) * (1 - lifted)) * 255;
}

/** Straight up to 0.62, then ever flatter towards 1. */
function shoulder(x: number): number {
  const knee = 0.62;
  return x <= knee ? x : knee + (1 - knee) * (1 - Math.exp(-(x - knee) / (1 - knee)));
}

/** What is brighter than paper spreads a little, as it does in a lens. */
function addGlow(light: Float32Array, width: number, height: number): void {
  const w = Math.ceil(width / 8);
  const h = Math.ceil(height / 8);
  let glow: Float32Array = new Float32Array(w * h * 3);
  let any = false;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const p = (y * width + x) * 3;
      const over = Math.max(light[p]!, light[p + 1]!, light[p + 2]!) - 1.15;
      if (over <= 0) continue;
      any = true;
      const g = ((y >> 3) * w + (x >> 3)) * 3;
      for (let c = 0; c < 3; c++) glow[g + c] = glow[g + c]! + (Math.min(over, 4) * light[p + c]!) / (over + 1.15) / 64;
    }
  }
  if (!any) return;
  for (let i = 0; i < 3; i++) glow = blur(blur(glow, w, h, 1, 3 + i * 2), w, h, w, 3 + i * 2);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const p = (y * width + x) * 3;
      const gx = Math.min(w - 1.001, Math.max(0, (x - 3.5) / 8));
      const gy = Math.min(h - 1.001, Math.max(0, (y - 3.5) / 8));
      const [ix, iy] = [gx | 0, gy | 0];
      const [fx, fy] = [gx - ix, gy - iy];
      const [kx, ky] = [ix + 1 < w ? 3 : 0, iy + 1 < h ? 3 * w : 0];
      const k = (iy * w + ix) * 3;
      for (let c = 0; c < 3; c++) {
        const top = glow[k + c]! * (1 - fx) + glow[k + kx + c]! * fx;
        const low = glow[k + ky + c]! * (1 - fx) + glow[k + ky + kx + c]! * fx;
        light[p + c] = light[p + c]! + 0.3 * (top * (1 - fy) + low * fy);
      }
    }
  }
}

function blur(from: Float32Array, w: number, h: number, stride: number, radius: number): Float32Array {
  const to = new Float32Array(from.length);
  const across = stride === 1;
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      for (let c = 0; c < 3; c++) {
        let sum = 0;
        for (let i = -radius; i <= radius; i++) {
          const xx = across ? Math.min(w - 1, Math.max(0, x + i)) : x;
          const yy = across ? y : Math.min(h - 1, Math.max(0, y + i));
          sum += from[(yy * w + xx) * 3 + c]!;
        }
        to[(y * w + x) * 3 + c] = sum / (2 * radius + 1);
      }
    }
  }
  return to;
}

export type Master = { avif: Buffer; color: string; png: Buffer | null };

/** The picture as AVIF (more effort costs seven times the time for a tenth of the bytes) with its mean colour (`#rrggbb`), and as PNG for looking at when asked. */
export async function encodeMaster(pixels: Uint8Array, width: number, height: number, quality: number, png: boolean): Promise<Master> {
  const raw = () => sharp(pixels, { raw: { width, height, channels: 3 } });
  const avif = await raw().avif({ quality, effort: 1, chromaSubsampling: '4:2:0' }).toBuffer();
  return { avif, color: meanColor(pixels), png: png ? await raw().png().toBuffer() : null };
}

function meanColor(pixels: Uint8Array): string {
  const sum = [0, 0, 0];
  for (let i = 0; i < pixels.length; i += 3) for (let c = 0; c < 3; c++) sum[c] = sum[c]! + pixels[i + c]!;
  return `#${sum
    .map((s) =>
      Math.round((s * 3) / pixels.length)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}
