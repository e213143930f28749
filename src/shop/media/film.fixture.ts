/** Small films made by hand: headers as encoders write them, and nothing to play. */
export function makeMp4(options: { width: number; height: number; durationMs: number; moovFirst?: boolean }): Buffer {
  const mvhd = Buffer.alloc(100);
  mvhd.writeUInt32BE(1_000, 12);
  mvhd.writeUInt32BE(options.durationMs, 16);
  const tkhd = Buffer.alloc(84);
  tkhd.writeUInt32BE(options.width * 65_536, 76);
  tkhd.writeUInt32BE(options.height * 65_536, 80);
  const hdlr = Buffer.alloc(24);
  hdlr.write('vide', 8, 'latin1');
  const moov = box('moov', box('mvhd', mvhd), box('trak', box('tkhd', tkhd), box('mdia', box('hdlr', hdlr))));
  const ftyp = box('ftyp', Buffer.from('isom\0\0\x02\0isomiso2avc1mp41', 'latin1'));
  const mdat = box('mdat', Buffer.alloc(5_000, 7));
  return Buffer.concat(options.moovFirst ? [ftyp, moov, mdat] : [ftyp, mdat, moov]);
}

function box(type: string, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
}

export function makeWebm(options: { width: number; height: number; durationMs: number }): Buffer {
  const duration = Buffer.alloc(8);
  duration.writeDoubleBE(options.durationMs);
  const video = element('e0', element('b0', uint(options.width)), element('ba', uint(options.height)));
  const info = element('1549a966', element('2ad7b1', uint(1_000_000)), element('4489', duration));
  const tracks = element('1654ae6b', element('ae', element('83', uint(1)), video));
  const cluster = element('1f43b675', Buffer.alloc(500, 1));
  return Buffer.concat([element('1a45dfa3', element('4282', Buffer.from('webm'))), element('18538067', info, tracks, cluster)]);
}

function element(id: string, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const size = Buffer.alloc(8);
  size.writeBigUInt64BE(BigInt(body.length) | (1n << 56n));
  return Buffer.concat([Buffer.from(id, 'hex'), size, body]);
}

function uint(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
