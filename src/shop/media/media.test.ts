import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { makeMp4, makeWebm } from './film.fixture.ts';
import { type ReadAt, readMp4, readWebm } from './film.ts';
import { mediaView, snapWidth, widthsOf } from './media.ts';
import { isPublicAddress } from './public-address.ts';
import { sniff } from './sniff.ts';

const from =
  (bytes: Buffer): ReadAt =>
  async (start, length) =>
    bytes.subarray(start, start + length);

test('a picture is offered in the widths that it has, never wider', () => {
  assert.deepEqual(widthsOf(2_000), [160, 320, 480, 640, 960, 1280]);
  assert.deepEqual(widthsOf(600), [160, 320, 480, 600]);
  assert.deepEqual(widthsOf(640), [160, 320, 480, 640]);
  assert.deepEqual(widthsOf(90), [90]);
  assert.deepEqual(
    [160, 600, 640, 1280, 333, 0].map((w) => snapWidth(w, 600)),
    [160, 600, 600, 600, null, null],
  );
});

test('a view names formats in order of preference, a JPEG for all, and a film with its poster', () => {
  const facts = { id: 'ab', kind: 'image', mime: 'image/png', width: 500, height: 250, color: '#112233', posterId: null } as const;
  assert.deepEqual(mediaView(facts, 'A jug'), {
    id: 'ab',
    kind: 'image',
    alt: 'A jug',
    width: 500,
    height: 250,
    color: '#112233',
    sources: [
      { type: 'image/avif', srcset: '/media/ab/160.avif 160w, /media/ab/320.avif 320w, /media/ab/480.avif 480w, /media/ab/500.avif 500w' },
      { type: 'image/webp', srcset: '/media/ab/160.webp 160w, /media/ab/320.webp 320w, /media/ab/480.webp 480w, /media/ab/500.webp 500w' },
    ],
    src: '/media/ab/500.jpg',
  });
  const film = mediaView({ ...facts, kind: 'video', mime: 'video/mp4', posterId: 'cd' }, '');
  assert.deepEqual(
    [film.sources, film.src, film.poster],
    [[{ type: 'video/mp4', srcset: '/media/ab/original.mp4' }], '/media/ab/original.mp4', '/media/cd/960.jpg'],
  );
});

test('a file is what its bytes say', () => {
  assert.equal(sniff(Buffer.from('ffd8ffe000104a46', 'hex')), 'image/jpeg');
  assert.equal(sniff(makeMp4({ width: 1, height: 1, durationMs: 1 })), 'video/mp4');
  assert.equal(sniff(makeWebm({ width: 1, height: 1, durationMs: 1 })), 'video/webm');
  for (const text of [
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    '%PDF-1.7',
    'GIF88a',
    'RIFF1234WAVE',
    '<?php',
    '',
    'MZ',
    '\0\0\0\x18ftypqt  ',
  ]) {
    assert.equal(sniff(Buffer.from(text, 'latin1')), null, text);
  }
});

test('films tell their size and length wherever their header lies', async () => {
  for (const moovFirst of [true, false]) {
    const mp4 = makeMp4({ width: 1920, height: 1080, durationMs: 12_345, moovFirst });
    assert.deepEqual(await readMp4(from(mp4), mp4.length), { width: 1920, height: 1080, durationMs: 12_345 });
  }
  const webm = makeWebm({ width: 1280, height: 720, durationMs: 9_500 });
  assert.deepEqual(await readWebm(from(webm), webm.length), { width: 1280, height: 720, durationMs: 9_500 });
});

test('damaged films are refused and never hang or throw', async () => {
  const mp4 = makeMp4({ width: 640, height: 360, durationMs: 1_000 });
  const webm = makeWebm({ width: 640, height: 360, durationMs: 1_000 });
  assert.equal(await readMp4(from(mp4.subarray(0, -50)), mp4.length - 50), null);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(mp4, webm), fc.nat(6_000), fc.uint8Array({ minLength: 1, maxLength: 16 }), async (film, at, noise) => {
      const broken = Buffer.from(film);
      broken.set(noise.subarray(0, Math.max(0, broken.length - (at % broken.length))), at % broken.length);
      await readMp4(from(broken), broken.length);
      await readWebm(from(broken), broken.length);
    }),
    { numRuns: 2_000 },
  );
});

test('only public addresses may be fetched from, in whatever notation they come', () => {
  for (const address of ['1.1.1.1', '93.184.216.34', '172.32.0.1', '100.128.0.1', '2606:4700:4700::1111', '2a00:1450:4001:81c::200e']) {
    assert.equal(isPublicAddress(address), true, address);
  }
  const inside = [
    '0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.9.9.9 169.254.169.254 172.16.0.1 172.31.255.255 192.168.1.1 192.0.0.8 198.18.0.1 224.0.0.1 255.255.255.255',
    ':: ::1 ::ffff:127.0.0.1 ::ffff:a9fe:a9fe ::ffff:8.8.8.8 ::127.0.0.1 64:ff9b::7f00:1 fe80::1 fe80::1%eth0 fc00::1 fd00:ec2::254 ff02::1 2002:7f00:1:: 2001::1 2001:db8::1',
    'localhost 2130706433 127.1 0x7f.1 ',
  ];
  for (const address of inside.join(' ').split(' ')) assert.equal(isPublicAddress(address), false, address);
});
