/** Reads `length` bytes at `start`; fewer at the end of the file. */
export type ReadAt = (start: number, length: number) => Promise<Buffer>;

export type FilmFacts = { width: number; height: number; durationMs: number };

const MOST_HEADER_BYTES = 16 * 1024 * 1024;

/** Size and length of an MP4 by its `moov` box, wherever that lies. Null when it is broken or shows no picture. */
export async function readMp4(read: ReadAt, sizeBytes: number): Promise<FilmFacts | null> {
  let at = 0;
  for (let boxes = 0; boxes < 1_000 && at + 8 <= sizeBytes; boxes++) {
    const box = boxAt(await read(at, 16), 0, sizeBytes - at);
    if (!box) return null;
    if (box.type === 'moov') return box.size > MOST_HEADER_BYTES ? null : factsOfMoov(await read(at + box.head, box.size - box.head));
    at += box.size;
  }
  return null;
}

type Box = { type: string; head: number; size: number };

function boxAt(bytes: Buffer, at: number, space: number): Box | null {
  if (at + 8 > bytes.length) return null;
  const type = bytes.toString('latin1', at + 4, at + 8);
  const short = bytes.readUInt32BE(at);
  const wide = short === 1;
  if (wide && at + 16 > bytes.length) return null;
  const size = short === 0 ? space : wide ? Number(bytes.readBigUInt64BE(at + 8)) : short;
  const head = wide ? 16 : 8;
  return size < head || size > space ? null : { type, head, size };
}

function* boxesIn(bytes: Buffer): Generator<{ type: string; body: Buffer }> {
  let at = 0;
  while (at + 8 <= bytes.length) {
    const box = boxAt(bytes, at, bytes.length - at);
    if (!box) return;
    yield { type: box.type, body: bytes.subarray(at + box.head, at + box.size) };
    at += box.size;
  }
}

function find(bytes: Buffer, ...path: string[]): Buffer | null {
  let here = bytes;
  for (const type of path) {
    const next = [...boxesIn(here)].find((box) => box.type === type);
    if (!next) return null;
    here = next.body;
  }
  return here;
}

function factsOfMoov(moov: Buffer): FilmFacts | null {
  const header = find(moov, 'mvhd');
  const durationMs = header && durationOf(header);
  if (!durationMs) return null;
  for (const { type, body } of boxesIn(moov)) {
    if (type !== 'trak' || find(body, 'mdia', 'hdlr')?.toString('latin1', 8, 12) !== 'vide') continue;
    const size = find(body, 'tkhd');
    const wide = size?.[0] === 1;
    const at = wide ? 88 : 76;
    if (!size || size.length < at + 8) return null;
    // 16.16 fixed point
    const width = Math.round(size.readUInt32BE(at) / 65_536);
    const height = Math.round(size.readUInt32BE(at + 4) / 65_536);
    return width > 0 && height > 0 ? { width, height, durationMs } : null;
  }
  return null;
}

function durationOf(mvhd: Buffer): number | null {
  const wide = mvhd[0] === 1;
  if (mvhd.length < (wide ? 32 : 20)) return null;
  const scale = mvhd.readUInt32BE(wide ? 20 : 12);
  const units = wide ? Number(mvhd.readBigUInt64BE(24)) : mvhd.readUInt32BE(16);
  return scale > 0 && units > 0 ? Math.round((units / scale) * 1_000) : null;
}

/** Size and length of a WebM by the elements before its first cluster. Null when it is broken or shows no picture. */
export async function readWebm(read: ReadAt, sizeBytes: number): Promise<FilmFacts | null> {
  const bytes = await read(0, Math.min(sizeBytes, 1024 * 1024));
  const top = [...elementsIn(bytes)];
  const header = top.find((element) => element.id === ID.ebml);
  const segment = top.find((element) => element.id === ID.segment);
  if (!header || !segment || child(header.body, ID.docType)?.toString('latin1').replaceAll('\0', '') !== 'webm') return null;
  const info = child(segment.body, ID.info);
  const tracks = child(segment.body, ID.tracks);
  if (!info || !tracks) return null;
  const scale = unsigned(child(info, ID.timecodeScale)) || 1_000_000;
  const durationMs = Math.round((float(child(info, ID.duration)) * scale) / 1e6);
  for (const { id, body } of elementsIn(tracks)) {
    if (id !== ID.trackEntry || unsigned(child(body, ID.trackType)) !== 1) continue;
    const video = child(body, ID.video);
    const width = video ? unsigned(child(video, ID.pixelWidth)) : 0;
    const height = video ? unsigned(child(video, ID.pixelHeight)) : 0;
    return width > 0 && height > 0 && durationMs > 0 ? { width, height, durationMs } : null;
  }
  return null;
}

const ID = {
  ebml: 0x1a45dfa3,
  docType: 0x4282,
  segment: 0x18538067,
  info: 0x1549a966,
  timecodeScale: 0x2ad7b1,
  duration: 0x4489,
  tracks: 0x1654ae6b,
  trackEntry: 0xae,
  trackType: 0x83,
  video: 0xe0,
  pixelWidth: 0xb0,
  pixelHeight: 0xba,
} as const;

function* elementsIn(bytes: Buffer): Generator<{ id: number; body: Buffer }> {
  let at = 0;
  while (at < bytes.length) {
    const id = variable(bytes, at, true);
    const size = id && variable(bytes, at + id.length, false);
    if (!id || !size) return;
    const start = at + id.length + size.length;
    // A live stream does not know its length: the element then goes to the end.
    const end = size.unknown ? bytes.length : Math.min(bytes.length, start + size.value);
    yield { id: id.value, body: bytes.subarray(start, end) };
    at = start + (size.unknown ? bytes.length : size.value);
  }
}

function child(bytes: Buffer, id: number): Buffer | null {
  for (const element of elementsIn(bytes)) if (element.id === id) return element.body;
  return null;
}

/** A number whose first byte tells its length; ids keep their marker bit, sizes lose it. */
function variable(bytes: Buffer, at: number, keepMarker: boolean): { value: number; length: number; unknown: boolean } | null {
  const first = bytes[at];
  if (!first) return null;
  const length = Math.clz32(first) - 23;
  if (length > 8 || at + length > bytes.length) return null;
  let value = keepMarker ? first : first & (0xff >> length);
  let ones = (first & (0xff >> length)) === 0xff >> length;
  for (let i = 1; i < length; i++) {
    const byte = bytes[at + i] ?? 0;
    ones = ones && byte === 0xff;
    value = value * 256 + byte;
  }
  return Number.isSafeInteger(value) || ones ? { value, length, unknown: ones && !keepMarker } : null;
}

function unsigned(bytes: Buffer | null): number {
  return bytes && bytes.length > 0 && bytes.length <= 6 ? bytes.readUIntBE(0, bytes.length) : 0;
}

function float(bytes: Buffer | null): number {
  if (bytes?.length === 4) return bytes.readFloatBE(0);
  return bytes?.length === 8 ? bytes.readDoubleBE(0) : 0;
}
